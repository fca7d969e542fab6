"""The exported law as OpenFisca variables, on plain booleans or on a pair of booleans for each fact."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.exported import Formula, RuleSet
from wellfounded.law.evaluate import FALSE, OPEN, TRUE

PERIOD = "2026"
Part = Callable[[Any, Any], Any]


class OpenFisca:
    """One tax-benefit system holding the whole law. With `pairs` each name exists twice: surely true, surely false."""

    def __init__(self, rules: RuleSet, *, pairs: bool) -> None:
        self.rules = rules
        self.pairs = pairs
        entity = import_module("openfisca_core.entities").build_entity(
            key="person", plural="persons", label="a person", is_person=True
        )
        self.system = import_module("openfisca_core.taxbenefitsystems").TaxBenefitSystem([entity])
        self.builder = import_module("openfisca_core.simulation_builder").SimulationBuilder
        for name in rules.inputs:
            for side in self._sides(name):
                self.system.add_variable(_variable(side, entity, formula=None))
        for name, formula in rules.formulas.items():
            for side, true in zip(self._sides(name), (True, False), strict=False):
                self.system.add_variable(_variable(side, entity, formula=self._compiled(formula, true=true)))

    def _sides(self, name: str) -> tuple[str, ...]:
        return (f"{name}_t", f"{name}_f") if self.pairs else (name,)

    def one(self, values: dict[str, int]) -> dict[str, int]:
        """One case as documented: a dictionary in, every criterion calculated."""
        person = {side: {PERIOD: bool(cell)} for side, cell in self._cells(values).items()}
        simulation = self.builder().build_from_entities(self.system, {"persons": {"one": person}})
        return {name: int(found[0]) for name, found in self._results(simulation).items()}

    def one_by_arrays(self, values: dict[str, int]) -> dict[str, int]:
        """One case without the dictionary: inputs set as arrays of length one."""
        return {
            name: int(found[0])
            for name, found in self.many({name: np.array([v]) for name, v in values.items()}).items()
        }

    def many(self, values: dict[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
        """Many cases at once: arrays in, every criterion calculated."""
        count = len(next(iter(values.values())))
        simulation = self.builder().build_default_simulation(self.system, count)
        for side, cell in self._cells(values).items():
            simulation.set_input(side, PERIOD, cell)
        return self._results(simulation)

    def _cells(self, values: dict[str, Any]) -> dict[str, Any]:
        if not self.pairs:
            return {name: value == TRUE for name, value in values.items()}
        sides = ((f"{name}_t", value == TRUE, f"{name}_f", value == FALSE) for name, value in values.items())
        return {side: cell for yes, true, no, false in sides for side, cell in ((yes, true), (no, false))}

    def _results(self, simulation: Any) -> dict[str, NDArray[Any]]:
        found: dict[str, NDArray[Any]] = {}
        for name in self.rules.formulas:
            cells = [simulation.calculate(side, PERIOD) for side in self._sides(name)]
            found[name] = OPEN + cells[0].astype(int) - cells[1] if self.pairs else np.where(cells[0], TRUE, FALSE)
        return found

    def _compiled(self, formula: Formula, *, true: bool) -> Part:
        kind = formula[0]
        if kind == "name":
            name = self._sides(formula[1])[0 if true or not self.pairs else 1]
            return lambda person, period: person(name, period)
        if kind == "not" and self.pairs:
            return self._compiled(formula[1], true=not true)
        if kind == "not":
            part = self._compiled(formula[1], true=True)
            return lambda person, period: ~part(person, period)
        parts = [self._compiled(part, true=true) for part in formula[-1]]
        if kind == "at_least":
            least = formula[1] if true or not self.pairs else len(parts) - formula[1] + 1
            return lambda person, period: sum(part(person, period).astype(int) for part in parts) >= least
        joined = np.logical_and if (kind == "all") == (true or not self.pairs) else np.logical_or
        return lambda person, period: joined.reduce([part(person, period) for part in parts])


def _variable(name: str, entity: Any, *, formula: Part | None) -> Any:
    year = import_module("openfisca_core.periods").DateUnit.YEAR
    body: dict[str, Any] = {"value_type": bool, "entity": entity, "definition_period": year, "label": name}
    if formula is not None:
        body["formula"] = formula
    return type(name, (import_module("openfisca_core.variables").Variable,), body)
