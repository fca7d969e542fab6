"""A family as a picture: generations in rows, the person among them, and the same in words for who does not see it.

A pure function of plain data; no page, no store. Only classes and attributes of drawing are used, no style.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wellfounded.cases.punctuation import clauses

WIDTH, HEIGHT, GAP, ROW_GAP, MARGIN = 168, 64, 20, 56, 12
LETTERS = 18  # that fit on a line; a Chinese character takes two
GENERATIONS = {
    "grandparent": -2,
    "father": -1,
    "mother": -1,
    "uncle_or_aunt": -1,
    "spouse": 0,
    "brother": 0,
    "sister": 0,
    "cousin": 0,
    "in_law": 0,
    "son": 1,
    "daughter": 1,
    "child": 1,
    "foster_child": 1,
    "nephew_or_niece": 1,
    "grandchild": 2,
}
BESIDE = 3  # the row of those whose place in the family is not known
MIDDLE = 0


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the family. `relation` is a code of the relationships; `said` its word on the screen."""

    relation: str
    said: str
    name: str
    alive: bool | None = None

    @property
    def generation(self) -> int:
        return GENERATIONS.get(self.relation, BESIDE)


@dataclass(frozen=True, slots=True)
class Box:
    """A member at a place; `x` and `y` are the middle of the box."""

    member: Member
    x: int
    y: int
    centre: bool = False

    @property
    def css(self) -> str:
        gone = " gone" if self.member.alive is False else ""
        return f"box{' centre' if self.centre else ''}{gone}"


def family_picture(person: str, members: Sequence[Member], *, title: str) -> SafeString:
    """The picture as an SVG element. `person` is the name in the middle, `title` what the picture is called."""
    boxes = _placed(person, members)
    width = max(box.x for box in boxes) + WIDTH // 2 + MARGIN
    height = max(box.y for box in boxes) + HEIGHT // 2 + MARGIN
    centre = next(box for box in boxes if box.centre)
    lines = [_line(centre, box) for box in boxes if not box.centre]
    return format_html(
        '<svg class="picture family" role="img" aria-labelledby="family-title family-words"'
        ' xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}">'
        '<title id="family-title">{}</title><desc id="family-words">{}</desc>{}{}</svg>',
        width,
        height,
        width,
        height,
        title,
        in_words(person, members),
        format_html_join("", '<path class="{}" d="{}" fill="none"/>', lines),
        format_html_join("", "{}", ((_drawn(box),) for box in boxes)),
    )


def in_words(person: str, members: Sequence[Member]) -> str:
    """The same, one after the other."""
    return clauses([person, *(f"{one.said}: {one.name}" if one.name else one.said for one in members)]) + "."


def _placed(person: str, members: Sequence[Member]) -> list[Box]:
    """Everybody at a place: each generation in a row, each row in the middle of the widest."""
    middle = Member("", "", person)
    rows: dict[int, list[Member]] = {MIDDLE: [middle]}
    for one in members:
        row = rows.setdefault(one.generation, [])
        # Brothers, sisters and cousins to the left of the person, whoever is married to them to the right.
        left = one.generation == MIDDLE and one.relation not in {"spouse", "in_law"}
        row.insert(0 if left else len(row), one)
    widest = max(len(row) for row in rows.values())
    return [
        Box(one, _across(place, of=len(row), widest=widest), _down(level), centre=one is middle)
        for level, (_generation, row) in enumerate(sorted(rows.items()))
        for place, one in enumerate(row)
    ]


def _across(place: int, *, of: int, widest: int) -> int:
    """The middle of a box in a row that stands in the middle of the widest."""
    return MARGIN + WIDTH // 2 + (widest - of) * (WIDTH + GAP) // 2 + place * (WIDTH + GAP)


def _down(level: int) -> int:
    return MARGIN + HEIGHT // 2 + level * (HEIGHT + ROW_GAP)


def _line(centre: Box, box: Box) -> tuple[str, str]:
    """The class and the path of the line from the person to somebody."""
    relation = box.member.relation
    if relation == "spouse":
        return "tie spouse", f"M{centre.x} {centre.y}H{box.x}"
    css = "tie" if relation in GENERATIONS else "tie loose"
    if box.member.generation == MIDDLE:
        # Through the row above: they have parents or kin in common.
        over = centre.y - HEIGHT // 2 - ROW_GAP // 4
        return css, f"M{centre.x} {centre.y}V{over}H{box.x}V{box.y}"
    towards = -1 if box.y < centre.y else 1
    bend = centre.y + towards * (HEIGHT // 2 + ROW_GAP // 2)
    return css, f"M{centre.x} {centre.y}V{bend}H{box.x}V{box.y}"


def _drawn(box: Box) -> SafeString:
    return format_html(
        '<g class="{}"><rect x="{}" y="{}" width="{}" height="{}" rx="4"/>{}</g>',
        box.css,
        box.x - WIDTH // 2,
        box.y - HEIGHT // 2,
        WIDTH,
        HEIGHT,
        _text(box),
    )


def _text(box: Box) -> SafeString:
    lines = [line for line in (box.member.said, box.member.name) if line]
    first = box.y + 5 - 11 * (len(lines) - 1)
    return format_html_join(
        "",
        '<text class="{}" x="{}" y="{}" text-anchor="middle">{}</text>',
        [
            (
                "said" if line == box.member.said and box.member.name else "name",
                box.x,
                first + 22 * number,
                fitted(line),
            )
            for number, line in enumerate(lines)
        ],
    )


def fitted(text: str) -> str:
    """The text, cut where the box ends; the whole of it stands in the words beside the picture."""
    room = LETTERS
    for place, letter in enumerate(text):
        room -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if room < 0:
            return text[: max(place - 1, 1)].rstrip() + "…"
    return text
