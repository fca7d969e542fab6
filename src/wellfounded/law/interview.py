"""The guided interview over a case file: one question, one answer, one save.

What the applicant *said* is kept apart from what a person *finds*: an answer is recorded with its line, and stands as
a fact only once someone confirms it. For choosing the next question the answers count as if they were found.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from wellfounded.law.assess import assess_under
from wellfounded.law.case_file import Act, Answer, Evidence, FactRecord, FactState, Put, Slot, Weight
from wellfounded.law.catalogue import FactType
from wellfounded.law.exact import settle_by_cases
from wellfounded.law.questions import OPENING, Ask, OpenPoint, next_point, open_points
from wellfounded.law.whatif import with_fact

if TYPE_CHECKING:
    from datetime import date

    from wellfounded.law.case_file import Case, Value
    from wellfounded.law.law import Law

SAID = {Answer.YES: FactState.ESTABLISHED, Answer.NO: FactState.REFUTED, Answer.VALUE: FactState.ESTABLISHED}
LOOKED_UP = frozenset({Ask.LOOK_UP})


def as_answered(case: Case) -> Case:
    """The case as if every plain answer were found to be so: for choosing questions, never for assessing."""
    for entity, record in tuple(case.entities()):
        for name, fact in record.facts.items():
            if fact.state is FactState.UNKNOWN and fact.answered in SAID:
                case = with_fact(case, (entity, name), record=replace(fact, state=SAID[fact.answered]))
    return case


def unconfirmed(case: Case) -> tuple[Slot, ...]:
    """The plain answers that nobody has found as facts yet."""
    return tuple(
        (entity, name)
        for entity, record in case.entities()
        for name, fact in record.facts.items()
        if fact.state is FactState.UNKNOWN and fact.answered in SAID
    )


def confirmed(record: FactRecord, act: Act, *, state: FactState | None = None) -> FactRecord:
    """The record of a plain answer, found by a person with a reason: as it was said, or otherwise with `state`.

    Nothing is found without a name and a reason, and never what nobody answered plainly.
    """
    if record.answered not in SAID or not (act.by and act.reason):
        return record
    return replace(record, state=state or SAID[record.answered], act=act)


@dataclass(slots=True)
class Interview:
    """An interview in progress. Nothing is stored here that is not in the case: stopping loses nothing."""

    law: Law
    case: Case
    interviewer: str
    on: date
    topic: str = ""
    country: str = ""
    passed_over: set[Slot] = field(default_factory=set)
    lines: int = 0

    def next(self) -> OpenPoint | None:
        """The next question, None when nothing is left to ask the applicant.

        A look-up is given where it comes before every question: its result may spare the applicant some of them.
        """
        assessment = assess_under(as_answered(self.case), self.law)
        settle_by_cases(assessment.evaluation)
        point = next_point(
            assessment.evaluation,
            topic=self.topic if self.lines >= OPENING else "",
            country=self.country,
            skip=frozenset(self.passed_over),
            between=LOOKED_UP,
        )
        if point is not None and point.ask is not Ask.LOOK_UP:
            self.topic, self.country = point.topic, point.country or self.country
        return point

    def remaining(self) -> tuple[OpenPoint, ...]:
        """Everything still open that can matter, for whoever continues: questions, look-ups and findings."""
        return open_points(assess_under(as_answered(self.case), self.law).evaluation)

    def record(self, point: OpenPoint, answer: Answer, *, value: Value = None, words: str = "") -> FactRecord:
        """Take down an answer and return the record to be saved."""
        self.lines += 1
        line = f"line {self.lines}"
        before = self.case.fact(point.slot) or FactRecord()
        if point.ask is Ask.PUT:
            reply = words or str(answer).replace("_", " ")
            heard = answer in SAID
            fact = self._replied(before, answer, words=reply) if heard else self._unanswered(point, before, words=reply)
        else:
            evidence = Evidence(f"interview {self.on.isoformat()}", line, self.on, note=words)
            items = (*before.evidence, evidence) if answer in SAID else before.evidence
            fact = replace(
                before, answered=answer, value=value if answer is Answer.VALUE else before.value, evidence=items
            )
        self.case = with_fact(self.case, point.slot, record=fact)
        return fact

    def look_up(self, point: OpenPoint, answer: Answer, *, reason: str, value: Value = None) -> FactRecord:
        """Take down what the officer looked up, as the officer's own finding, and return the record to be saved."""
        before = self.case.fact(point.slot) or FactRecord()
        act = Act(self.interviewer, self.on, reason)
        found = value if answer is Answer.VALUE else before.value
        fact = replace(before, state=SAID[answer], value=found, act=act)
        self.case = with_fact(self.case, point.slot, record=fact)
        return fact

    def pass_over(self, point: OpenPoint) -> None:
        """Leave a question for now: the interviewer decides."""
        self.passed_over.add(point.slot)

    def _replied(self, before: FactRecord, answer: Answer, *, words: str) -> FactRecord:
        """The reply to a point that was put once more.

        A changed answer replaces the earlier one; both stay on the record. It was not itself put yet: where it counts
        against the person elsewhere, that is put too.
        """
        put = Put(self.on, self.interviewer, f"line {self.lines}", words)
        if answer in SAID and answer is not before.answered:
            first = f"First answered {before.answered}" if before.answered else f"Was recorded as {before.state}"
            note = f"{first}; when the point was put: {words}"
            change = Evidence(f"interview {self.on.isoformat()}", f"line {self.lines}", self.on, note=note)
            kept = put if before.state.settled else None
            return replace(before, answered=answer, put=kept, evidence=(*before.evidence, change))
        return replace(before, put=put)

    def _unanswered(self, point: OpenPoint, before: FactRecord, *, words: str) -> FactRecord:
        """A point that was put and not answered: silence is no reply, so the point still does not count."""
        self.pass_over(point)
        note = f"When the point was put: {words}"
        silence = Evidence(
            f"interview {self.on.isoformat()}", f"line {self.lines}", self.on, weight=Weight.WEAK, note=note
        )
        return replace(before, evidence=(*before.evidence, silence))


def answers_for(kind: FactType) -> tuple[Answer, ...]:
    """The answers a question takes; the last three are always offered and are never a “no”."""
    plain = (Answer.YES, Answer.NO) if kind is FactType.YES_NO else (Answer.VALUE,)
    return (*plain, Answer.DONT_KNOW, Answer.CANNOT_SAY, Answer.WONT_SAY)
