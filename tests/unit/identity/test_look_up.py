"""Whoever says the same beside names is weighed once, and nobody is taken for another by it."""

from __future__ import annotations

from itertools import product

import pytest

from wellfounded.identity import look_up as module
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.look_up import look_up
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import weigh

BORN = (None, parse("1984-03-05"), parse("1984"))
SAID = list(product(BORN, ("", "female", "male"), ((), ("Hoeryong",)), ("", "Kim Chol"), ((), ("passport 123",))))
OTHERS = [
    Record(f"{number:03}", (name,), birth, sex, places, father, "", numbers)
    for number, (name, (birth, sex, places, father, numbers)) in enumerate(product(("김철수", "Kim Chol-su"), SAID))
]
QUERIES = [
    Record("?", ("Kim Chul-soo",)),
    Record("?", ("Kim Chul-soo",), parse("1984-03-05"), "female", ("Hoeryong",), "김철", "", ("passport 123",)),
]


@pytest.mark.parametrize("query", QUERIES)
def test_each_is_weighed_as_alone(query: Record) -> None:
    hits = look_up(query, OTHERS, among=1000, most=len(OTHERS))
    assert len(hits) > len(OTHERS) / 2
    assert [hit.weighing for hit in hits] == [weigh(query, hit.record, among=1000) for hit in hits]


def test_what_is_not_told_apart_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: where all are taken to say the same, the answer is another."""
    exact = look_up(QUERIES[1], OTHERS, among=1000)
    monkeypatch.setattr(module, "_said", lambda *_: None)
    assert look_up(QUERIES[1], OTHERS, among=1000) != exact
