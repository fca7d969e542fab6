"""`wellfounded interview --confirm`: the answers that wait, each to be found by a person, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.cli.interview_words import ANSWERS, STATE_KEYS, STATES, STOP
from wellfounded.cli.terminal import heading, paragraph, say
from wellfounded.law.case_file import Act, Answer, FactRecord, FactState
from wellfounded.law.case_writer import fact_as_data
from wellfounded.law.country_name import country_name
from wellfounded.law.interview import confirmed, unconfirmed
from wellfounded.law.whatif import with_fact

if TYPE_CHECKING:
    from wellfounded.cli.case_source import CaseSource
    from wellfounded.cli.dialogue import Dialogue
    from wellfounded.law.case_file import Slot
    from wellfounded.law.interview import Interview


def confirm_answers(interview: Interview, source: CaseSource, *, dialogue: Dialogue) -> None:
    """Walk the plain answers that nobody has found yet; save each finding before the next answer is shown."""
    waiting = unconfirmed(interview.case)
    if waiting:
        dialogue.say("not_a_finding")
    for slot in waiting:
        if not _find(interview, slot, dialogue=dialogue, source=source):
            break
    left = len(unconfirmed(interview.case))
    say()
    say(f"Saved in {source.path}. Found now: {len(waiting) - left}. Answers that still wait: {left}.")


def _find(interview: Interview, slot: Slot, *, dialogue: Dialogue, source: CaseSource) -> bool:
    """Show one answer and save what the officer finds of it; False when the officer stops."""
    record = interview.case.fact(slot) or FactRecord()
    _show(interview, slot, record=record, dialogue=dialogue)
    states = [state for state in STATES if record.answered is not Answer.VALUE or state is not FactState.REFUTED]
    offered = {state: (STATE_KEYS[state], STATES[state][dialogue.language]) for state in states}
    chosen = dialogue.choose(offered, prompt="found")
    if chosen == STOP:
        return False
    reason = dialogue.words("reason") if isinstance(chosen, FactState) else ""
    if isinstance(chosen, FactState) and reason:
        found = confirmed(record, Act(interview.interviewer, interview.on, reason), state=chosen)
        interview.case = with_fact(interview.case, slot, record=found)
        source.save_fact(slot, record=found)
    return True


def _show(interview: Interview, slot: Slot, *, record: FactRecord, dialogue: Dialogue) -> None:
    """The question, what was said to it, and where that stands."""
    library, language = interview.law.library, dialogue.language
    definition = library.facts[slot[1]]
    heading(library.topics[definition.topic].title[language])
    paragraph(definition.question(language, country_name(slot[0].partition(">")[0], language)))
    answer = ANSWERS[record.answered][language] if record.answered is not None else ""
    value = fact_as_data(record).get("value")
    paragraph(f"{dialogue.word('said')}: {answer}" if value is None else f"{dialogue.word('said')}: {answer}, {value}")
    for item in record.evidence:
        note = f": “{item.note}”" if item.note else ""
        fact = library.country_fact(item.source)
        source = f"“{fact.statement}” [{fact.id}]" if fact is not None else item.source
        paragraph(f"{source}, {item.at}{note}" if item.at else f"{source}{note}", indent=4)
