"""What the overview shows, in reading order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.agreement import Compared, Share, Verdict
from wellfounded.letters.assessment.wording import NO_RETURN_TO

if TYPE_CHECKING:
    from wellfounded.letters.assessment.context import ConclusionView, Label


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case: its conclusions, where its papers are, and how each element compares with the published outcome."""

    number: str
    title: str
    profile: str
    conclusions: tuple[ConclusionView, ...]
    html: str
    pdf: str
    compared: tuple[Compared, ...] = ()

    def outcomes(self) -> tuple[tuple[Label, tuple[str, ...]], ...]:
        """The conclusions in short, those that came out alike together."""
        groups: dict[Label, list[str]] = {}
        for it in self.conclusions:
            about = f" {it.about}" if it.short == NO_RETURN_TO else ""
            groups.setdefault(it.label, []).append(f"{it.short}{about}")
        return tuple((label, tuple(dict.fromkeys(names))) for label, names in groups.items())


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """Counts for one profile or one element, in the order of `Verdict`."""

    name: str
    counts: tuple[int, ...]
    decided: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The whole overview."""

    cases: tuple[CaseRow, ...]
    by_profile: tuple[AgreementRow, ...]
    by_element: tuple[AgreementRow, ...]
    total: AgreementRow
    disagreements: tuple[Compared, ...]


def overview_of(cases: tuple[CaseRow, ...]) -> OverviewView:
    """The overview of some cases."""
    compared = tuple(item for case in cases for item in case.compared)
    return OverviewView(
        cases=cases,
        by_profile=_rows({item.profile: [] for item in compared}, compared, key="profile"),
        by_element=_rows({item.element: [] for item in compared}, compared, key="element"),
        total=_row("all", compared),
        disagreements=tuple(item for item in compared if item.verdict is Verdict.DISAGREES),
    )


def _rows(groups: dict[str, list[Compared]], compared: tuple[Compared, ...], *, key: str) -> tuple[AgreementRow, ...]:
    for item in compared:
        groups[getattr(item, key)].append(item)
    return tuple(_row(name.replace("_", " "), tuple(groups[name])) for name in sorted(groups))


def _row(name: str, compared: tuple[Compared, ...]) -> AgreementRow:
    share = Share.of(compared)
    counts = Counter(item.verdict for item in compared)
    decided = f"{share.decided_by_rules:.0%}" if share.comparable else "–"
    return AgreementRow(name, tuple(counts[verdict] for verdict in Verdict), decided)
