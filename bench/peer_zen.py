"""The exported law as a JSON decision model for zen-engine: one expression for each criterion."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from bench.exported import RuleSet, Words, pair, written
from wellfounded.law.evaluate import FALSE, OPEN, TRUE


class Zen:
    """One decision holding the whole law, on plain booleans or on a pair of booleans for each fact."""

    def __init__(self, rules: RuleSet, *, pairs: bool) -> None:
        self.rules = rules
        self.pairs = pairs
        self.words = Words(
            name=self._name,
            both=" and ",
            either=" or ",
            negated="not ({})".format,
            least=lambda count, parts: f"count([{', '.join(parts)}], # == true) >= {count}",
        )
        self.formulas = set(rules.formulas)
        self.decision = import_module("zen").ZenEngine().create_decision(json.dumps(self._graph()))

    def one(self, values: dict[str, int]) -> dict[str, int]:
        """One case: a dictionary in, every criterion out."""
        result = self.decision.evaluate(self._inputs(values))["result"]
        if not self.pairs:
            return {name: TRUE if result[name] else FALSE for name in self.rules.formulas}
        return {name: OPEN + bool(result[f"{name}_t"]) - bool(result[f"{name}_f"]) for name in self.rules.formulas}

    def left_out(self, values: dict[str, int]) -> bool:
        """Whether a case whose unknown inputs are simply left out raises an error."""
        known = {name: value for name, value in values.items() if value != OPEN}
        try:
            self.decision.evaluate({name: value == TRUE for name, value in known.items()})
        except RuntimeError:
            return True
        return False

    def _inputs(self, values: dict[str, int]) -> dict[str, bool]:
        if not self.pairs:
            return {name: value == TRUE for name, value in values.items()}
        return {f"{name}_t": v == TRUE for name, v in values.items()} | {
            f"{name}_f": v == FALSE for name, v in values.items()
        }

    def _name(self, name: str) -> str:
        """A criterion was computed in this node; an input comes from outside."""
        return f"$.{name}" if name in self.formulas or name[:-2] in self.formulas else name

    def _graph(self) -> dict[str, Any]:
        expressions = []
        for name, formula in self.rules.formulas.items():
            if self.pairs:
                expressions += [
                    (f"{name}_{'t' if true else 'f'}", pair(formula, self.words, true=true)) for true in (True, False)
                ]
            else:
                expressions.append((name, written(formula, self.words)))
        content = {"expressions": [{"id": key, "key": key, "value": value} for key, value in expressions]}
        nodes = [
            _node("in", "inputNode"),
            {**_node("law", "expressionNode"), "content": content},
            _node("out", "outputNode"),
        ]
        edges = [("in", "law"), ("law", "out")]
        return {
            "nodes": nodes,
            "edges": [{"id": a + b, "sourceId": a, "targetId": b, "type": "edge"} for a, b in edges],
        }


def _node(name: str, kind: str) -> dict[str, Any]:
    return {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
