"""Dated things as a picture: one row each, on one scale of years. A date that is known only as a span is a bar.

A pure function of plain data. A list of the same stands beside the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wellfounded.cases.punctuation import clauses
from wellfounded.web.pictures.text import cut

LEFT, WIDTH, ROW, TOP, MARGIN = 12, 640, 46, 30, 12
LETTERS = 62
DOT = 6
STEPS = (1, 2, 5, 10, 20, 50)
MOST_YEARS = 10
YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that was at some time between two days. `kind` is the class of its mark, `said` its date in words."""

    title: str
    first: date
    last: date
    said: str
    kind: str = "account"


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from left to right."""

    first: date
    last: date

    def at(self, day: date) -> int:
        whole = max((self.last - self.first).days, 1)
        return LEFT + round((WIDTH - 2 * LEFT) * (day - self.first).days / whole)


def in_order(moments: Sequence[Moment]) -> list[Moment]:
    """By the earliest day that each may be."""
    return sorted(moments, key=lambda one: (one.first, one.last, one.title))


def timeline_picture(moments: Sequence[Moment], *, title: str) -> SafeString:
    """The picture; there is at least one moment."""
    rows = in_order(moments)
    scale = Scale(
        date(min(one.first for one in rows).year, 1, 1), date(min(max(one.last for one in rows).year + 1, 9999), 1, 1)
    )
    height = TOP + ROW * len(rows) + MARGIN
    return format_html(
        '<svg class="picture timeline" role="img" aria-labelledby="timeline-title timeline-words"'
        ' xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}">'
        '<title id="timeline-title">{}</title><desc id="timeline-words">{}</desc>{}{}</svg>',
        WIDTH,
        height,
        WIDTH,
        height,
        title,
        in_words(rows),
        _years(scale, height),
        format_html_join("", "{}", ((_row(one, scale, number=number),) for number, one in enumerate(rows))),
    )


def in_words(moments: Sequence[Moment]) -> str:
    return clauses(f"{one.said}: {one.title}" for one in in_order(moments)) + "."


def years_of(scale: Scale) -> list[int]:
    """The years that are marked, at even steps."""
    span = scale.last.year - scale.first.year
    step = next((one for one in STEPS if span / one <= MOST_YEARS), 100)
    first = -(-scale.first.year // step) * step
    return list(range(first, scale.last.year + 1, step))


def _years(scale: Scale, height: int) -> SafeString:
    marks = [(scale.at(date(year, 1, 1)), year) for year in years_of(scale)]
    return format_html_join(
        "",
        '<path class="year" d="M{} {}V{}" fill="none"/><text class="said" x="{}" y="{}" text-anchor="{}">{}</text>',
        [(x, TOP - 8, height - MARGIN, x, TOP - 14, _anchor(x), year) for x, year in marks],
    )


def _anchor(x: int) -> str:
    """Years at the edges are written inwards."""
    return "start" if x < LEFT * 2 else "end" if x > WIDTH - LEFT * 2 else "middle"


def _row(one: Moment, scale: Scale, *, number: int) -> SafeString:
    y = TOP + ROW * number
    start, end = scale.at(one.first), scale.at(one.last)
    middle = y + 32
    if one.first == one.last:
        mark = format_html('<circle cx="{}" cy="{}" r="{}"/>', start, middle, DOT)
    else:
        mark = format_html(
            '<rect x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
            start - DOT // 2,
            middle - DOT,
            max(end - start, 0) + DOT,
            DOT * 2,
            DOT,
        )
    # The words begin at their mark, and end at it where there is no room to the right.
    right = start > WIDTH // 2
    return format_html(
        '<g class="moment {}">{}<text class="name" x="{}" y="{}" text-anchor="{}">{}</text></g>',
        one.kind,
        mark,
        min(max(end, start) + DOT, WIDTH - LEFT) if right else max(start - DOT // 2, LEFT),
        y + 18,
        "end" if right else "start",
        cut(f"{one.said} · {one.title}", LETTERS),
    )
