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

    from wellfounded.law.library import LawLibrary

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


def run_agreement(folder: Path, library: LawLibrary) -> Agreement:
    """Assess every decision of `folder` that has an outcome. Raises `InputError` for a file that cannot be used."""
    elements = read_elements(library.folder / "elements.yaml")
    outcomes = read_outcomes(folder / OUTCOMES)
    causes = _causes(folder / CAUSES)
    rows: list[Compared] = []
    missing: list[str] = []
    for name, outcome in outcomes.items():
        path = folder / f"{name}.yaml"
        if not path.exists():
            missing.append(name)
            continue
        found = compare(assess(read_case(path, library), library), outcome, elements=elements)
        rows.extend(replace(row, cause=causes.get((row.case, row.element), row.cause)) for row in found)
    return Agreement(tuple(rows), tuple(missing))


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
