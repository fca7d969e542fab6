"""Reads the registration of a case for a screen: the identity compartment, through the door, as far as one may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.access import cases_of, open_case
from wellfounded.cases.models import Axis, Case, StatusEntry
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.states import State
from wellfounded.cases.status_values import Process
from wellfounded.persons.models import HouseholdMember, Identity, Journey, MedicalNote, ProtectedSource
from wellfounded.persons.quality import Notice, warnings
from wellfounded.persons.register_entry import Circumstances, RegisterEntry, register_entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.accounts.models import User
    from wellfounded.persons.models import Consent, ExclusionFlag, Kinship, PersonName, SpecificNeed


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative; `number` is that of their case when the user may open it."""

    kinship: Kinship
    number: str


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """Everything that a page of registration shows. `flags` is None for those who have no business with them."""

    case: Case
    identity: Identity | None
    journey: Journey | None
    names: tuple[PersonName, ...]
    relatives: tuple[Relative, ...]
    needs: tuple[SpecificNeed, ...]
    flags: tuple[ExclusionFlag, ...] | None
    consents: tuple[Consent, ...]
    statuses: dict[Axis, StatusEntry]
    notices: tuple[Notice, ...]


def registration_of(user: User, number: str) -> RegistrationView:
    """The registration, with what there is to look at. The reading is logged.

    Raises:
        NotFound: there is no such case, or the user may not know that there is.
        NotAllowed: the user may open the case, but not learn who the person is.
    """
    case = open_case(user, number, permission=Permission.IDENTITY_READ)
    person = case.person
    return RegistrationView(
        case=case,
        identity=getattr(person, "identity", None),
        journey=getattr(person, "journey", None),
        names=tuple(person.names.filter(withdrawn_at=None)),
        relatives=_relatives(user, person.kin.filter(ended_at=None).select_related("relative")),
        needs=tuple(person.needs.filter(ended_at=None)),
        flags=flags_of(user, case),
        consents=tuple(person.consents.all()),
        statuses=present_statuses(case),
        notices=warnings(entry_of(user, case)),
    )


def flags_of(user: User, case: Case) -> tuple[ExclusionFlag, ...] | None:
    if not may(user, Permission.FLAGS_READ, case=case):
        return None
    return tuple(case.person.exclusion_flags.filter(ended_at=None))


def present_statuses(case: Case) -> dict[Axis, StatusEntry]:
    """The newest entry of each axis that has one."""
    return {Axis(entry.axis): entry for entry in case.statuses.order_by("since", "id")}


def entry_of(user: User, case: Case) -> RegisterEntry:
    """The person of a case as the checks of quality see them.

    Others of the household count only where the user may open their case: a reminder hints at no hidden record.
    """
    statuses = present_statuses(case)
    process = statuses.get(Axis.PROCESS)
    status = statuses.get(Axis.REFUGEE_STATUS)
    at = Circumstances(
        today=timezone.localdate(),
        registered=timezone.localdate(case.registered_at),
        host=case.host,
        refugee_status=status.value if status else "",
        active=case.state != State.CLOSED and (process is None or process.value == Process.ACTIVE),
    )
    return register_entry(case.person, at=at, others=housemates_of(user, case))


def housemates_of(user: User, case: Case) -> frozenset[int]:
    """The people of the person's households whose case the user may open."""
    households = case.person.memberships.filter(left=False).values("household")
    people = HouseholdMember.objects.filter(household__in=households, left=False).values("person")
    return frozenset(cases_of(user).filter(person__in=people).values_list("person", flat=True))


def family_on_record(user: User, case: Case) -> frozenset[int]:
    """The people in the register who are entered as relatives, on either side, or as of one household."""
    kin = case.person.kin.filter(relative__isnull=False, ended_at=None).values_list("relative", flat=True)
    kin_of = case.person.kin_of.filter(ended_at=None).values_list("person", flat=True)
    return frozenset([*kin, *kin_of, *housemates_of(user, case)]) - {case.person_id}


def medical_notes_of(user: User, number: str) -> tuple[MedicalNote, ...]:
    """The medical compartment. The reading is logged."""
    case = open_case(user, number, permission=Permission.MEDICAL_READ)
    return tuple(case.person.medical_notes.all())


def protected_sources_of(user: User, number: str) -> tuple[ProtectedSource, ...]:
    """The compartment of sources. The reading is logged."""
    case = open_case(user, number, permission=Permission.SOURCES_READ)
    return tuple(case.person.protected_sources.all())


def _relatives(user: User, kin: Iterable[Kinship]) -> tuple[Relative, ...]:
    rows = list(kin)
    numbers = dict(cases_of(user).filter(person__in=[one.relative_id for one in rows]).values_list("person", "number"))
    return tuple(Relative(one, numbers.get(one.relative_id or 0, "")) for one in rows)
