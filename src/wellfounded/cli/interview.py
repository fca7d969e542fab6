"""`wellfounded interview`: the next best questions, one at a time; every answer is saved before the next is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wellfounded.cli.inputs import Inputs
from wellfounded.cli.interview_words import ANSWERS, KEYS, PASS, STOP, WORDS
from wellfounded.cli.options import command
from wellfounded.cli.terminal import heading, out, paragraph, say
from wellfounded.law.case_file import Answer
from wellfounded.law.case_writer import save_fact
from wellfounded.law.catalogue import LANGUAGES, FactDefinition, FactType
from wellfounded.law.country_name import country_name
from wellfounded.law.document import Document
from wellfounded.law.errors import Code
from wellfounded.law.fact_reader import read_fact
from wellfounded.law.fields import Fields
from wellfounded.law.interview import Interview, answers_for, unconfirmed
from wellfounded.law.law import resolve
from wellfounded.law.questions import Ask, OpenPoint

if TYPE_CHECKING:
    from typing import Any

    from wellfounded.law.case_file import Value
    from wellfounded.law.errors import Problem

EXAMPLE = "wellfounded interview case.yaml --by interviewer-2 --language ko"


@dataclass(frozen=True, slots=True)
class InterviewOptions:
    """What `interview` may be told."""

    case: Annotated[Path, typer.Argument(help="The case file; answers are saved into it.", show_default=False)]
    by: Annotated[str, typer.Option(help="The interviewer, by number or role; no name.")] = "interviewer"
    language: Annotated[str, typer.Option(help=f"One of {', '.join(LANGUAGES)}.")] = "en"
    profile: Annotated[str | None, typer.Option(help="Under another profile.")] = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "interview", options=InterviewOptions, example=EXAMPLE)(run)


def run(options: InterviewOptions) -> None:
    """Ask the next best questions in the terminal, in English, Korean or Simplified Chinese.

    Every answer is saved at once: stopping loses nothing. What was said is not yet found: a person finds the facts.
    """
    interview = _begin(options)
    dialogue = Dialogue(options.language)
    dialogue.say("free")
    while (point := interview.next()) is not None:
        if not _ask(interview, point, dialogue=dialogue, path=options.case):
            break
    else:
        dialogue.say("done")
    _close(interview, options.case)


def _begin(options: InterviewOptions) -> Interview:
    inputs = Inputs()
    library = inputs.library()
    if options.language not in LANGUAGES:
        mend = f"Choose one of: {', '.join(LANGUAGES)}."
        inputs.note(Code.WRONG_OPTION, f"“{options.language}” is no language here.", mend=mend, where="--language")
    inputs.profile(options.profile, library)
    case = inputs.case(options.case, library)
    inputs.finish()
    if case is None:
        raise AssertionError("a case that cannot be read is a problem")
    law = resolve(library, options.profile or case.profile, claim=case.claim, decision=case.decision)
    return Interview(law, case, options.by, datetime.now(UTC).date())


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The interview's words in one language, and the keyboard."""

    language: str

    def word(self, name: str) -> str:
        return WORDS[name][self.language]

    def say(self, name: str) -> None:
        say()
        paragraph(self.word(name), indent=0)

    def read(self, name: str) -> str:
        """A line from the keyboard; its end (Ctrl-D) stops the interview."""
        try:
            return out.input(f"{self.word(name)}: ").strip()
        except EOFError:
            return STOP

    def choose(self, point: OpenPoint) -> Answer | str:
        """The answer that was chosen, or that the question is passed over, or that the interview stops."""
        answers = answers_for(_definition(point).type)
        keys: dict[str, Answer | str] = {KEYS[answer]: answer for answer in answers}
        keys |= {PASS: PASS, STOP: STOP}
        offered = [f"[{KEYS[answer]}] {ANSWERS[answer][self.language]}" for answer in answers]
        offered += [f"[{PASS}] {self.word('pass')}", f"[{STOP}] {self.word('stop')}"]
        paragraph("   ".join(offered))
        while (chosen := keys.get(self.read("answer").lower())) is None:
            paragraph(self.word("not_an_answer"))
        return chosen


def _definition(point: OpenPoint) -> FactDefinition:
    if point.definition is None:
        raise AssertionError("only facts are asked")
    return point.definition


def _ask(interview: Interview, point: OpenPoint, *, dialogue: Dialogue, path: Path) -> bool:
    """Ask one question and save the answer; False when the interview stops."""
    definition = _definition(point)
    topic = interview.law.library.topics[definition.topic]
    heading(topic.title[dialogue.language])
    if point.ask is Ask.PUT:
        paragraph(dialogue.word("put"))
    paragraph(definition.question(dialogue.language, country_name(point.slot[0].partition(">")[0], dialogue.language)))
    chosen = dialogue.choose(point)
    if chosen == STOP:
        return False
    if not isinstance(chosen, Answer):
        interview.pass_over(point)
        return True
    value = _value(definition, dialogue) if chosen is Answer.VALUE else None
    if chosen is Answer.VALUE and value is None:
        interview.pass_over(point)
        return True
    record = interview.record(point, chosen, value=value, words=_own_words(dialogue))
    save_fact(path, point.slot, record=record)
    return True


def _own_words(dialogue: Dialogue) -> str:
    words = dialogue.read("words")
    return "" if words == STOP else words


def _value(definition: FactDefinition, dialogue: Dialogue) -> Value:
    """A date, number or choice from the keyboard, asked again until it can be read; None when it is left."""
    for name, words in (definition.options or {}).items():
        paragraph(f"{name}: {words[dialogue.language]}")
    while True:
        raw = dialogue.read("value")
        if raw in {"", STOP}:
            return None
        problems: list[Problem] = []
        fields = Fields.of(Document("", {}, {}), (), value={definition.id: _typed(definition, raw)}, problems=problems)
        record = read_fact(fields, definition.id, definition=definition)
        if not problems:
            return record.value
        paragraph(" ".join(f"{problem.message} {problem.mend}" for problem in problems))


def _typed(definition: FactDefinition, raw: str) -> Any:
    if definition.type is FactType.CHOICES:
        return [part.strip() for part in raw.split(",")]
    if definition.type is FactType.QUANTITY:
        return float(raw) if raw.replace(".", "", 1).isdigit() else raw
    return raw


def _close(interview: Interview, path: Path) -> None:
    waiting = unconfirmed(interview.case)
    say()
    say(f"Saved in {path}. Open points that are left: {len(interview.remaining())}.")
    if waiting:
        say(f"Answers that wait for a person to find them: {len(waiting)}. What was said is not yet established.")
