"""What is known of a country: our own one-line statements, dated, cited, and tied to what they bear on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.citation import Citation, Source, read_citations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wellfounded.law.fields import Fields


@dataclass(frozen=True, slots=True)
class CountryFact:
    """A statement about a country. Its age alone never weakens a finding for the applicant: only a newer source can."""

    id: str
    country: str
    statement: str
    cite: tuple[Citation, ...]
    published: date | None
    period_from: date | None
    period_to: date | None
    bears_on: tuple[str, ...]
    direction: str
    review_after: date | None

    @property
    def cited(self) -> str:
        """Where it was read, by the short names of its sources."""
        return "; ".join(one.brief for one in self.cite)

    def known_on(self, day: date) -> bool:
        """Whether it had been published by `day`: what was known then."""
        return self.published is None or self.published <= day

    def due_for_review(self, day: date) -> bool:
        """Whether a newer source should be looked for. The statement still counts."""
        return self.review_after is not None and day > self.review_after


def read_country_facts(fields: Fields, sources: Mapping[str, Source]) -> tuple[CountryFact, ...]:
    """One file of `packs/country_facts/`."""
    fields.only({"country", "facts"})
    country = fields.text("country", required=True)
    return tuple(_country_fact(entry, country, sources=sources) for entry in fields.items("facts"))


def _country_fact(entry: Fields, country: str, *, sources: Mapping[str, Source]) -> CountryFact:
    entry.only({"id", "statement", "cite", "published", "period", "bears_on", "direction", "review_after", "note"})
    period = entry.child("period")
    return CountryFact(
        id=entry.text("id", required=True),
        country=country,
        statement=" ".join(entry.text("statement", required=True).split()),
        cite=read_citations(entry, sources),
        published=entry.day("published", required=True),
        period_from=period.day("from"),
        period_to=period.day("to"),
        bears_on=entry.words("bears_on"),
        direction=entry.option("direction", {"supports", "rebuts"}, default="supports"),
        review_after=entry.day("review_after"),
    )
