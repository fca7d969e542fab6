"""Where a document comes from, and what a person thinks of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wellfounded.evidence.passage import Card

if TYPE_CHECKING:
    from datetime import date


class AddressKind(StrEnum):
    """What stands at the address: the publisher's own copy, somebody's copy of it, or a report of it by others."""

    ORIGINAL = "original"
    MIRROR = "mirror"
    RELAY = "relay"


class Standard(StrEnum):
    """The four standards of quality for country information that ACCORD, the Austrian Red Cross's centre, teaches."""

    RELEVANCE = "relevance"
    RELIABILITY = "reliability"  # and balance
    ACCURACY = "accuracy"  # and currency
    TRANSPARENCY = "transparency"  # and traceability


class Grade(StrEnum):
    """A person's word for how far a source meets a standard."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class Way(StrEnum):
    """How a document came to us."""

    DOWNLOAD = "download"
    UPLOAD = "upload"
    MAIL = "mail"
    SCAN = "scan"
    REGISTER = "register"  # an entry in a list: no file yet


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person thinks of a source by one standard. Nothing here is ever worked out by the program."""

    standard: Standard
    grade: Grade
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Relay:
    """Somebody who passed the words on; `on` is the day of publication there, None when unknown."""

    by: str
    on: date | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a document tells of, both days included; None where it is open or unknown."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Retrieval:
    """When and how the file was got, and by whom."""

    on: date
    way: Way
    by: str = ""


@dataclass(frozen=True, slots=True)
class Location:
    """Where the file was found, what stands there, and through whom its words came, from the speaker to the file."""

    address: str = ""
    kind: AddressKind = AddressKind.ORIGINAL
    relays: tuple[Relay, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Everything that is recorded of where a document comes from.

    Only `id` and `title` are always there: what is unknown stays empty, and is shown as not recorded. `sha256` is that
    of the file, in hexadecimal; `symbol` the publisher's own number, like A/HRC/25/63; `languages` are ISO 639-1,
    `countries` codes of three letters. `published_as` is the day of publication as printed, where it is no whole day.
    `single_informant` says that what it tells rests on one person, whoever repeats it; None: nobody looked.
    """

    id: str
    title: str
    publisher: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    published_as: str = ""
    period: Period = Period()
    location: Location = Location()
    symbol: str = ""
    licence: str = ""
    retrieved: Retrieval | None = None
    sha256: str = ""
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    method_stated: bool | None = None
    single_informant: bool | None = None
    judgements: tuple[Judgement, ...] = ()
    note: str = ""

    def judgement(self, standard: Standard) -> Judgement | None:
        """The newest judgement by a standard; of two on one day the later in the list."""
        found = [one for one in self.judgements if one.standard is standard]
        return max(enumerate(found), key=lambda pair: (pair[1].on, pair[0]))[1] if found else None

    @property
    def unjudged(self) -> tuple[Standard, ...]:
        """The standards by which nobody has judged it."""
        return tuple(standard for standard in Standard if self.judgement(standard) is None)

    @property
    def reliability(self) -> str:
        """The word of the newest judgement of reliability, empty until somebody judged."""
        found = self.judgement(Standard.RELIABILITY)
        return found.grade if found else ""

    def card(self, *, shelf: str, key: str = "") -> Card:
        """What the search is told of it; `key` is the hash of the file where the record does not hold it yet."""
        return Card(
            key=key or self.sha256,
            shelf=shelf,
            title=self.title,
            source=self.publisher,
            day=self.published,
            reliability=self.reliability,
            countries=self.countries,
            topics=self.topics,
        )
