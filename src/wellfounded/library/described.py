"""The law packs in the words in which evidence is laid beside them.

The core `evidence` knows no law: what a criterion or a country fact is about comes from the packs, through here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.statements.bearing import Described

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.law.country_fact import CountryFact
    from wellfounded.law.criterion import Criterion
    from wellfounded.law.library import LawLibrary

# Asked only on an indication, so that nothing is suggested for them.
ON_INDICATION = frozenset({"exclusion", "cessation"})


def described_criterion(criterion: Criterion) -> Described:
    """A criterion with its title, text and terms."""
    return Described(criterion.id, criterion.title, " ".join((criterion.text, *criterion.terms)))


def described_criteria(library: LawLibrary) -> list[Described]:
    """The criteria of the Convention base but those of exclusion and cessation."""
    return [
        described_criterion(criterion)
        for provision in library.provisions
        for criterion in provision.criteria
        if criterion.stage not in ON_INDICATION
    ]


def described_country_facts(facts: Iterable[CountryFact]) -> list[Described]:
    """Country facts by their own statement, which is no title: nothing in it weighs twice."""
    return [Described(fact.id, "", fact.statement) for fact in facts]
