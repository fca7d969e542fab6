from pathlib import Path

import pytest

from tests.factories import blank, judged
from wellfounded.law.errors import CaseError, Code, InputError
from wellfounded.law.outcomes import Element, Outcome, Reading, read_elements, read_outcomes


def written(folder: Path, text: str) -> Path:
    path = folder / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def element(*criteria: str, country: str = "", reversed_: bool = False) -> Element:
    return Element("fear", criteria, country, reversed_)


def test_an_outcome_holds_countries_and_elements(tmp_path: Path) -> None:
    text = "outcomes: {x-1: {citation: X 1, outcome: refused, countries: [AAA], elements: {fear: established}}}\n"
    assert read_outcomes(written(tmp_path, text)) == {
        "x-1": Outcome("x-1", "X 1", "refused", ("AAA",), {"fear": "established"})
    }


def test_an_element_names_criteria_country_and_direction(tmp_path: Path) -> None:
    text = "elements: {safety: {criteria: [harm, danger], country: second, reversed: true}}\n"
    assert read_elements(written(tmp_path, text)) == {"safety": Element("safety", ("harm", "danger"), "second", True)}  # noqa: FBT003 - as the class has it


@pytest.mark.parametrize("key", ["left_to_person", "not_comparable"])
def test_an_element_may_say_why_nothing_is_compared(key: str, tmp_path: Path) -> None:
    (read,) = read_elements(written(tmp_path, f"elements: {{look: {{{key}: a person sees it}}}}\n")).values()
    assert getattr(read, key) == "a person sees it"


@pytest.mark.parametrize("read", [read_outcomes, read_elements], ids=lambda read: read.__name__)
def test_a_key_that_means_nothing_is_refused(read: type, tmp_path: Path) -> None:
    with pytest.raises(CaseError) as caught:
        read(written(tmp_path, "outcomes: {x: {verdict: no}}\nelements: {x: {verdict: no}}\n"))
    assert [problem.code for problem in caught.value.problems] == [Code.UNKNOWN_KEY]


@pytest.mark.parametrize("read", [read_outcomes, read_elements], ids=lambda read: read.__name__)
def test_a_file_that_is_not_there_is_told(read: type, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / "gone.yaml")
    assert [problem.code for problem in caught.value.problems] == [Code.FILE_MISSING]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (element("harm", country="first"), ("harm", "AAA")),
        (element("harm", country="second"), ("harm", "BBB")),
        (element("harm", country="BBB"), ("harm", "BBB")),
        (element("status"), ("status", "person")),
        (element("unheard_of", "danger", country="first"), ("danger", "AAA")),
        (element("harm", country="CCC"), None),
        (element("harm"), None),
        (element("unheard_of", country="first"), None),
    ],
    ids=["first", "second", "code", "person", "next-criterion", "no-country", "wrong-scope", "no-criterion"],
)
def test_an_element_is_read_as_the_first_criterion_that_there_is(asked: Element, key: tuple[str, str] | None) -> None:
    reading = asked.reading(judged(blank()), ("AAA", "BBB"))
    assert reading == (None if key is None else Reading(key, reversed=False))


def test_without_a_second_country_nothing_is_read() -> None:
    assert element("harm", country="second").reading(judged(blank()), ("AAA",)) is None


def test_a_reading_keeps_that_the_word_says_the_opposite() -> None:
    reading = element("harm", country="first", reversed_=True).reading(judged(blank()), ("AAA",))
    assert reading is not None
    assert reading.reversed
