"""`wellfounded interview`: the next best questions, one at a time; every answer is saved before the next is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.case_source import source_of
from wellfounded.cli.confirm import confirm_answers
from wellfounded.cli.dialogue import Dialogue
from wellfounded.cli.inputs import Inputs
from wellfounded.cli.interview_words import ANSWERS, KEYS, STOP
from wellfounded.cli.options import command
from wellfounded.cli.terminal import heading, paragraph, say
from wellfounded.law.case_file import Answer
from wellfounded.law.catalogue import LANGUAGES
from wellfounded.law.country_name import country_name
from wellfounded.law.errors import Code
from wellfounded.law.interview import SAID, Interview, answers_for, unconfirmed
from wellfounded.law.law import resolve
from wellfounded.law.questions import Ask

if TYPE_CHECKING:
    from wellfounded.cli.case_source import CaseSource
    from wellfounded.law.case_file import FactRecord
    from wellfounded.law.catalogue import FactDefinition
    from wellfounded.law.questions import OpenPoint

EXAMPLE = "wellfounded interview case.yaml --by interviewer-2 --language ko"
INTERVIEWER = "interviewer"


@dataclass(frozen=True, slots=True)
class InterviewOptions:
    """What `interview` may be told."""

    case: Annotated[Path, typer.Argument(help="The case file; answers are saved into it.", show_default=False)]
    by: Annotated[
        str | None, typer.Option(help="Who asks or finds, by number or role; no name.", show_default=INTERVIEWER)
    ] = None
    language: Annotated[str, typer.Option(help=f"One of {', '.join(LANGUAGES)}.")] = "en"
    profile: Annotated[str | None, typer.Option(help="Under another profile.")] = None
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Ask nothing; find the answers that wait, each with a reason.")
    ] = False


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "interview", options=InterviewOptions, example=EXAMPLE)(run)


def run(options: InterviewOptions) -> None:
    """Ask the next best questions in the terminal, in English, Korean or Simplified Chinese.

    Every answer is saved at once: stopping loses nothing. What was said is not yet found: a person finds the facts,
    one by one, with --confirm.
    """
    source = source_of(options.case)
    interview = _begin(options, source)
    dialogue = Dialogue(options.language)
    if options.confirm:
        confirm_answers(interview, source, dialogue=dialogue)
        return
    dialogue.say("free")
    while (point := interview.next()) is not None:
        if not _ask(interview, point, dialogue=dialogue, source=source):
            break
    else:
        dialogue.say("done")
    _close(interview, options.case)


def _begin(options: InterviewOptions, source: CaseSource) -> Interview:
    inputs = Inputs()
    library = inputs.library()
    if options.language not in LANGUAGES:
        mend = f"Choose one of: {', '.join(LANGUAGES)}."
        inputs.note(Code.WRONG_OPTION, f"“{options.language}” is no language here.", mend=mend, where="--language")
    if options.confirm and not (options.by or "").strip():
        mend = "Add --by with your number or role, like --by adjudicator-7."
        inputs.note(Code.UNSIGNED, "A finding needs the one who makes it.", mend=mend, where="--confirm")
    inputs.profile(options.profile, library)
    case = inputs.case(source, library)
    inputs.finish()
    if case is None:
        raise AssertionError("a case that cannot be read is a problem")
    law = resolve(library, options.profile or case.profile, claim=case.claim, decision=case.decision)
    return Interview(law, case, options.by or INTERVIEWER, datetime.now(UTC).date())


def _definition(point: OpenPoint) -> FactDefinition:
    if point.definition is None:
        raise AssertionError("only facts are asked")
    return point.definition


def _ask(interview: Interview, point: OpenPoint, *, dialogue: Dialogue, source: CaseSource) -> bool:
    """Ask one question and save the answer; False when the interview stops."""
    definition = _definition(point)
    _introduce(interview, point, dialogue=dialogue)
    country = country_name(point.slot[0].partition(">")[0], dialogue.language)
    paragraph(definition.question(dialogue.language, country))
    answers = answers_for(definition.type)
    if point.ask is Ask.LOOK_UP:
        answers = tuple(answer for answer in answers if answer in SAID)
    chosen = dialogue.choose({answer: (KEYS[answer], ANSWERS[answer][dialogue.language]) for answer in answers})
    if chosen == STOP:
        return False
    record = _heard(interview, point, chosen=chosen, dialogue=dialogue) if isinstance(chosen, Answer) else None
    if record is None:
        interview.pass_over(point)
    else:
        source.save_fact(point.slot, record=record)
    return True


def _introduce(interview: Interview, point: OpenPoint, *, dialogue: Dialogue) -> None:
    """The topic, and what must be said before the question."""
    topic = interview.law.library.topics[point.topic]
    heading(topic.title[dialogue.language])
    if point.ask is Ask.PUT:
        before = interview.case.fact(point.slot)
        paragraph(dialogue.word("put" if before is not None and before.answered is not None else "put_found"))
    elif point.ask is Ask.LOOK_UP:
        paragraph(dialogue.word("look_up"))
    elif point.sensitive:
        paragraph(dialogue.word("sensitive"))


def _heard(interview: Interview, point: OpenPoint, *, chosen: Answer, dialogue: Dialogue) -> FactRecord | None:
    """The record of an answer or a look-up; None when its value or its reason was left out."""
    value = dialogue.value(_definition(point)) if chosen is Answer.VALUE else None
    if chosen is Answer.VALUE and value is None:
        return None
    if point.ask is not Ask.LOOK_UP:
        return interview.record(point, chosen, value=value, words=dialogue.words("words"))
    reason = dialogue.words("reason")
    return interview.look_up(point, chosen, reason=reason, value=value) if reason else None


def _close(interview: Interview, path: Path) -> None:
    waiting = unconfirmed(interview.case)
    say()
    say(f"Saved in {path}. Open points that are left: {len(interview.remaining())}.")
    if waiting:
        say(f"Answers that wait for a person to find them: {len(waiting)}. What was said is not yet established.")
        say("To find them, one by one and with a reason: the same command with --confirm.")
