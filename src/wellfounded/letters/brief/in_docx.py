"""What a brief and a country report share in a document for a word processor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from docx.document import Document as DocxDocument

    from wellfounded.letters.brief.context import FactLine, PassageView


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes into a document, with the words of its language."""

    document: DocxDocument
    say: Mapping[str, str]

    def head(self, title: str, lines: Sequence[str], *, rows: Iterable[tuple[str, str]]) -> None:
        self.title(title, level=0)
        for line in (*lines, *(f"{name}: {value}" for name, value in rows), self.say["motto"]):
            if line:
                self.line(line)

    def title(self, words: str, *, level: int) -> None:
        self.document.add_heading(words, level=level)

    def line(self, words: str) -> None:
        self.document.add_paragraph(words)

    def lines(self, title: str, lines: Iterable[str], *, lead: str = "", level: int = 1) -> None:
        """A list under its title; nothing where it is empty."""
        held = list(lines)
        if not held:
            return
        self.title(title, level=level)
        if lead:
            self.line(lead)
        for line in held:
            self.document.add_paragraph(line, style="List Bullet")

    def sources(self, names: Sequence[str]) -> None:
        self.lines(self.say["sources"], [f"[{number}] {name}" for number, name in enumerate(names, 1)])

    def passages(self, passages: Sequence[PassageView]) -> None:
        """What nobody accepted stands in other letters."""
        if not passages:
            self.line(self.say["none"])
        for one in passages:
            made = self.document.add_paragraph(style="List Bullet")
            made.add_run(f"“{one.quote}”").italic = not one.accepted
            made.add_run(f" [{one.number}] {one.citation}. ")
            made.add_run(f"{one.standing}.").bold = not one.accepted

    def facts(self, facts: Iterable[FactLine]) -> None:
        for fact in facts:
            details = "; ".join(part for part in (fact.direction, fact.dates, fact.law, fact.due) if part)
            self.document.add_paragraph(f"{fact.id}: {fact.statement} ({details})", style="List Bullet")
            if fact.bears_on:
                self.line(f"{self.say['bears_on']} {fact.bears_on}")
            self.passages(fact.carried_by) if fact.carried_by else self.line(fact.without)
