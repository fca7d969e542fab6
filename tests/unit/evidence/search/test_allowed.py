"""Masks of a filter hold the passages that its conditions let through, however many they are."""

from datetime import date

import numpy as np
import pytest

from tests.unit.evidence.search.conftest import MakeIndex
from tests.unit.evidence.search.shelves import document
from wellfounded.evidence.search.index.allowed import masks_of_documents, masks_of_passages
from wellfounded.evidence.search.index.dialect import Dialect
from wellfounded.evidence.search.index.postings import BLOCK
from wellfounded.evidence.search.index.reach import Filters, Gate, Reach
from wellfounded.evidence.search.index.sql_index import SqlIndex

OPEN = Gate.of(["public"])
DOCUMENTS = [
    document(
        f"d{number}",
        *(f"guards fired {number} {place}" for place in range(number % 3 + 1)),
        shelf="other" if number % 5 == 4 else "public",
        countries=("PRK",) if number % 8 else ("ERI",),
        day=date(2000 + number % 20, 1, 1) if number % 4 else None,
    )
    for number in range(40)
]
FILTERS = {
    "nearly all": Filters(countries=("PRK",)),
    "nearly none": Filters(countries=("ERI",)),
    "none": Filters(countries=("TUV",)),
    "all": Filters(countries=("PRK", "ERI")),
    "half": Filters(until=date(2009, 1, 1), undated=False),
    "two at once": Filters(countries=("PRK",), since=date(2004, 1, 1)),
}


def numbers(masks: dict[int, np.ndarray]) -> set[int]:
    return {block * BLOCK + place for block, mask in masks.items() for place in np.flatnonzero(mask).tolist()}


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("gate", [OPEN, Gate.everything(), Gate.of([])], ids=["a shelf", "everything", "nothing"])
def test_a_mask_holds_what_passes_of_what_the_gate_lets_through(index: SqlIndex, gate: Gate, name: str) -> None:
    index.add(DOCUMENTS)
    reach = Reach(gate, FILTERS[name])
    masks = masks_of_documents(reach, index._dialect)  # noqa: SLF001 - the statements themselves are tested
    within = set(index.ids(Reach(gate)))
    assert numbers(masks) & within == set(index.ids(reach))
    assert index.count(["guard"], reach) == len(index.ids(reach))
    assert {one.id for one in index.ranked(["guard"], reach, limit=99)} == set(index.ids(reach))


@pytest.mark.parametrize("name", FILTERS)
def test_documents_whose_numbers_lie_scattered_are_read_one_by_one(index: SqlIndex, name: str) -> None:
    """As two writers on one server may leave them."""
    index.add(DOCUMENTS)
    dialect: Dialect = index._dialect  # noqa: SLF001 - tables are wronged that only the index writes
    owners: dict[int, int] = dict(dialect.run("SELECT id, document FROM evidence_passages"))
    turned = index.ids(Reach(OPEN))[3::7]
    for number, other in zip(turned, turned[1:] + turned[:1], strict=True):
        dialect.run("UPDATE evidence_passages SET document = ? WHERE id = ?", [owners[other], number])
    reach = Reach(OPEN, FILTERS[name])
    within = set(index.ids(Reach(OPEN)))
    assert numbers(masks_of_documents(reach, dialect)) & within == set(index.ids(reach))


def test_what_is_held_of_a_filter_goes_when_the_index_changes(index: SqlIndex) -> None:
    index.add(DOCUMENTS[:8])
    reach = Reach(OPEN, FILTERS["nearly none"])
    before = index.count(["guard"], reach)
    index.add([document("new", "guards fired", countries=("ERI",))])
    assert index.count(["guard"], reach) == before + 1
    assert index.count(["guard"], Reach(OPEN, FILTERS["none"])) == 0


def test_labels_of_a_document_are_not_those_of_the_passage_with_its_number(make_index: MakeIndex) -> None:
    index = make_index()
    index.add(DOCUMENTS)
    ids = index.ids(Reach(OPEN))
    for found in index.passages(ids, Reach(OPEN)):
        number = int(found.card.key[1:])
        assert found.card.countries == (("PRK",) if number % 8 else ("ERI",))
        assert found.passage.criteria == ()


def test_a_mask_of_passages_reaches_over_blocks() -> None:
    assert numbers(masks_of_passages([3, BLOCK, 3 * BLOCK + 1])) == {3, BLOCK, 3 * BLOCK + 1}
    assert masks_of_passages([]) == {}
