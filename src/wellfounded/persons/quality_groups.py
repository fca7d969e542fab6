"""The checks of quality that look at several people or several papers at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wellfounded.persons.quality_dates import after, before, surely_under

if TYPE_CHECKING:
    from wellfounded.identity.dates.partial_date import PartialDate
    from wellfounded.persons.register_entry import Member, RegisterEntry

ADULT = 18
FEMALE = frozenset({"daughter", "mother", "sister"})
MALE = frozenset({"son", "father", "brother"})
CHILDREN = frozenset({"son", "daughter", "child"})
PARENTS = frozenset({"father", "mother"})
# The codes that say that a child is a spouse, a parent or about to be one.
OF_A_MARRIED_CHILD = frozenset({"CR-CS", "CR-MS", "CR-TP", "CR-CP", "SV-FM"})
UNACCOMPANIED = frozenset({"SC-UC", "SC-UM"})
NOT_MARRIED = frozenset({"single", "divorced", "widowed"})


def several_valid(entry: RegisterEntry) -> bool:
    """Two papers of one kind and State, both with the person and neither surely run out."""
    valid = Counter(
        (paper.kind, paper.country)
        for paper in entry.papers
        if paper.held == "held" and paper.kind != "other" and not before(paper.expires, entry.at.today)
    )
    return any(count > 1 for count in valid.values())


def relationship_contradicts_sex(entry: RegisterEntry) -> bool:
    everybody = (*entry.members, *entry.relatives)
    return any(
        (one.sex == "male" and one.relationship in FEMALE) or (one.sex == "female" and one.relationship in MALE)
        for one in everybody
    )


def parent_younger(entry: RegisterEntry) -> bool:
    """The one who speaks for the household and a child or parent of theirs; the person and a relative described."""
    pairs = [(one, focal) for focal in _focal_points(entry) for one in entry.members if one is not focal]
    if any(_wrong_way_round(one, focal.birth) for one, focal in pairs if focal.birth):
        return True
    return any(_wrong_way_round(one, entry.birth) for one in entry.relatives if entry.birth)


def _wrong_way_round(one: Member, birth: PartialDate) -> bool:
    if one.relationship in CHILDREN:
        return before(one.birth, birth)
    return one.relationship in PARENTS and after(one.birth, birth)


def spouse_not_married(entry: RegisterEntry) -> bool:
    return any(one.relationship == "spouse" and one.marital_status in NOT_MARRIED for one in entry.members)


def child_without_spouse_need(entry: RegisterEntry) -> bool:
    married = entry.marital_status in {"married", "together"}
    return married and surely_under(ADULT, entry.birth, on=entry.at.today) and not entry.needs & OF_A_MARRIED_CHILD


def unaccompanied_with_parent(entry: RegisterEntry) -> bool:
    """A child of the one who speaks for the household, or whose father or mother belongs to it."""
    if not entry.needs & UNACCOMPANIED:
        return False
    own = next((one for one in entry.members if one.reference == entry.reference), None)
    others = [one for one in entry.members if one is not own]
    if own is None or not others:
        return False
    if own.focal_point:
        return any(one.relationship in PARENTS for one in others)
    return own.relationship in CHILDREN and any(one.focal_point for one in others)


def _focal_points(entry: RegisterEntry) -> list[Member]:
    return [one for one in entry.members if one.focal_point]
