"""What an erasure takes and what it leaves, counted before the act and told to whoever may read the part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.cases.access import cases_of
from wellfounded.cases.compartments import HOLDS, Compartment
from wellfounded.cases.erasing import not_confirmed, rows_of
from wellfounded.cases.models import Erasure, Export
from wellfounded.cases.permissions import Permission, allowing
from wellfounded.persons.models import Consent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

# That there is a medical note or a protected source is a thing to keep as well: how many is for those who may read it.
READING = {
    Compartment.IDENTITY: Permission.IDENTITY_READ,
    Compartment.ACCOUNT: Permission.ACCOUNT_READ,
    Compartment.MEDICAL: Permission.MEDICAL_READ,
    Compartment.SOURCES: Permission.SOURCES_READ,
    Compartment.ASSESSMENT: Permission.ASSESSMENT_READ,
    Compartment.DECISION: Permission.DECISION_READ,
}


@dataclass(frozen=True, slots=True)
class Going:
    """A part that goes: every table of it, and how many rows, where the user may know."""

    compartment: Compartment
    rows: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class Preview:
    """Both halves. `last`: nothing else of the file is left then, and the log forgets what its entries said of it."""

    going: tuple[Going, ...]
    staying: tuple[Compartment, ...]
    last: bool
    consents: int
    exports: tuple[int, ...]
    other_cases: tuple[str, ...]
    unreached: tuple[str, ...]


def preview(user: User, case: Case, *, compartments: Iterable[str]) -> Preview:
    """What would go if this were carried out now. The case was opened by the caller."""
    parts = [one for one in Compartment if one in set(compartments)]
    gone = _gone(case)
    staying = tuple(one for one in Compartment if one not in parts and one not in gone)
    left = Export.objects.filter(left_at__isnull=False).order_by("pk").values_list("pk", "numbers")
    return Preview(
        going=tuple(Going(one, counted(user, case, compartment=one)) for one in parts),
        staying=staying,
        last=not staying,
        consents=Consent.objects.filter(person=case.person_id).count(),
        exports=tuple(pk for pk, numbers in left if case.number in numbers),
        other_cases=_other_cases(user, case),
        unreached=tuple(not_confirmed(case, cut=True)),
    )


def counted(user: User, case: Case, *, compartment: Compartment) -> dict[str, int] | None:
    """How many rows each table of a part has now; None for whoever may not read it."""
    if not allowing(user, case)(READING[compartment]):
        return None
    counts = {label: rows_of(case, label, ways=ways).count() for label, ways in HOLDS[compartment].items()}
    return {label: count for label, count in counts.items() if count}


def rows_told(user: User, erasure: Erasure) -> dict[Compartment, dict[str, int] | None]:
    """What the receipt says that went, by part; None for whoever might not have read it."""
    allows = allowing(user, erasure.case)
    rows = erasure.receipt.get("rows", {})
    return {
        one: rows.get(one, {}) if allows(READING[one]) else None for one in Compartment if one in erasure.compartments
    }


def _gone(case: Case) -> set[str]:
    done = Erasure.objects.filter(case=case, done_at__isnull=False)
    return {one for row in done for one in row.compartments}


def _other_cases(user: User, case: Case) -> tuple[str, ...]:
    """Of the same person, as far as the user may know of them: what is held once for a person goes from each."""
    others = cases_of(user).filter(person=case.person_id).exclude(pk=case.pk).order_by("number")
    return tuple(others.values_list("number", flat=True))
