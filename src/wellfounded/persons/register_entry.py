"""What the register holds of one person, gathered as plain data, for the checks of quality and for lists."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from wellfounded.identity.dates.partial_date import PartialDate
from wellfounded.persons.models import Household, HouseholdMember, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    kind: str = ""
    number: str = ""
    country: str = ""
    held: str = ""
    seen: bool = False
    own: bool | None = None
    issued: PartialDate | None = None
    expires: PartialDate | None = None
    never_expires: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody in the household, the person included."""

    reference: str = ""
    relationship: str = ""
    focal_point: bool = False
    sex: str = ""
    birth: PartialDate | None = None
    marital_status: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    country: str = ""
    arrived: PartialDate | None = None
    left: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the case knows: the register does not."""

    today: date
    registered: date
    host: str = ""
    refugee_status: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """One person. Empty means not known."""

    at: Circumstances
    reference: str = ""
    names: tuple[tuple[str, str, str], ...] = ()  # text, script, kind
    sex: str = ""
    birth: PartialDate | None = None
    birth_country: str = ""
    birth_place: str = ""
    marital_status: str = ""
    died: PartialDate | None = None
    origin_region: str = ""
    origin_place: str = ""
    present_region: str = ""
    present_place: str = ""
    nationalities: tuple[tuple[str, str], ...] = ()  # country, or nothing for stateless; how known
    languages: tuple[tuple[str, bool], ...] = ()  # language, wants the interview in it
    papers: tuple[Paper, ...] = ()
    needs: frozenset[str] = frozenset()
    households: int = 0
    size_said: int | None = None
    members: tuple[Member, ...] = ()
    origin: str = ""
    fled: PartialDate | None = None
    arrived: PartialDate | None = None
    stages: tuple[Stage, ...] = ()
    earlier_claims: tuple[PartialDate | None, ...] = ()
    relatives: tuple[Member, ...] = field(default=())
    safe_contacts: int = 0


def register_entry(person: Person, *, at: Circumstances, others: Collection[int] = ()) -> RegisterEntry:
    """The entry of one person. Codes that point towards exclusion are not in it.

    Of the household, the person is in it and whoever is among `others`: as if nobody else belonged to it.
    """
    identity, journey = getattr(person, "identity", None), getattr(person, "journey", None)
    memberships = list(person.memberships.filter(left=False).select_related("household"))
    household = memberships[0].household if memberships else None
    of_identity = {name: getattr(identity, name) for name in _OF_IDENTITY} if identity else {}
    of_journey = {name: getattr(journey, name) for name in ("origin", "fled", "arrived")} if journey else {}
    stages = journey.stages.all() if journey else ()
    return RegisterEntry(
        at=at,
        reference=person.reference,
        names=tuple(person.names.filter(withdrawn_at=None).values_list("text", "script", "kind")),
        nationalities=tuple(person.nationalities.values_list("country", "how_known")),
        languages=tuple(person.languages.values_list("language", "wants_interview")),
        papers=_papers(person),
        needs=frozenset(person.needs.filter(ended_at=None).values_list("code", flat=True)),
        households=len(memberships),
        size_said=household.size_said if household else None,
        members=_members(household, {person.pk, *others}) if household else (),
        stages=tuple(Stage(country=one.country, arrived=one.arrived, left=one.left) for one in stages),
        earlier_claims=tuple(person.earlier_claims.values_list("made", flat=True)),
        relatives=tuple(
            Member(relationship=one.relation, sex=one.sex, birth=one.birth)
            for one in person.kin.filter(relative=None, ended_at=None)
        ),
        safe_contacts=person.contacts.filter(ended_at=None).count(),
        **of_identity,
        **of_journey,
    )


_OF_IDENTITY = (
    "sex",
    "birth",
    "birth_country",
    "birth_place",
    "marital_status",
    "died",
    "origin_region",
    "origin_place",
    "present_region",
    "present_place",
)


def _papers(person: Person) -> tuple[Paper, ...]:
    return tuple(
        Paper(
            kind=one.kind,
            number=one.number,
            country=one.country,
            held=one.held,
            seen=one.seen_at is not None,
            own=one.own,
            issued=one.issued,
            expires=one.expires,
            never_expires=one.never_expires,
        )
        for one in person.documents.filter(ended_at=None)
    )


def _members(household: Household, people: Collection[int]) -> tuple[Member, ...]:
    rows = household.members.filter(left=False, person__in=people).select_related("person__identity")
    return tuple(map(_member, rows))


def _member(row: HouseholdMember) -> Member:
    identity = getattr(row.person, "identity", None)
    return Member(
        reference=row.person.reference,
        relationship=row.relationship,
        focal_point=row.focal_point,
        sex=identity.sex if identity else "",
        birth=identity.birth if identity else None,
        marital_status=identity.marital_status if identity else "",
        since=row.since,
        until=row.until,
    )
