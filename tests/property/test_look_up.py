"""What is left uncompared in a look-up loses nothing: the same hits as of weighing everybody."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from wellfounded.identity import look_up as module
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.look_up import look_up, reach
from wellfounded.identity.names.channel import THRESHOLD
from wellfounded.identity.names.compare import Verdict, compare_names, worth_of_names
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import Standing, weigh, with_worths

NAMES = ("김철수", "Kim Chol Su", "金哲洙", "김정은", "Kim Jong Un", "박영희", "Vladimir Sokolov", "Сокол", "???", "")
DATES = (None, "1984", "1984-03-05", "1985~", "1950", "zodiac:rat", "lunar:1984-02-03")
people = st.builds(
    Record,
    key=st.just("?"),
    names=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    birth=st.sampled_from(DATES).map(lambda text: parse(text) if text else None),
    sex=st.sampled_from(["female", "male", ""]),
    places=st.sampled_from([(), ("회령",), ("신의주",), ("함경북도",)]),
    father=st.sampled_from(["", "김일수", "박만수"]),
    mother=st.sampled_from(["", "리순희"]),
    numbers=st.sampled_from([(), ("passport 12345678",)]),
)
registers = st.lists(people, max_size=14).map(
    lambda rows: [replace(row, key=f"r{place}") for place, row in enumerate(rows)]
)


def everybody_weighed(query: Record, records: list[Record], *, most: int) -> list[str]:
    order = [Standing.LIKELY, Standing.POSSIBLE, Standing.LEAD]
    found = [(weigh(query, record, among=1000), record.key) for record in records]
    kept = [(order.index(one.standing), -one.total, key) for one, key in found if one.standing in order]
    return [key for _, _, key in sorted(kept)[:most]]


@settings(max_examples=200, deadline=None)
@given(query=people, records=registers, most=st.integers(1, 5))
def test_the_cut_loses_nobody(query: Record, records: list[Record], most: int) -> None:
    hits = look_up(query, records, among=1000, most=most)
    assert [hit.record.key for hit in hits] == everybody_weighed(query, records, most=most)
    assert [hit.weighing for hit in hits] == [weigh(query, hit.record, among=1000) for hit in hits]


@settings(max_examples=100, deadline=None)
@given(query=people, record=people)
def test_no_record_ranks_better_than_it_could(query: Record, record: Record) -> None:
    hits = look_up(query, [record], among=1000)
    best = reach(query, record, among=1000)
    for hit in hits:
        assert best is not None
        assert best[1] <= -hit.weighing.total + 1e-9


ALL_NAMES = (*NAMES, "李小龙", "Li Xiaolong", "Chan Chi-ming", "Jong Un Kim", "Ри Ён Хи", "Desmond Lee", "Kim", "🙂")


@given(left=st.sampled_from(ALL_NAMES), right=st.sampled_from(ALL_NAMES))
def test_the_score_without_words_is_the_score(left: str, right: str) -> None:
    found = compare_names(left, right)
    assert worth_of_names(left, right) == found.score
    assert found.score is None or (found.score <= THRESHOLD) is (found.verdict is Verdict.DIFFERENT)


def test_it_does_cut_and_a_wrong_cut_would_be_seen() -> None:
    query = Record("?", ("김철수",), parse("1984-03-05"))
    records = [
        *(Record(f"a{number}", ("김철수",), parse("1984-03-05")) for number in range(3)),
        *(Record(f"z{number}", ("김철수",), parse("1984")) for number in range(5)),
    ]
    with patch.object(module, "with_worths", wraps=with_worths) as weighed:
        look_up(query, records, among=1000, most=3)
    assert weighed.call_count < len(records)
    with patch.object(module, "_too_late", return_value=True):
        assert [hit.record.key for hit in look_up(query, records, among=1000, most=3)] == []
