"""Reads `who_may.yaml` and answers from it. It knows nothing of the program's own predicates, and imports none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

TABLE = Path(__file__).with_name("who_may.yaml")


@dataclass(frozen=True, slots=True)
class Stand:
    """Somebody before a case, in plain words. Without a case, `state` is empty and nothing but the roles counts."""

    roles: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    state: str = ""
    author: bool = False
    reader: bool = False
    third_person: bool = True
    took_part: bool = False
    active: bool = True


WHEN: dict[str, Callable[[Stand], bool]] = {
    "while heard": lambda stand: stand.state == "interview",
    "once served": lambda stand: stand.state in {"served", "appeal", "closed"},
    "not author": lambda stand: not stand.author,
    "not reader": lambda stand: not stand.reader,
    "two suffice": lambda stand: not stand.third_person,
    "no part": lambda stand: not stand.took_part,
}


class Line:
    """One line of the table: whom it names, and what else must hold."""

    def __init__(self, words: str) -> None:
        who, *when = words.split(", ")
        self.of_office = who.startswith("any ")
        self.who = who.removeprefix("any ")
        self.when = tuple(WHEN[one] for one in when)

    def holds(self, stand: Stand) -> bool:
        if self.who not in stand.roles:
            return False
        return self.of_office or (self.who in stand.relations and all(one(stand) for one in self.when))


@cache
def table() -> dict[str, tuple[Line, ...]]:
    """The lines of each permission."""
    read = YAML(typ="safe").load(TABLE.read_text(encoding="utf-8"))
    return {permission: tuple(Line(words) for words in lines) for permission, lines in read.items()}


def allows(stand: Stand, permission: str) -> bool:
    return stand.active and any(line.holds(stand) for line in table()[permission])
