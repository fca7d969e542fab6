"""Characters that steer a terminal, or turn the direction of a line, stand as what they are called: U+202E.

A name comes from outside. Raw, such a character shows another name than the one that is kept, takes lines off the
screen, or gives the terminal an order. What joins or parts letters without a trace (U+200C, U+200D) belongs to Persian
and to scripts of India and stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import RenderHook
from rich.segment import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderResult

LINES = "\t\n"
STEERING = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)
DIRECTION = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
NAMES = {code: f"U+{code:04X}" for code in (*STEERING, *DIRECTION) if chr(code) not in LINES}


def spelt_out(text: str) -> str:
    """The text as a terminal may have it."""
    return text.translate(NAMES)


@dataclass(frozen=True, slots=True)
class _SpeltOut:
    shown: ConsoleRenderable

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.shown, options):
            # A control segment is the terminal's own: colours, and the line of what is under way.
            yield segment if segment.control else Segment(spelt_out(segment.text), segment.style)


class SpellingOut(RenderHook):
    """Stands before everything that a console prints, whoever prints it."""

    def process_renderables(self, renderables: Sequence[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """What is printed, with such characters spelt out."""
        return [_SpeltOut(one) for one in renderables]
