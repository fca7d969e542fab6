"""What is remembered while a paper is written: which number a finding has, what was shown already, what was cited."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wellfounded.law.case_file import PERSON
from wellfounded.law.country_name import entity_name
from wellfounded.law.criterion import Scope
from wellfounded.letters.assessment import wording
from wellfounded.letters.assessment.context import CitationView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.law.assess import Assessment, Key
    from wellfounded.law.case_file import Slot
    from wellfounded.law.citation import Citation


@dataclass(slots=True)
class Draft:
    """A paper in the making. Everything is shown once and pointed to afterwards."""

    assessment: Assessment
    numbers: dict[Key, str] = field(default_factory=dict)
    evidence_at: dict[Slot, str] = field(default_factory=dict)
    country_fact_at: dict[str, str] = field(default_factory=dict)
    cited: dict[Citation, CitationView] = field(default_factory=dict)

    def cite(self, citations: Iterable[Citation]) -> tuple[CitationView, ...]:
        """The citations for the page, remembered for the list of law used."""
        return tuple(self.cited.setdefault(citation, citation_view(citation)) for citation in citations)

    def slots(self, fact: str, entity: str) -> tuple[Slot, ...]:
        """Where a fact stands, seen from an entity: once for each country or route where it speaks of those."""
        scope = self.assessment.law.facts[fact].scope
        if scope is Scope.PERSON:
            return ((PERSON, fact),)
        if scope is Scope.COUNTRY and entity != PERSON:
            return ((entity.partition(">")[0], fact),)
        named = [
            name
            for name, _ in self.assessment.case.entities()
            if name != PERSON and (">" in name) is (scope is Scope.ROUTE)
        ]
        near = [name for name in named if entity in {PERSON, name, name.partition(">")[0]}]
        return tuple((name, fact) for name in near)

    def about(self, entity: str, *, seen_from: str = "") -> str:
        """The name of an entity, empty where the reader is there already."""
        return "" if entity == seen_from else entity_name(entity)


def place_of(number: str) -> tuple[int, ...]:
    """The place of a numbered finding in the analysis; what has no number comes last."""
    return tuple(int(part) for part in number.split(".")) if number else (sys.maxsize,)


def citation_view(citation: Citation) -> CitationView:
    """A citation in words."""
    return CitationView(
        text=citation.brief,
        checked=wording.CHECKED_BRIEFLY[citation.checked],
        tone=str(citation.checked),
        against=citation.against,
        note=citation.note,
    )
