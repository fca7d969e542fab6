"""The table of material facts, and two versions of a fact side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wellfounded.cases.punctuation import listed
from wellfounded.law.case_file import FactState
from wellfounded.law.interview import SAID
from wellfounded.web.assessment import words
from wellfounded.web.interview.asking import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise

    from wellfounded.law.case_file import FactRecord
    from wellfounded.web.assessment.facts import FactShown
    from wellfounded.web.assessment.frame import Opened


@dataclass(frozen=True, slots=True)
class Row:
    """A fact in the table. `waits` says that the applicant answered and nobody has found the fact."""

    shown: FactShown
    said: str | Promise
    credibility: str | Promise
    put: str | Promise
    waits: bool


def rows_of(found: Opened) -> list[tuple[str, list[Row]]]:
    """Every fact on the record, by what it is about; those that wait for a person first."""
    groups = []
    for entity, held in found.assessment.case.entities():
        rows = [_row(record, found.facts.shown((entity, name))) for name, record in held.facts.items()]
        if rows:
            groups.append((words.about(entity) or str(words.THE_PERSON), sorted(rows, key=lambda row: not row.waits)))
    return groups


def _row(record: FactRecord, shown: FactShown) -> Row:
    return Row(
        shown,
        ANSWERS[record.answered] if record.answered is not None else "",
        words.CREDIBILITY[record.credibility.result] if record.credibility is not None else "",
        _put(record),
        waits=record.state is FactState.UNKNOWN and record.answered in SAID,
    )


def _put(record: FactRecord) -> str:
    if record.put is None:
        return ""
    return _("Put, with a reply") if record.put.reply else _("Put")


def compared(theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What stands now and what was typed, field by field."""
    fields: dict[str, str] = {
        "state": _("How the fact stands"),
        "value": _("What is said"),
        "reason": _("Why"),
        "benefit_of_doubt": _("Benefit of the doubt"),
        "credibility": _("The account on this fact"),
        "by": _("Who"),
    }
    pairs = [
        (label, _in_words(name, theirs.get(name)), _in_words(name, mine.get(name))) for name, label in fields.items()
    ]
    return [pair for pair in pairs if any(pair[1:])]


def _in_words(name: str, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if name == "state":
        return str(words.STATES[FactState(value)])
    if isinstance(value, dict):
        told = value.get("reason") or words.CREDIBILITY.get(value.get("result", ""), "")
        return str(told)
    return listed(value) if isinstance(value, list) else str(value)
