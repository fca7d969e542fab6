"""Who asks and for what: every reading of an index goes through a reach, and a reach cannot be made without a gate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Gate:
    """The shelves that may be read; None stands for every shelf and is only made by `everything`."""

    shelves: frozenset[str] | None

    @classmethod
    def of(cls, shelves: Iterable[str]) -> Gate:
        """A gate that lets these shelves through. Without any, nothing is found."""
        return cls(frozenset(shelves))

    @classmethod
    def everything(cls) -> Gate:
        """For somebody who holds the whole library, such as the owner of a library file at a terminal."""
        return cls(None)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to. An empty list narrows nothing; within a list one match is enough.

    `since` and `until` are days of publication, both included. A document without a date passes them unless `undated`
    is false: not knowing the date is not the same as being out of the period.
    """

    sources: tuple[str, ...] = ()
    reliabilities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    undated: bool = True


@dataclass(frozen=True, slots=True)
class Reach:
    """A gate, and filters that narrow further."""

    gate: Gate
    filters: Filters = field(default_factory=Filters)
