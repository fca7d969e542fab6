"""The picture of reasons: every step that fits, the shape for how it came out, and the same in words."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree as ET

import pytest

from wellfounded.web.pictures.text import cut, width_of, wrapped
from wellfounded.web.pictures.tree import MOST, Node, in_words, tree_picture, within

LEFT_OUT = "%(count)d more."
SMALL = Node("Refugee", "met", "met", (Node("Outside", "met", "met"), Node("Fear", "open", "open")))


def deep(depth: int, width: int = 3) -> Node:
    below = tuple(deep(depth - 1, width) for _ in range(width)) if depth > 1 else ()
    return Node(f"step of {depth}", "open", "open", below)


def drawn(node: Node) -> ET.Element:
    return ET.fromstring(tree_picture(node, title="Reasons", left_out=LEFT_OUT))  # noqa: S314 - our own picture


def test_every_step_has_its_box_with_its_word_and_shape() -> None:
    picture = str(tree_picture(SMALL, title="Reasons", left_out=LEFT_OUT))
    assert re.findall(r'<g class="box ([\w-]+)">', picture) == ["met", "met", "open"]
    for words in ["Refugee", "Outside", "Fear", ">met<", ">open<"]:
        assert words in picture
    assert picture.count('class="tie"') == 2


def test_it_is_whole_and_carries_no_style_and_no_script() -> None:
    picture = str(tree_picture(SMALL, title="<b>Reasons</b>", left_out=LEFT_OUT))
    ET.fromstring(picture)  # noqa: S314 - our own picture
    assert "style" not in picture
    assert "script" not in picture
    assert "<b>" not in picture


def test_it_is_told_in_words() -> None:
    root = drawn(SMALL)
    title, told = root[0], root[1]
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], told.attrib["id"]]
    assert told.text == in_words(SMALL) == "Refugee: met (Outside: met; Fear: open)"


def test_a_large_tree_is_cut_at_a_depth_and_says_how_much_is_missing() -> None:
    whole = deep(6)
    kept = within(whole, MOST)
    assert kept.count <= MOST < within(whole, whole.count).count == whole.count
    assert drawn(whole)[1].text == f"{in_words(kept)} {whole.count - kept.count} more."
    assert within(SMALL, MOST) == SMALL


def test_boxes_do_not_touch_and_stand_inside_the_picture() -> None:
    root = drawn(deep(4))
    boxes = [rect.attrib for rect in root.iter("{http://www.w3.org/2000/svg}rect")]
    edges = [(int(box["y"]), int(box["y"]) + int(box["height"])) for box in boxes]
    assert all(before[1] < after[0] for before, after in itertools.pairwise(edges))
    assert max(int(box["x"]) + int(box["width"]) for box in boxes) < int(root.attrib["width"])
    assert edges[-1][1] < int(root.attrib["height"])


def test_an_unknown_tone_is_drawn_as_open() -> None:
    assert 'class="box open"' in tree_picture(Node("?", "", "purple"), title="", left_out=LEFT_OUT)


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [("short", 10, "short"), ("a longer text", 8, "a longe…"), ("북한을 떠났다", 8, "북한을…"), ("", 4, "")],
)
def test_text_is_cut_where_its_room_ends(text: str, room: int, expected: str) -> None:
    assert cut(text, room) == expected
    assert width_of(cut(text, room)) <= room


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("one", ["one"]),
        ("", []),
        ("one two three four five six", ["one two", "three f…"]),
        ("unbreakablewords", ["unbreaka", "blewords"]),
        ("나라를 떠났다고", ["나라를", "떠났다고"]),
    ],
)
def test_text_is_broken_between_words(text: str, lines: list[str]) -> None:
    assert wrapped(text, 8, lines=2) == lines
