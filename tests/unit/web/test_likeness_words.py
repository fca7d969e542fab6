from wellfounded.identity.dates.likeness import SHARES
from wellfounded.identity.names.compare import Verdict
from wellfounded.identity.places.gazetteer import SIZES
from wellfounded.identity.weighing.comparison import Comparison
from wellfounded.identity.weighing.weigh import Standing, Weighing
from wellfounded.web.likeness_words import SEEN, STANDINGS, SUBJECTS, waterfall


def test_every_word_of_the_core_has_its_words_on_the_screen() -> None:
    births = {("birth", level) for level in (*SHARES, "same_day", "consistent")}
    places = {("place", f"same_{kind}") for kind in SIZES} | {("place", "elsewhere")}
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
