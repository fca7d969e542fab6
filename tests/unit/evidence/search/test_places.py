import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.evidence.search.analysis.token import Token
from wellfounded.evidence.search.index.places import pack, unpack

SPANS = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)))


@given(SPANS)
def test_places_come_back(spans: list[tuple[int, int]]) -> None:
    tokens: list[Token] = [(f"t{place}", start, start + length) for place, (start, length) in enumerate(sorted(spans))]
    assert unpack(pack(tokens), [term for term, _, _ in tokens]) == tuple(tokens)


def test_an_ordinary_token_takes_two_bytes() -> None:
    assert len(pack([("a", 0, 5), ("b", 6, 9)])) == 5


def test_places_of_other_terms_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        unpack(pack([("a", 0, 5)]), ["a", "b"])
