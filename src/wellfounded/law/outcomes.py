"""Outcomes of published decisions, and how the names of their elements read as our criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.document import read_document
from wellfounded.law.errors import CaseError, Problem
from wellfounded.law.fields import Fields

if TYPE_CHECKING:
    from pathlib import Path

    from wellfounded.law.assess import Assessment


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a tribunal decided for one person. `countries` are the first and the second country of the decision."""

    case: str
    citation: str
    outcome: str
    countries: tuple[str, ...]
    elements: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """Our criterion for an element. `reversed` tells that the tribunal's word says the opposite of our criterion."""

    key: tuple[str, str]
    reversed: bool


@dataclass(frozen=True, slots=True)
class Element:
    """An element's name in decisions.

    Candidates for our criterion (the first that the profile has), and for which country.
    """

    name: str
    criteria: tuple[str, ...]
    country: str
    reversed: bool
    left_to_person: str = ""
    not_comparable: str = ""

    def reading(self, assessment: Assessment, countries: tuple[str, ...]) -> Reading | None:
        """Our criterion and entity in an assessment; None when it has none."""
        places = {"first": countries[:1], "second": countries[1:2], "": ("person",)}
        for entity in places.get(self.country, (self.country,)):
            for criterion in self.criteria:
                if (criterion, entity) in assessment.findings:
                    return Reading((criterion, entity), self.reversed)
        return None


def read_elements(path: Path) -> dict[str, Element]:
    """`packs/elements.yaml`. Raises `CaseError`."""
    document = read_document(path)
    problems: list[Problem] = []
    fields = Fields.of(document, (), value=document.data, problems=problems)
    elements = {name: _element(name, entry) for name, entry in fields.children("elements").items()}
    if problems:
        raise CaseError(problems)
    return elements


def _element(name: str, entry: Fields) -> Element:
    entry.only({"criteria", "country", "reversed", "left_to_person", "not_comparable", "note"})
    return Element(
        name,
        entry.words("criteria"),
        entry.text("country"),
        entry.flag("reversed"),
        *(entry.text(key) for key in ("left_to_person", "not_comparable")),
    )


def read_outcomes(path: Path) -> dict[str, Outcome]:
    """The outcomes of published decisions, by case number. Raises `CaseError`."""
    document = read_document(path)
    problems: list[Problem] = []
    fields = Fields.of(document, (), value=document.data, problems=problems)
    outcomes = {case: _outcome(case, entry) for case, entry in fields.children("outcomes").items()}
    if problems:
        raise CaseError(problems)
    return outcomes


def _outcome(case: str, entry: Fields) -> Outcome:
    entry.only({"citation", "outcome", "countries", "elements", "note"})
    elements = {name: str(value) for name, value in entry.child("elements").values.items()}
    return Outcome(case, entry.text("citation"), entry.text("outcome"), entry.words("countries"), elements)
