"""The exported law as an answer set program for clingo: a pair of atoms for each fact, one stable model."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import combinations, count
from typing import Any

from bench.exported import Formula, RuleSet
from wellfounded.law.evaluate import FALSE, OPEN, TRUE


class Clingo:
    """The law as Horn rules over `t(name)` and `f(name)`, grounded once; each case sets the inputs anew."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.clingo = import_module("clingo")
        self.control = self._control("\n".join((*self._externals(), *law(rules))))
        self.inputs = {name: (self._atom("t", name), self._atom("f", name)) for name in rules.inputs}

    def one(self, values: dict[str, int]) -> dict[str, int]:
        """One case in the program that was grounded once."""
        for name, value in values.items():
            true, false = self.inputs[name]
            self.control.assign_external(true, value == TRUE)
            self.control.assign_external(false, value == FALSE)
        return self._read(self.control)

    def one_fresh(self, values: dict[str, int]) -> dict[str, int]:
        """One case in a program of its own."""
        facts = [f"{'t' if value == TRUE else 'f'}({name})." for name, value in values.items() if value != OPEN]
        return self._read(self._control("\n".join((*facts, *law(self.rules)))))

    def _control(self, text: str) -> Any:
        control = self.clingo.Control(["--warn=none"])
        control.add("base", [], text)
        control.ground([("base", [])])
        return control

    def _read(self, control: Any) -> dict[str, int]:
        found = dict.fromkeys(self.rules.formulas, OPEN)
        with control.solve(yield_=True) as models:
            for model in models:
                for symbol in model.symbols(shown=True):
                    name = symbol.arguments[0].name
                    if name in found:
                        found[name] = TRUE if symbol.name == "t" else FALSE
        return found

    def _atom(self, side: str, name: str) -> Any:
        return self.clingo.Function(side, [self.clingo.Function(name)])

    def _externals(self) -> Iterator[str]:
        for name in self.rules.inputs:
            yield f"#external t({name}). #external f({name})."


def law(rules: RuleSet) -> list[str]:
    """Every formula as rules; inner steps get names of their own."""
    numbers = count()
    lines = ["#show t/1. #show f/1.", "t(nothing) :- t(nothing). f(nothing) :- f(nothing)."]
    for name, formula in rules.formulas.items():
        lines += _rules(name, formula, numbers=numbers)
    return lines


def _rules(name: str, formula: Formula, *, numbers: Iterator[int]) -> Iterator[str]:
    kind = formula[0]
    if kind == "name":
        yield f"t({name}) :- t({formula[1]}). f({name}) :- f({formula[1]})."
        return
    parts = []
    for part in (formula[1],) if kind == "not" else formula[-1]:
        inner = part[1] if part[0] == "name" else f"step_{next(numbers)}"
        parts.append(inner)
        if part[0] != "name":
            yield from _rules(inner, part, numbers=numbers)
    if kind == "not":
        yield f"t({name}) :- f({parts[0]}). f({name}) :- t({parts[0]})."
        return
    least = len(parts) if kind == "all" else 1 if kind == "any" else int(formula[1])
    yield from _at_least(name, parts, side="t", least=least)
    yield from _at_least(name, parts, side="f", least=len(parts) - least + 1)


def _at_least(name: str, parts: list[str], *, side: str, least: int) -> Iterator[str]:
    for chosen in combinations(parts, least):
        yield f"{side}({name}) :- {', '.join(f'{side}({part})' for part in chosen)}."
