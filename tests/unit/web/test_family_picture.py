"""The family as a picture: everybody is on it, nobody’s box lies on another’s, and the words say the same."""

import re
import xml.etree.ElementTree as ET

import pytest

from wellfounded.persons.models import Relationship
from wellfounded.web.pictures.family import GENERATIONS, HEIGHT, WIDTH, Member, family_picture, fitted, in_words

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*members: Member) -> ET.Element:
    # What is parsed was made a line before.
    return ET.fromstring(family_picture("김은희", members, title="The family"))  # noqa: S314 - see above


def boxes(picture: ET.Element) -> dict[str, tuple[float, float]]:
    """The upper left corner of each box, by the last line in it."""
    return {
        group.findall(f"{SVG}text")[-1].text or "": (float(rect.get("x", "")), float(rect.get("y", "")))
        for group in picture.findall(f"{SVG}g")
        if (rect := group.find(f"{SVG}rect")) is not None
    }


EVERYBODY = [Member(code.value, str(code.label), f"name {number}") for number, code in enumerate(Relationship)]


def test_everybody_has_a_box_of_their_own_inside_the_picture() -> None:
    picture = drawn(*EVERYBODY)
    found = boxes(picture)
    assert set(found) == {"김은희", *(one.name for one in EVERYBODY)}
    places = list(found.values())
    for number, (x, y) in enumerate(places):
        assert x >= 0
        assert y >= 0
        assert x + WIDTH <= float(picture.get("width", ""))
        assert y + HEIGHT <= float(picture.get("height", ""))
        for other_x, other_y in places[:number]:
            assert abs(x - other_x) >= WIDTH or abs(y - other_y) >= HEIGHT
    assert len(picture.findall(f"{SVG}path")) == len(EVERYBODY)


def test_the_old_stand_above_the_young() -> None:
    found = boxes(drawn(*EVERYBODY))
    rows = {one.relation: found[one.name][1] for one in EVERYBODY}
    assert (
        rows["grandparent"] < rows["mother"] < found["김은희"][1] == rows["sister"] < rows["son"] < rows["grandchild"]
    )
    assert rows["unrelated"] == rows["other"] > rows["grandchild"]
    assert set(GENERATIONS) <= {code.value for code in Relationship}


def test_whoever_is_married_stands_to_the_right_and_a_sister_to_the_left() -> None:
    found = boxes(drawn(Member("spouse", "Husband", "Li"), Member("sister", "Sister", "Eunju")))
    assert found["Eunju"][0] < found["김은희"][0] < found["Li"][0]


def test_the_words_tell_the_same_and_stand_in_the_picture() -> None:
    members = [Member("mother", "Mother", "박순자"), Member("son", "Son", "")]
    assert in_words("김은희", members) == "김은희; Mother: 박순자; Son."
    picture = drawn(*members)
    assert picture.findtext(f"{SVG}desc") == in_words("김은희", members)
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "family-title family-words"


def test_a_name_cannot_bring_markup_or_style_into_the_page() -> None:
    text = str(family_picture("<b>", [Member("son", "Son", '<script>"x"</script>')], title="<i>"))
    assert "<script" not in text
    assert "<b>" not in text
    assert not re.search(r"\bstyle=|\bon\w+=", text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kim", "Kim"),
        ("a" * 18, "a" * 18),
        ("a" * 19, "a" * 17 + "…"),
        ("가" * 9, "가" * 9),
        ("가" * 10, "가" * 8 + "…"),
        ("", ""),
    ],
)
def test_a_long_name_is_cut_where_the_box_ends(text: str, shown: str) -> None:
    assert fitted(text) == shown


def test_somebody_who_died_is_drawn_apart() -> None:
    picture = drawn(Member("father", "Father", "x", alive=False), Member("mother", "Mother", "y", alive=None))
    assert [group.get("class") for group in picture.findall(f"{SVG}g")] == ["box gone", "box", "box centre"]
