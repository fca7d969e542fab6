import re

import pytest
from django.utils.translation import override

from wellfounded.identity.dates.likeness import SHARES
from wellfounded.identity.kin import kin_hints
from wellfounded.identity.names.compare import Verdict
from wellfounded.identity.places.gazetteer import SIZES
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.comparison import Comparison
from wellfounded.identity.weighing.weigh import Standing, Weighing
from wellfounded.web.likeness_words import KIN, SEEN, STANDINGS, SUBJECTS, kin_words, waterfall


def test_every_word_of_the_core_has_its_words_on_the_screen() -> None:
    births = {("birth", level) for level in (*SHARES, "same_day", "middle", "consistent")}
    places = {("place", f"same_{kind}") for kind in SIZES} | {("place", "same_text"), ("place", "elsewhere")}
    names = {(about, verdict.value) for about in ("name", "father", "mother") for verdict in Verdict} - {
        (about, Verdict.CANNOT.value) for about in ("name", "father", "mother")
    }
    assert set(SEEN) == births | places | names | {("sex", "same"), ("sex", "differs"), ("number", "same")}
    assert {about for about, _ in SEEN} == set(SUBJECTS)
    assert set(STANDINGS) == set(Standing)


def test_bars_are_to_one_scale_and_none_vanishes() -> None:
    parts = waterfall(
        Weighing(
            -3.0,
            (
                Comparison("name", "likely", 12.0, "", "a", "b"),
                Comparison("sex", "differs", -3.0, "", "female", "male"),
                Comparison("birth", "near", 0.1, "", "1984", "1986"),
            ),
        )
    )
    assert [part.width for part in parts] == [10, 2, 1]
    assert waterfall(Weighing(-3.0, ())) == []


def test_dates_and_sex_are_said_and_what_was_given_stays() -> None:
    found = Weighing(
        1.0,
        (
            Comparison("birth", "consistent", 1.0, "", "1984-spring", "(the year of the flood)"),
            Comparison("birth", "near", 1.0, "", "1984", "no date"),
            Comparison("sex", "differs", -1.0, "", "female", "hijra"),
            Comparison("name", "likely", 1.0, "", "1984", "female"),
        ),
    )
    with override("ko"):
        assert [(part.one, part.other) for part in waterfall(found)] == [
            ("1984년 봄", "“the year of the flood”"),
            ("1984년", "no date"),
            ("여성", "hijra"),
            ("1984", "female"),
        ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Record("1", ("김은희",), mother="박순옥"), Record("2", ("김철수",), mother="박순옥")),
        (Record("1", ("김은희",), father="김철수"), Record("2", ("김영호",), father="김철수")),
        (Record("1", ("김은희",), mother="박순옥"), Record("2", ("박순옥",))),
        (Record("1", ("김은희",), places=("무산군",)), Record("2", ("김은실",), places=("무산군",))),
    ],
)
def test_why_two_may_be_relatives_is_said_in_korean(one: Record, other: Record) -> None:
    (hint, *_) = kin_hints(one, other)
    with override("ko"):
        said = kin_words(hint)
    assert hint.one in said
    assert hint.other in said
    assert not re.search("[A-Za-z]", said)


def test_every_reason_to_ask_has_its_words() -> None:
    assert set(KIN) == {"same_mother", "same_father", "named_parent", "generation"}
