"""How a finding reads: its label and its flags, in the language of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.law.evaluate import CLOSED, CONCEDED, CONTRADICTED, PERSON_FINDS, UNPUT, UNREAD_LAW
from wellfounded.law.finding import Label as Came
from wellfounded.letters.assessment.labels import FACTS, pending
from wellfounded.web.assessment import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.law.assess import Assessment
    from wellfounded.law.finding import Finding

_NAMES = {CONTRADICTED: "contradicted", UNPUT: "unput", PERSON_FINDS: "person", UNREAD_LAW: "law", FACTS: "facts"}
_ONE_REASON = {
    frozenset({UNPUT}): words.MUST_BE_PUT,
    frozenset({PERSON_FINDS}): words.LEFT_TO_PERSON,
    frozenset({UNREAD_LAW}): words.LAW_NOT_READ,
}


@dataclass(frozen=True, slots=True)
class Label:
    """`tone` names a shape for the eye; the words alone say everything."""

    words: str
    tone: str


def label_of(assessment: Assessment, finding: Finding) -> Label:
    """“Not established” is never shown as “disproved”; open says what it waits for where that is one thing."""
    if finding.label is Came.MET:
        return Label(str(words.CONCEDED if finding.marks & CONCEDED else words.MET), "met")
    if finding.label is Came.NOT_MET:
        told = words.NOT_ESTABLISHED if finding.marks & CLOSED else words.NOT_MET
        return Label(str(told), "not-established" if finding.not_established else "not-met")
    if finding.label is Came.CONTRADICTED:
        return Label(str(words.CONTRADICTED), "contradicted")
    return Label(str(_ONE_REASON.get(frozenset(pending(assessment, finding.node)), words.OPEN)), "open")


def flags_of(assessment: Assessment, finding: Finding) -> tuple[str, ...]:
    """What a reader must know beside the label: on what it rests, or for what it waits."""
    told = [str(words.FLAGS[name]) for name in _rests_on(finding)]
    waits = [] if finding.determined else _waits(assessment, finding)
    return (*told, _("waits for %(things)s") % {"things": words.all_of(waits)}) if waits else tuple(told)


def _rests_on(finding: Finding) -> Iterator[str]:
    asked = {
        "possible": finding.rests_on_possible,
        "contested": finding.rests_on_contested,
        "unraised": finding.exception_unraised,
        "by_cases": finding.by_cases,
        "closed": finding.not_established,
    }
    yield from (name for name, holds in asked.items() if holds)


def _waits(assessment: Assessment, finding: Finding) -> list[str]:
    found = pending(assessment, finding.node)
    return [str(words.WAITS[name]) for mark, name in _NAMES.items() if mark in found]
