"""The law of one shape as plain formulas that any rule engine can take: criteria over named inputs.

Everything was put and the record is open, so that the two readings of a criterion are one. An input is whatever a leaf
of the program reads: a fact, a test of a fact, an evaluative criterion, a treaty binding, or what nobody answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bench.world import program_of
from wellfounded.law.evaluate import OPEN
from wellfounded.law.program import Leaf, LeafKind, Op, Program

Formula = tuple[Any, ...]  # ("all", parts), ("any", parts), ("not", part), ("at_least", count, parts) or ("name", name)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Inputs by name with the leaf they stand for, and formulas by name, each using only earlier ones."""

    program: Program
    inputs: dict[str, Leaf]
    formulas: dict[str, Formula]
    tops: dict[str, int]


@lru_cache(maxsize=4)
def exported(profile: str, shape: str) -> RuleSet:
    return _Export(program_of(profile, shape)).export()


class _Export:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.inputs: dict[str, Leaf] = {}
        self.names: dict[Any, str] = {}
        self.formulas: dict[str, Formula] = {}
        self.tops: dict[str, int] = {}

    def export(self) -> RuleSet:
        for place in sorted(self.program.criterion_at):
            criterion, entity, _ = self.program.criterion_at[place]
            name = _plain(f"{criterion}__{entity}")
            if name not in self.formulas:
                self.formulas[name] = self._formula(self.program.nodes[place].children[0])
                self.tops[name] = place
        return RuleSet(self.program, self.inputs, self.formulas, self.tops)

    def _formula(self, place: int) -> Formula:
        key = self.program.criterion_at.get(place)
        if key is not None:
            return ("name", _plain(f"{key[0]}__{key[1]}"))
        node = self.program.nodes[place]
        if node.op is Op.LEAF:
            return ("name", self._input(self.program.leaves[node.leaf]))
        parts = tuple(self._formula(child) for child in node.children)
        if node.op is Op.NOT:
            return ("not", parts[0])
        if node.op is Op.AT_LEAST:
            return ("at_least", node.count, parts)
        return ("all" if node.op is Op.ALL else "any", parts)

    def _input(self, leaf: Leaf) -> str:
        what = (leaf.slot, leaf.test, leaf.kind)
        if what not in self.names:
            kind = "" if leaf.kind in {LeafKind.FACT, LeafKind.HUMAN} else f"_{len(self.names)}"
            self.names[what] = _plain(f"in_{leaf.slot[1]}__{leaf.slot[0]}{kind}")
            self.inputs[self.names[what]] = leaf
        return self.names[what]


def _plain(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name).lower()


def names_in(formula: Formula) -> tuple[str, ...]:
    """The inputs and formulas that a formula uses."""
    if formula[0] == "name":
        return (formula[1],)
    if formula[0] == "not":
        return names_in(formula[1])
    return tuple(dict.fromkeys(name for part in formula[-1] for name in names_in(part)))


@dataclass(frozen=True, slots=True)
class Words:
    """How a language writes a formula. `both` and `either` join texts; `least` counts them."""

    name: Callable[[str], str]
    both: str
    either: str
    negated: Callable[[str], str]
    least: Callable[[int, list[str]], str]


def written(formula: Formula, words: Words) -> str:
    """A formula on plain booleans."""
    kind = formula[0]
    if kind == "name":
        return words.name(formula[1])
    if kind == "not":
        return words.negated(written(formula[1], words))
    parts = [written(part, words) for part in formula[-1]]
    if kind == "at_least":
        return words.least(formula[1], parts)
    return f"({(words.both if kind == 'all' else words.either).join(parts)})"


def pair(formula: Formula, words: Words, *, true: bool) -> str:
    """A formula on pairs: where it is surely true, or where it is surely false. Names get the ending `_t` or `_f`."""
    kind = formula[0]
    if kind == "name":
        return words.name(f"{formula[1]}_{'t' if true else 'f'}")
    if kind == "not":
        return pair(formula[1], words, true=not true)
    parts = [pair(part, words, true=true) for part in formula[-1]]
    if kind == "at_least":
        return words.least(formula[1] if true else len(parts) - formula[1] + 1, parts)
    return f"({(words.both if (kind == 'all') == true else words.either).join(parts)})"


def is_settled(value: int) -> bool:
    return value != OPEN
