"""A country fact as a brief and a country report show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.letters.brief import wording
from wellfounded.letters.brief.context import FactLine

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wellfounded.evidence.linking.shelf import Pinned
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.letters.brief.cited import Cited
    from wellfounded.letters.brief.wording import Tongue


def fact_line(fact: CountryFact, cited: Cited, *, pinned: Sequence[Pinned], on: date) -> FactLine:
    """The line of a fact on a day, without what it bears on and which way."""
    tongue = cited.tongue
    carried = tuple(cited.pinned(one) for one in pinned)
    due = fact.review_after if fact.due_for_review(on) else None
    published = tongue(wording.PUBLISHED, day=tongue.day(fact.published)) if fact.published else ""
    return FactLine(
        id=fact.id,
        statement=fact.statement,
        direction="",
        dates=", ".join(part for part in (published, _period(fact, tongue)) if part),
        law="; ".join(citation.brief for citation in fact.cite),
        due=tongue(wording.DUE, day=tongue.day(due)) if due else "",
        carried_by=carried,
        without="" if carried else tongue(wording.NO_PASSAGE),
    )


def _period(fact: CountryFact, tongue: Tongue) -> str:
    first = tongue.day(fact.period_from) if fact.period_from else ""
    last = tongue.day(fact.period_to) if fact.period_to else ""
    if first and last:
        return tongue(wording.PERIOD, first=first, last=last)
    if first:
        return tongue(wording.PERIOD_SINCE, first=first)
    return tongue(wording.PERIOD_UNTIL, last=last) if last else ""
