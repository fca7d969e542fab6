"""The reasons of a finding as a picture: one box under another, set in as deep as it stands in the law.

A pure function of plain data. The shape of each box says how it came out, and so does the word in it; colour alone says
nothing. The whole tree stands beside the picture as an outline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wellfounded.cases.punctuation import clauses
from wellfounded.web.pictures.text import cut, wrapped

WIDTH, INDENT, GAP, MARGIN = 300, 22, 10, 8
LINE, PAD = 18, 9
LETTERS, LINES = 36, 2
MOST = 40
TONES = frozenset({"met", "not-met", "not-established", "open", "contradicted"})


@dataclass(frozen=True, slots=True)
class Node:
    """A step. `label` is how it came out in words, `tone` the shape of its box."""

    title: str
    label: str
    tone: str
    nodes: tuple[Node, ...] = ()

    @property
    def count(self) -> int:
        return 1 + sum(node.count for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Box:
    """A node at its place; `parent` is the number of the box it hangs on."""

    node: Node
    depth: int
    parent: int
    y: int
    lines: tuple[str, ...]

    @property
    def x(self) -> int:
        return MARGIN + self.depth * INDENT

    @property
    def height(self) -> int:
        return PAD * 2 + LINE * (len(self.lines) + 1) - 4


def tree_picture(top: Node, *, title: str, left_out: str) -> SafeString:
    """The picture. `left_out` is the sentence for what does not fit, with `%(count)d` in it."""
    kept = within(top, MOST)
    boxes = _placed(kept)
    missing = top.count - kept.count
    words = in_words(kept) + (" " + left_out % {"count": missing} if missing else "")
    width = max(box.x for box in boxes) + WIDTH + MARGIN
    height = boxes[-1].y + boxes[-1].height + MARGIN
    return format_html(
        '<svg class="picture reasons" role="img" aria-labelledby="tree-title tree-words"'
        ' xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}">'
        '<title id="tree-title">{}</title><desc id="tree-words">{}</desc>{}{}</svg>',
        width,
        height,
        width,
        height,
        title,
        words,
        format_html_join("", '<path class="tie" d="{}" fill="none"/>', _lines(boxes)),
        format_html_join("", "{}", ((_drawn(box),) for box in boxes)),
    )


def in_words(node: Node) -> str:
    """The same, step by step: what stands under a step follows it in brackets."""
    below = clauses(in_words(one) for one in node.nodes)
    return f"{node.title}: {node.label}" + (f" ({below})" if below else "")


def within(top: Node, most: int) -> Node:
    """The tree with at most so many steps: what is nearest to the top is kept."""
    depth = 1
    while _cut_at(top, depth + 1).count <= most and depth < _deepest(top):
        depth += 1
    return _cut_at(top, depth)


def _cut_at(node: Node, depth: int) -> Node:
    below = tuple(_cut_at(one, depth - 1) for one in node.nodes) if depth > 1 else ()
    return Node(node.title, node.label, node.tone, below)


def _deepest(node: Node) -> int:
    return 1 + max((_deepest(one) for one in node.nodes), default=0)


def _placed(top: Node) -> list[Box]:
    """Every step at a place, the parent before what stands under it."""
    boxes: list[Box] = []
    waiting = [(top, 0, -1)]
    y = MARGIN
    while waiting:
        node, depth, parent = waiting.pop()
        box = Box(node, depth, parent, y, tuple(wrapped(node.title, LETTERS, lines=LINES)))
        waiting.extend((one, depth + 1, len(boxes)) for one in reversed(node.nodes))
        boxes.append(box)
        y += box.height + GAP
    return boxes


def _lines(boxes: Sequence[Box]) -> list[tuple[str]]:
    """The line from each box down to what stands under it."""
    found = []
    for box in boxes:
        if box.parent >= 0:
            parent = boxes[box.parent]
            start, down = parent.x + INDENT // 2, box.y + box.height // 2
            found.append((f"M{start} {parent.y + parent.height}V{down}H{box.x}",))
    return found


def _drawn(box: Box) -> SafeString:
    tone = box.node.tone if box.node.tone in TONES else "open"
    texts = [
        ("name", box.x + PAD, box.y + PAD + LINE * (number + 1) - 5, line) for number, line in enumerate(box.lines)
    ]
    under = box.y + PAD + LINE * (len(box.lines) + 1) - 5
    texts.append(("said", box.x + PAD, under, cut(box.node.label, LETTERS + 6)))
    return format_html(
        '<g class="box {}"><rect x="{}" y="{}" width="{}" height="{}" rx="4"/>{}{}</g>',
        tone,
        box.x,
        box.y,
        WIDTH,
        box.height,
        _mark(box, tone),
        format_html_join("", '<text class="{}" x="{}" y="{}">{}</text>', texts),
    )


def _mark(box: Box, tone: str) -> SafeString:
    """A small sign at the right of a box: a tick, a cross, a circle, or two lines that meet."""
    x, y = box.x + WIDTH - 18, box.y + box.height // 2
    signs = {
        "met": f"M{x - 6} {y}l5 5l9 -11",
        "not-met": f"M{x - 5} {y - 5}l10 10M{x + 5} {y - 5}l-10 10",
        "not-established": f"M{x - 6} {y}h12",
        "open": f"M{x - 6} {y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0",
        "contradicted": f"M{x - 7} {y}h14M{x - 3} {y - 4}l-4 4l4 4M{x + 3} {y - 4}l4 4l-4 4",
    }
    return format_html('<path class="sign" d="{}" fill="none"/>', signs[tone])
