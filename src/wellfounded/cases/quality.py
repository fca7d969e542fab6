"""What quality reviews and findings show of the office's work: how findings spread between officers.

A spread is a question to ask in a meeting, not a mark for anybody; and no applicant is compared with another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef

from wellfounded.cases.indicators import Indicator
from wellfounded.cases.models import FindingEntry, Mark, QualityMark
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.suppression import FEWEST, suppressed
from wellfounded.law.case_file import FindingWord

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import QualitySample

FEWEST_OFFICERS = 2


@dataclass(frozen=True, slots=True)
class Spread:
    """How one officer found one criterion, word by word; None where fewer than five could be worked out."""

    criterion: str
    officer: str
    found: int
    words: dict[str, int | None]


def consistency(user: User) -> tuple[Spread, ...]:
    """Each criterion that at least two officers found at least five times, as it now stands."""
    check(user, Permission.OFFICE_QUALITY_SAMPLE)
    newer = FindingEntry.objects.filter(
        case=OuterRef("case"),
        entity=OuterRef("entity"),
        criterion=OuterRef("criterion"),
        version__gt=OuterRef("version"),
    )
    rows = FindingEntry.objects.filter(~Exists(newer)).order_by()
    tables: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for criterion, officer, word, count in rows.values_list("criterion", "by__username", "word").annotate(Count("pk")):
        tables[criterion][officer][word] += count
    return tuple(spread for criterion in sorted(tables) for spread in _spreads(criterion, tables[criterion]))


def _spreads(criterion: str, officers: dict[str, Counter[str]]) -> list[Spread]:
    enough = {officer: words for officer, words in sorted(officers.items()) if words.total() >= FEWEST}
    if len(enough) < FEWEST_OFFICERS:
        return []
    return [
        Spread(criterion, officer, words.total(), suppressed({word.value: words[word] for word in FindingWord}))
        for officer, words in enough.items()
    ]


def sheet_of(user: User, sample: QualitySample) -> dict[str, dict[str, int | None]]:
    """How often each indicator got each mark in a sample."""
    check(user, Permission.OFFICE_QUALITY_SAMPLE)
    marks = QualityMark.objects.filter(review__sample=sample).order_by().values_list("indicator", "mark")
    found = {(indicator, mark): count for indicator, mark, count in marks.annotate(Count("pk"))}
    return {
        indicator: suppressed({mark: found.get((indicator, mark), 0) for mark in Mark.values})
        for indicator in Indicator.values
    }
