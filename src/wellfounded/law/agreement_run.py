"""Runs every published decision of a folder and compares it with its outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wellfounded.law.agreement import Compared, Share, Verdict, compare
from wellfounded.law.assess import assess
from wellfounded.law.case_reader import read_case
from wellfounded.law.document import read_document
from wellfounded.law.errors import CaseError, Problem
from wellfounded.law.fields import Fields
from wellfounded.law.outcomes import read_elements, read_outcomes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from wellfounded.law.assess import Assessment
    from wellfounded.law.library import LawLibrary
    from wellfounded.law.outcomes import Element, Outcome

OUTCOMES, CAUSES = "outcomes.yaml", "disagreements.yaml"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every compared element, and the outcomes for which there is no case file."""

    rows: tuple[Compared, ...]
    without_file: tuple[str, ...]

    def overall(self) -> Share:
        """The counts over everything."""
        return Share.of(self.rows)

    def by_profile(self) -> dict[str, Share]:
        """The counts of each profile."""
        return self._by(lambda row: row.profile)

    def by_element(self) -> dict[str, Share]:
        """The counts of each element."""
        return self._by(lambda row: row.element)

    def disagreements(self) -> tuple[Compared, ...]:
        """The elements where we and a tribunal differ, with the cause where one was found."""
        return tuple(row for row in self.rows if row.verdict is Verdict.DISAGREES)

    def _by(self, key: Callable[[Compared], str]) -> dict[str, Share]:
        names = sorted({key(row) for row in self.rows})
        return {name: Share.of(row for row in self.rows if key(row) == name) for name in names}


def is_case_file(path: Path) -> bool:
    """Whether a YAML file of the folder is a case, and not the outcomes or the causes."""
    return path.suffix == ".yaml" and path.name not in {OUTCOMES, CAUSES}


@dataclass(frozen=True, slots=True)
class Tribunals:
    """What tribunals decided, read beside the cases and only compared with them, and why we differ where we do."""

    outcomes: dict[str, Outcome]
    elements: dict[str, Element]
    causes: dict[tuple[str, str], str]

    @classmethod
    def beside(cls, folder: Path, library: LawLibrary) -> Tribunals:
        """The outcomes of the cases in a folder. Raises `InputError` when there are none that can be read."""
        elements = read_elements(library.folder / "elements.yaml")
        return cls(read_outcomes(folder / OUTCOMES), elements, _causes(folder / CAUSES))

    def compared(self, assessment: Assessment) -> tuple[Compared, ...]:
        """An assessment compared with what was decided; nothing where no outcome is known."""
        outcome = self.outcomes.get(assessment.case.number)
        found = () if outcome is None else compare(assessment, outcome, elements=self.elements)
        return tuple(replace(row, cause=self.causes.get((row.case, row.element), row.cause)) for row in found)


def run_agreement(folder: Path, library: LawLibrary) -> Agreement:
    """Assess every decision of `folder` that has an outcome. Raises `InputError` for a file that cannot be used."""
    tribunals = Tribunals.beside(folder, library)
    paths = [path for name in tribunals.outcomes if (path := folder / f"{name}.yaml").exists()]
    assessments = [assess(read_case(path, library), library) for path in paths]
    rows = tuple(row for assessment in assessments for row in tribunals.compared(assessment))
    assessed = {assessment.case.number for assessment in assessments}
    return Agreement(rows, tuple(name for name in tribunals.outcomes if name not in assessed))


def _causes(path: Path) -> dict[tuple[str, str], str]:
    """The causes of disagreement that a person found, by case and element."""
    if not path.exists():
        return {}
    document = read_document(path)
    problems: list[Problem] = []
    fields = Fields.of(document, (), value={"causes": document.data}, problems=problems)
    found = fields.children("causes").items()
    causes = {(case, element): entry.text(element) for case, entry in found for element in entry.values}
    if problems:
        raise CaseError(problems)
    return causes
