"""A case as the law sees it: a number and facts with their evidence, never a name.

The file format is described in `docs/reference/case-file.md`; `case_reader` reads it, `case_writer` writes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = "wellfounded-case/1"
PERSON = "person"
Slot = tuple[
    str, str
]  # (entity, fact or criterion): ("person", "stateless"), ("PRK", "is_outside"), ("CHN>PRK", "onward_removal_real")


class FactState(StrEnum):
    """What a person found of a fact.

    `unknown` was not asked or not answered; `unknowable` cannot be known by anyone here.
    """

    ESTABLISHED = "established"
    POSSIBLE = "possible"
    REFUTED = "refuted"
    UNKNOWN = "unknown"
    UNKNOWABLE = "unknowable"
    CONTRADICTED = "contradicted"

    @property
    def affirmed(self) -> bool:
        """Whether the fact may be taken further as being so."""
        return self in {FactState.ESTABLISHED, FactState.POSSIBLE}

    @property
    def settled(self) -> bool:
        """Whether a person has found the fact one way or the other."""
        return self in {FactState.ESTABLISHED, FactState.REFUTED}


class Answer(StrEnum):
    """What the applicant said when asked. The last three differ from each other and are never a “no”."""

    YES = "yes"
    NO = "no"
    VALUE = "value"
    DONT_KNOW = "dont_know"
    CANNOT_SAY = "cannot_say"
    WONT_SAY = "wont_say"


class Direction(StrEnum):
    """Whether an evidence item speaks for or against the fact."""

    SUPPORTS = "supports"
    REBUTS = "rebuts"


class Weight(StrEnum):
    """The class that a person gave an evidence item. Never a number, never summed."""

    DECISIVE = "decisive"
    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


class FindingWord(StrEnum):
    """What a person may find of a criterion. Real decisions also concede, assume and leave open."""

    ESTABLISHED = "established"
    CONCEDED = "conceded"
    ASSUMED = "assumed"
    NOT_ESTABLISHED = "not_established"
    PARTLY_ESTABLISHED = "partly_established"
    LEFT_OPEN = "left_open"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Act:
    """Something a person did on the record: who, when, why."""

    by: str = ""
    on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Put:
    """A point put to the applicant, and the reply."""

    on: date | None = None
    by: str = ""
    at: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One evidence item: where it comes from, the place in it, and which way it speaks."""

    source: str
    at: str = ""
    on: date | None = None
    direction: Direction = Direction.SUPPORTS
    kind: str = "account"
    weight: Weight = Weight.MODERATE
    note: str = ""

    @property
    def material(self) -> bool:
        """Whether it weighs at least moderately, so that evidence both ways makes a contest."""
        return self.weight is not Weight.WEAK


@dataclass(frozen=True, slots=True)
class Indicator:
    """One credibility indicator for one fact, with its direction and what it rests on."""

    kind: str
    direction: Direction
    rests_on: str = ""


@dataclass(frozen=True, slots=True)
class Credibility:
    """The credibility assessment of one material fact."""

    result: str = "unresolved"
    indicators: tuple[Indicator, ...] = ()
    distorting: tuple[str, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A date as precisely as it is known: from the first to the last day that it may be."""

    first: date
    last: date
    said: str = ""

    def __str__(self) -> str:
        return self.said or (self.first.isoformat() if self.first == self.last else f"{self.first} to {self.last}")


Value = Span | float | str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact in a case: its state, value and evidence, and what was asked and put."""

    state: FactState = FactState.UNKNOWN
    value: Value = None
    answered: Answer | None = None
    act: Act = Act()
    benefit_of_doubt: Act | None = None
    put: Put | None = None
    evidence: tuple[Evidence, ...] = ()
    credibility: Credibility | None = None

    @property
    def contested(self) -> bool:
        """Whether material evidence stands on both sides."""
        if len(self.evidence) < 2:  # noqa: PLR2004 - one item, and most facts have no more, is on one side
            return False
        sides = {item.direction for item in self.evidence if item.material}
        return len(sides) == 2  # noqa: PLR2004 - both directions


@dataclass(frozen=True, slots=True)
class HumanFinding:
    """What a person found of a criterion, with reasons.

    `standard` is the standard of proof that the person applied, if said.
    """

    word: FindingWord
    act: Act = Act()
    put: Put | None = None
    rests_on: tuple[str, ...] = ()
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """The person, a country or a route, with its facts and the findings that people made."""

    facts: dict[str, FactRecord] = field(default_factory=dict)
    findings: dict[str, HumanFinding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Country(Entity):
    """A country in the case; `links` say why (nationality, former_residence), `routes` lead onward from it."""

    links: frozenset[str] = frozenset()
    destination: bool = False
    routes: dict[str, Entity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Closing:
    """The formal closing of the record by a person."""

    on: date
    by: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case file.

    `host` is the State where the person is. `known` is the day up to which country information was known.

    A `digest` tells only part of a record (the facts lines of a published decision): it can never be closed, because
    what it does not say may well have been said; only exceptions that nobody raised are taken as not made out.
    """

    number: str
    material: str
    profile: str
    host: str
    claim: date
    decision: date
    known: date | None = None
    closing: Closing | None = None
    digest: bool = False
    all_points_put: Act | None = None
    title: str = ""
    person: Entity = field(default_factory=Entity)
    countries: dict[str, Country] = field(default_factory=dict)
    exhibits: dict[str, dict[str, str]] = field(default_factory=dict)
    history: tuple[dict[str, str], ...] = ()
    published: dict[str, str] = field(default_factory=dict)
    file: str = ""

    @property
    def closed(self) -> bool:
        """Whether a person has formally closed the record."""
        return self.closing is not None

    def entity(self, name: str) -> Entity:
        """The person, a country (`PRK`) or a route (`CHN>PRK`); an empty one when the case does not have it."""
        if name == PERSON:
            return self.person
        start, _, end = name.partition(">")
        country = self.countries.get(start)
        if country is None:
            return Entity()
        return country.routes.get(end, Entity()) if end else country

    def entities(self) -> Iterator[tuple[str, Entity]]:
        """Every entity with its name."""
        yield PERSON, self.person
        for code, country in self.countries.items():
            yield code, country
            for end, route in country.routes.items():
                yield f"{code}>{end}", route

    def fact(self, slot: Slot) -> FactRecord | None:
        """The record of a fact, None when nothing was recorded."""
        return self.entity(slot[0]).facts.get(slot[1])

    def finding(self, slot: Slot) -> HumanFinding | None:
        """What a person found of a criterion, None when nobody did."""
        return self.entity(slot[0]).findings.get(slot[1])
