"""The record of an interview as it is read: each line with what corrected it, and the words that stand now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wellfounded.cases.models.interview import LineKind
from wellfounded.law.case_file import Answer
from wellfounded.web.interview.asking import ANSWERS
from wellfounded.web.interview.place import title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import Promise

    from wellfounded.cases.models import Interview, InterviewLine

# Neither answers a question nor replies to a point.
BESIDE = frozenset({LineKind.CORRECTION, LineKind.INTERPRETER_NOTE})


@dataclass(slots=True)
class ShownLine:
    """A line, what it is about, and the lines that correct it, the oldest first."""

    line: InterviewLine
    about: str
    answered: str | Promise
    corrections: list[ShownLine] = field(default_factory=list)

    @property
    def standing(self) -> InterviewLine:
        """The newest wording of the line."""
        return self.corrections[-1].standing if self.corrections else self.line

    @property
    def standing_answer(self) -> str | Promise:
        """The answer of the newest wording that has one: a correction of the words leaves the answer."""
        return next((one.standing_answer for one in reversed(self.corrections) if one.standing_answer), self.answered)


def record_of(interview: Interview) -> list[ShownLine]:
    """The lines in their order; a correction stands under what it corrects."""
    shown = {line.pk: _shown(line) for line in interview.lines.select_related("by")}
    top: list[ShownLine] = []
    for one in shown.values():
        corrected = shown.get(one.line.about_id or 0) if one.line.kind == LineKind.CORRECTION else None
        (top if corrected is None else corrected.corrections).append(one)
    return top


def waiting(interview: Interview) -> list[ShownLine]:
    """The questions without an answer and the points without a reply, the newest first."""
    lines = list(interview.lines.all())
    followed = {line.about_id for line in lines if line.kind not in BESIDE}
    asks = {LineKind.QUESTION, LineKind.PUT}
    return [_shown(line) for line in reversed(lines) if line.kind in asks and line.pk not in followed]


def every(lines: list[ShownLine]) -> Iterator[ShownLine]:
    """Lines and corrections, one after the other."""
    for one in lines:
        yield one
        yield from every(one.corrections)


def _shown(line: InterviewLine) -> ShownLine:
    about = title_of((line.entity, line.item)) if line.item else ""
    return ShownLine(line, about, ANSWERS[Answer(line.answered)] if line.answered else "")
