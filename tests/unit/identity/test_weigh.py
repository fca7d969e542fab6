from dataclasses import replace
from math import log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import LIKELY, NUMBER_SAME, Standing, best_name, weigh

MANY = 10_000_000
FULL = Record(
    "a",
    ("한별솔", "韓星率"),
    birth=parse("1984-03-05"),
    sex="female",
    places=("함북 회령",),
    father="한두일",
    mother="최봄이",
    numbers=("certificate 12-345",),
)
OTHER = Record(
    "b",
    ("Han Pyŏl-sol",),
    birth=parse("1984-03-05"),
    sex="female",
    places=("Hoeryong",),
    father="Han Tu-il",
    mother="Choe Pomi",
    numbers=("certificate 12345",),
)


def test_the_waterfall_begins_with_the_prior_and_shows_both_values_of_each_part() -> None:
    found = weigh(FULL, OTHER, among=MANY)
    assert found.prior == -log(MANY)
    assert [one.about for one in found.comparisons] == ["name", "birth", "place", "sex", "number", "father", "mother"]
    assert all(one.one and one.other and one.sentence for one in found.comparisons)
    assert found.total == pytest.approx(found.prior + sum(one.nats for one in found.comparisons))
    assert found.standing is Standing.LIKELY


def test_a_name_alone_is_a_lead_and_never_more_in_however_small_a_register() -> None:
    for among in (1, 100, MANY):
        found = weigh(Record("a", ("한별솔",)), Record("b", ("한별솔",)), among=among)
        assert found.standing is Standing.LEAD, among
    name_and_sex = weigh(Record("a", ("한별솔",), sex="male"), Record("b", ("한별솔",), sex="male"), among=1)
    assert name_and_sex.standing is Standing.LEAD


@pytest.mark.parametrize(
    ("changed", "standing"),
    [
        ({"numbers": (), "father": "", "mother": ""}, Standing.LIKELY),
        ({"numbers": (), "father": "", "mother": "", "birth": parse("1984")}, Standing.LIKELY),
        ({"numbers": (), "father": "", "mother": "", "birth": parse("1984"), "places": ()}, Standing.POSSIBLE),
        ({"numbers": (), "father": "", "mother": "", "birth": parse("1961"), "places": ("신의주",)}, Standing.LEAD),
        (
            {"names": ("류하늘",), "numbers": (), "father": "", "mother": "", "birth": None, "places": ()},
            Standing.UNLIKELY,
        ),
    ],
)
def test_what_is_left_when_parts_are_missing_or_differ(changed: dict[str, Any], standing: Standing) -> None:
    assert weigh(FULL, replace(OTHER, **changed), among=MANY).standing is standing


def test_nothing_to_compare_is_said_to_be_nothing() -> None:
    assert weigh(Record("a", ()), OTHER, among=MANY).standing is Standing.CANNOT
    assert weigh(Record("a", ("한별솔",)), Record("b", ()), among=MANY).comparisons == ()


def test_what_is_missing_weighs_nothing() -> None:
    bare = Record("a", FULL.names)
    whole = weigh(bare, OTHER, among=MANY)
    assert [one.about for one in whole.comparisons] == ["name"]


def test_a_different_name_speaks_only_weakly_against_a_shared_paper() -> None:
    found = weigh(replace(FULL, names=("류하늘",)), OTHER, among=MANY)
    weights = {one.about: one.nats for one in found.comparisons}
    assert weights["name"] >= -4
    assert weights["number"] == NUMBER_SAME.nats
    assert found.total > LIKELY


def test_different_names_need_more_than_a_year_of_birth_even_in_a_small_register() -> None:
    one, other = Record("a", ("한별솔",), birth=parse("1984")), Record("b", ("류하늘",), birth=parse("1984-spring"))
    assert weigh(one, other, among=2).standing is Standing.UNLIKELY
    day, home = parse("1984-03-05"), ("회령",)
    alike = weigh(replace(one, birth=day, places=home), replace(other, birth=day, places=home), among=2)
    assert alike.standing is Standing.LIKELY


