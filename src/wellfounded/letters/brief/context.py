"""What a brief and a country report show, in reading order and all in words. Renderers only place it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in a brief.

    `number` is that of its source in the list of sources; `standing` says whether a person tied it (who, when) or it is
    a mere suggestion, with the words that led to it. `reference` is by what a command names the passage; `key` and
    `first` are the hash of its document and where it stands there, for a link.
    """

    quote: str
    citation: str
    reference: str
    number: int
    standing: str
    accepted: bool
    key: str = ""
    first: int = 0


@dataclass(frozen=True, slots=True)
class FactLine:
    """A country fact that bears on a criterion: its statement and dates, whether it is due, what carries it here."""

    id: str
    statement: str
    direction: str
    dates: str
    law: str
    due: str
    carried_by: tuple[PassageView, ...]
    without: str
    bears_on: str = ""


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One open or contested criterion with what speaks for and against it.

    `of_facts` was pinned to a fact that it rests on. Each country fact is set out where it bears first; `facts_above`
    names those set out before. `place` is the criterion and what it is about, for a link.
    """

    title: str
    about: str
    label: str
    text: str
    supports: tuple[PassageView, ...]
    rebuts: tuple[PassageView, ...]
    of_facts: tuple[PassageView, ...]
    facts: tuple[FactLine, ...]
    facts_above: str
    missing: tuple[str, ...]
    place: tuple[str, str]


@dataclass(frozen=True, slots=True)
class BriefView:
    """The whole brief. `bare` are the criteria of which the shelf holds nothing."""

    number: str
    title: str
    banner: str
    head: tuple[tuple[str, str], ...]
    criteria: tuple[CriterionView, ...]
    bare: tuple[str, ...]
    stale: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaidView:
    """A statement that a person confirmed and tied to a country fact: who said it, how, through whom, which way.

    Without the cue (“denied”) the words of an indirect statement would read as if they had been claimed.
    """

    fact: str
    who: str
    cue: str
    words: str
    circumstance: str
    direction: str
    number: int


@dataclass(frozen=True, slots=True)
class CountryView:
    """A country report: each fact of the packs with what carries it. `number` is the name of the country."""

    number: str
    title: str
    banner: str
    head: tuple[tuple[str, str], ...]
    facts: tuple[FactLine, ...]
    said: tuple[SaidView, ...]
    stale: tuple[str, ...]
    sources: tuple[str, ...]
