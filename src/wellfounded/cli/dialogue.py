"""The interview's words in one language, and the keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from wellfounded.cli.interview_words import PASS, STOP, WORDS
from wellfounded.cli.terminal import out, paragraph, say
from wellfounded.law.catalogue import FactDefinition, FactType
from wellfounded.law.document import Document
from wellfounded.law.fact_reader import read_fact
from wellfounded.law.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.law.case_file import Value
    from wellfounded.law.errors import Problem

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What is said, and what is typed."""

    language: str

    def word(self, name: str) -> str:
        """One of the fixed words."""
        return WORDS[name][self.language]

    def say(self, name: str) -> None:
        """A fixed sentence with a blank line above it."""
        say()
        paragraph(self.word(name), indent=0)

    def read(self, name: str) -> str:
        """A line from the keyboard; its end (Ctrl-D) stops."""
        try:
            return out.input(f"{self.word(name)}: ").strip()
        except EOFError:
            return STOP

    def words(self, name: str) -> str:
        """Free words, empty when they are left out."""
        words = self.read(name)
        return "" if words == STOP else words

    def choose(self, offered: Mapping[Choice, tuple[str, str]], *, prompt: str = "answer") -> Choice | str:
        """What was chosen of the key and words of each choice; or that it is passed over, or that it all stops."""
        keys: dict[str, Choice | str] = {key: choice for choice, (key, _) in offered.items()}
        keys |= {PASS: PASS, STOP: STOP}
        shown = [f"[{key}] {words}" for key, words in offered.values()]
        shown += [f"[{PASS}] {self.word('pass')}", f"[{STOP}] {self.word('stop')}"]
        paragraph("   ".join(shown))
        while (chosen := keys.get(self.read(prompt).lower())) is None:
            paragraph(self.word("not_an_answer"))
        return chosen

    def value(self, definition: FactDefinition) -> Value:
        """A date, number or choice from the keyboard, asked again until it can be read; None when it is left."""
        for name, words in (definition.options or {}).items():
            paragraph(f"{name}: {words[self.language]}")
        while True:
            raw = self.read("value")
            if raw in {"", STOP}:
                return None
            problems: list[Problem] = []
            typed = {definition.id: _typed(definition, raw)}
            fields = Fields.of(Document("", {}, {}), (), value=typed, problems=problems)
            record = read_fact(fields, definition.id, definition=definition)
            if not problems:
                return record.value
            paragraph(" ".join(f"{problem.message} {problem.mend}" for problem in problems))


def _typed(definition: FactDefinition, raw: str) -> Any:
    if definition.type is FactType.CHOICES:
        return [part.strip() for part in raw.split(",")]
    if definition.type is FactType.QUANTITY:
        return float(raw) if raw.replace(".", "", 1).isdigit() else raw
    return raw
