"""What is no name, no date or no place gets a plain answer: “cannot compare”, or what to write instead."""

import pytest

from wellfounded.identity.dates.partial_date import NotADate, parse
from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.keys import keys
from wellfounded.identity.places.gazetteer import find_places

NO_NAMES = {
    "": "empty",
    "   \t": "empty",
    "12345": "no letters",
    "?!…": "no letters",
    "🙂 🙃": "U+1F642, a sign",
    "Kim🙂": "U+1F642, a sign",
    "Kim\x00Chol": "U+0000, a control character",
    "Kim\x1b[31m": "U+001B, a control character",
    "Kim\ue000": "U+E000, a private character",
    "Kim\ud800": "U+D800, half a character",
    "Kim\u0378": "U+0378, no character",
    "Kim" * 4_000: "12,000 characters",
    "김" * 10_000: "10,000 characters",
}


@pytest.mark.parametrize(("text", "why"), NO_NAMES.items(), ids=range(len(NO_NAMES)))
def test_what_is_no_name_cannot_be_compared_and_the_answer_says_why(text: str, why: str) -> None:
    for found in (compare_names(text, "김철수"), compare_names("Kim Chol Su", text)):
        assert found.verdict is Verdict.CANNOT
        assert found.score is None
        assert why in found.why
        assert len(found.why) < 200
    assert not keys(text)
    assert find_places(text) == ()


MIXED = [
    "김 Chol 수",
    "Kim 哲洙",
    "Иван Petrov",
    "محمد Smith",
    "Kim Чхоль-су 金",
    "ひろし Tanaka",
    "အောင် Kim",
    "สมชาย Lee",
]


@pytest.mark.parametrize("text", MIXED)
def test_mixed_scripts_are_compared_or_said_to_be_beyond_comparing(text: str) -> None:
    for other in (text, "김철수", "Ivan Petrov", "王明"):
        found = compare_names(text, other)
        assert (found.score is None) == (found.verdict is Verdict.CANNOT)
        assert found.why or found.verdict is not Verdict.CANNOT
    assert compare_names(text, text).verdict is not Verdict.DIFFERENT


def test_marks_of_direction_and_of_no_width_change_nothing() -> None:
    plain = compare_names("محمد الحسيني", "Kim Chol Su")
    for dressed in (
        "\u202bمحمد الحسيني\u202c",
        "محمد\u200f الحسيني\u200e",
        "\ufeffمحمد الحسيني",
        "محمد \u2067الحسيني\u2069",
    ):
        assert compare_names(dressed, "Kim Chol Su") == plain
    assert compare_names("Kim\u200b Chol Su", "Kim Chol Su").verdict is not Verdict.DIFFERENT


@pytest.mark.parametrize("text", ["남", "Ы", "Li", "ö", "A B", "van der", "al-", "·김·"])
def test_however_little_is_given_it_is_not_different_from_itself(text: str) -> None:
    assert compare_names(text, text).verdict in {Verdict.POSSIBLE, Verdict.LIKELY}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1984-02-30",
            "1984-13",
            "1984-13-01",
            "1984-00-10",
            "0000",
            "99999",
            "1984-3-5",
            "84-03-05",
            "lunar:1984-13-01",
        ),
        *(
            "lunar:1984-01-31",
            "lunar:1984-01L",
            "1984-10L",
            "juche:0",
            "juche:999",
            "age:200@2024",
            "age:40",
            "age:40@2024-13-01",
        ),
        *(
            "zodiac:unicorn",
            "korean-age:41",
            "1986/1984",
            "mayan:1",
            "1984-spring-01",
            "()",
            "((1984))",
            "🙂",
            "１９８４-0",
            "\x00",
        ),
    ],
)
def test_an_impossible_date_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse(text)
    assert refused.value.code
    assert str(refused.value).endswith(".")
    assert "Error" not in str(refused.value)
