"""What would have to be otherwise for a conclusion to come out otherwise, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.law.explain import test_in_words
from wellfounded.web.assessment import words
from wellfounded.web.assessment.conclusions import Named, named
from wellfounded.web.assessment.labels import Label

if TYPE_CHECKING:
    from wellfounded.cases.screening import Way
    from wellfounded.law.assess import Assessment
    from wellfounded.law.finding import Finding
    from wellfounded.law.whatif import Change


@dataclass(frozen=True, slots=True)
class WayShown:
    """A conclusion with the fewest changes that would turn it."""

    conclusion: Named
    changes: tuple[str, ...]
    too_large: bool
    nothing: bool


@dataclass(frozen=True, slots=True)
class Turned:
    """A finding as it is and as it would be."""

    title: str
    about: str
    before: Label
    after: Label
    goal: bool
    address: str


def ways_of(assessment: Assessment, ways: Iterable[Way], *, number: str, resting: bool = False) -> list[WayShown]:
    """With `resting`, each change is told as what stands now and carries the conclusion, not as what would undo it."""
    return [
        WayShown(
            named(assessment, way.finding, number=number),
            tuple(_change(assessment, change, resting=resting) for change in way.flip.changes) if way.flip else (),
            too_large=way.too_large,
            nothing=way.flip is None and not way.too_large,
        )
        for way in ways
    ]


def turned(assessment: Assessment, pairs: Iterable[tuple[Finding, Finding]], *, number: str) -> list[Turned]:
    """The conclusions first. A supposed finding has no record to wait for, so its label is the plain one."""
    shown = [_turned(assessment, before, after=after, number=number) for before, after in pairs]
    return sorted(shown, key=lambda one: not one.goal)


def _turned(assessment: Assessment, before: Finding, *, after: Finding, number: str) -> Turned:
    one = named(assessment, before, number=number)
    return Turned(one.title, one.about, one.label, _plain(after), before.criterion.goal, one.address)


def _plain(finding: Finding) -> Label:
    told = {"met": words.MET, "not_met": words.NOT_MET, "open": words.OPEN, "contradicted": words.CONTRADICTED}
    if finding.not_established:
        return Label(str(words.NOT_ESTABLISHED), "not-established")
    return Label(str(told[str(finding.label)]), str(finding.label).replace("_", "-"))


def _change(assessment: Assessment, change: Change, *, resting: bool) -> str:
    entity, item = change.slot
    law = assessment.law
    title = law.facts[item].title if item in law.facts else law.criteria[item].title if item in law.criteria else item
    told = test_in_words(change.test, title) if change.test is not None else words.titled(title)
    about = words.about(entity)
    named_place = f"{told} ({about})" if about else told
    if resting:
        form = _("“%(title)s” is not shown") if change.value else _("“%(title)s” holds")
    else:
        form = _("“%(title)s” holds") if change.value else _("“%(title)s” does not hold")
    return form % {"title": named_place}
