"""The country facts of the law with the passages that carry them, and what rests on each that is due for review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.access import cases_of
from wellfounded.law.library import load_library
from wellfounded.library.models.tie import Decided
from wellfounded.library.reading import ties_in
from wellfounded.library.withdrawn import is_withdrawn
from wellfounded.web.assessment.words import titled
from wellfounded.web.choices import shown_country
from wellfounded.web.shelf.choices import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.accounts.models import User
    from wellfounded.evidence.search.index.reach import Gate
    from wellfounded.law.country_fact import CountryFact
    from wellfounded.library.models import Tie


@dataclass(frozen=True, slots=True)
class FactRow:
    """A country fact. `withdrawn` are ties to sources that were withdrawn since; `rests` is what it bears on.

    `cases` are those of the reader that have its country.
    """

    fact: CountryFact
    due: bool
    ties: list[Tie]
    withdrawn: list[Tie]
    rests: list[str]
    cases: list[str]


@dataclass(frozen=True, slots=True)
class CountryRows:
    """The facts of a country; `bare` counts those that no passage carries whose source stands on the shelf."""

    code: str
    name: str
    rows: list[FactRow]
    bare: int
    due: int


def countries_with_facts(user: User, gate: Gate) -> list[CountryRows]:
    """Every country of the packs, with what this reader may see."""
    law, today = load_library(), timezone.localdate()
    of_facts = ties_in(gate).filter(state=Decided.ACCEPTED)
    ties = _by_fact(of_facts.exclude(is_withdrawn("document__source")))
    withdrawn = _by_fact(of_facts.filter(is_withdrawn("document__source")))
    found = []
    for code in dict.fromkeys(fact.country for fact in law.country_facts):
        cases = _cases(user, code)
        rows = [
            FactRow(
                fact,
                fact.due_for_review(today),
                ties.get(fact.id, []),
                withdrawn.get(fact.id, []),
                [titled(law.facts[name].title) if name in law.facts else title_of(name) for name in fact.bears_on],
                cases if fact.due_for_review(today) else [],
            )
            for fact in law.country_facts
            if fact.country == code
        ]
        name = shown_country(code)
        found.append(CountryRows(code, name, rows, sum(not row.ties for row in rows), sum(row.due for row in rows)))
    return found


def _by_fact(ties: Iterable[Tie]) -> dict[str, list[Tie]]:
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        found.setdefault(tie.about, []).append(tie)
    return found


def _cases(user: User, code: str) -> list[str]:
    """The numbers of the reader's own cases in which this country stands: whose findings may rest on the fact."""
    cases = cases_of(user).filter(countries__code=code).order_by("number").distinct()
    return list(cases.values_list("number", flat=True)[:50])
