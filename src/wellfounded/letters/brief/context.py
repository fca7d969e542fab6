"""What a brief shows, in reading order and all in words. Renderers only place it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage in a brief.

    `number` is that of its source in the list of sources; `standing` says whether a person tied it (who, when) or it is
    a mere suggestion, with the words that led to it. `reference` is by what a command names the passage.
    """

    quote: str
    citation: str
    reference: str
    number: int
    standing: str
    accepted: bool


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


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One open or contested criterion with what speaks for and against it.

    Each country fact is set out where it bears first; `facts_above` names those set out before.
    """

    title: str
    about: str
    label: str
    text: str
    supports: tuple[PassageView, ...]
    rebuts: tuple[PassageView, ...]
    facts: tuple[FactLine, ...]
    facts_above: str
    missing: tuple[str, ...]


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