ALIKE: dict[str, Any] = {"birth": parse("1984"), "places": ("회령",), "sex": "female"}
SAME_DAY = ALIKE | {"birth": parse("1984-03-05")}
PAPER = {"numbers": ("certificate 12-345",)}
READABLE, OF_ANOTHER_SCRIPT = ("한별솔",), ("ทองดี",)


@pytest.mark.parametrize("names", [((), ()), (READABLE, ()), (("😀",), ("😀",)), (READABLE, OF_ANOTHER_SCRIPT)])
@pytest.mark.parametrize(
    ("said", "among", "standing"),
    [
        ({"sex": "female"}, 6, Standing.UNLIKELY),
        (ALIKE, 1, Standing.POSSIBLE),
        (ALIKE, 6, Standing.POSSIBLE),
        (ALIKE, MANY, Standing.UNLIKELY),
        (SAME_DAY, 6, Standing.LIKELY),
        (SAME_DAY, MANY, Standing.POSSIBLE),
        (PAPER, 6, Standing.LIKELY),
        (PAPER, MANY, Standing.POSSIBLE),
        (SAME_DAY | PAPER, MANY, Standing.LIKELY),
    ],
)
def test_where_no_name_could_be_compared_a_year_and_a_place_are_never_likely(
    names: tuple[tuple[str, ...], tuple[str, ...]], said: dict[str, Any], among: int, standing: Standing
) -> None:
    found = weigh(Record("a", names[0], **said), Record("b", names[1], **said), among=among)
    assert [one.about for one in found.comparisons if one.about == "name"] == []
    assert found.standing is standing


@pytest.mark.parametrize(
    ("name", "year_and_place", "day_and_place"),
    [
        ("Han Pyŏl-sol", Standing.LIKELY, Standing.LIKELY),
        ("류하늘", Standing.UNLIKELY, Standing.LIKELY),
        ("😀", Standing.POSSIBLE, Standing.LIKELY),
    ],
)
def test_a_name_that_could_not_be_compared_stands_between_one_that_agrees_and_one_that_differs(
    name: str, year_and_place: Standing, day_and_place: Standing
) -> None:
    for said, standing in ((ALIKE, year_and_place), (SAME_DAY, day_and_place)):
        found = weigh(Record("a", READABLE, **said), Record("b", (name,), **said), among=6)
        assert found.standing is standing, said


def test_another_number_and_another_sex() -> None:
    found = weigh(replace(FULL, numbers=("certificate 99", "--")), replace(OTHER, sex="male"), among=MANY)
    weights = {one.about: one.nats for one in found.comparisons}
    assert "number" not in weights
    assert weights["sex"] < -3


def test_the_best_of_several_forms_counts() -> None:
    best = best_name(("류하늘", "한별솔"), ("Han Pyŏl-sol", "???"))
    assert best
    assert (best.one, best.other) == ("한별솔", "Han Pyŏl-sol")
    assert best_name(("???",), ("한별솔",)) is None


def test_of_forms_worth_the_same_those_written_alike_are_shown() -> None:
    best = best_name(("리설화", "李雪花", "Ri Sol Hwa"), ("리설화",))
    assert best
    assert (best.one, best.other) == ("리설화", "리설화")
    other = best_name(("李雪花",), ("리설화",))
    assert other
    assert best.nats == other.nats


def test_parents_that_cannot_be_read_weigh_nothing() -> None:
    found = weigh(replace(FULL, father="???"), OTHER, among=MANY)
    assert "father" not in {one.about for one in found.comparisons}


def test_an_empty_register_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one"):
        weigh(FULL, OTHER, among=0)


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_the_larger_the_register_the_less_a_pair_is_worth(small: int, large: int) -> None:
    small, large = sorted((small, large))
    assert weigh(FULL, OTHER, among=small).total >= weigh(FULL, OTHER, among=large).total


def test_which_record_comes_first_does_not_matter() -> None:
    one, other = weigh(FULL, OTHER, among=MANY), weigh(OTHER, FULL, among=MANY)
    assert one.total == pytest.approx(other.total)
    assert one.standing is other.standing
