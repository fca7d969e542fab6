"""Reduced ordered binary decision diagrams (Bryant 1986), with a limit on their size.

A second engine: exact where strong Kleene logic is not (arguments by cases), and the way to smallest changes and to
exact comparisons of two versions of a law. Where a diagram would grow past its limit the caller falls back to the
graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

NO, YES = 0, 1


class DiagramTooLargeError(Exception):
    """The diagram would have more nodes than allowed."""


@dataclass(slots=True)
class Diagram:
    """A shared pool of nodes. A node is (variable number, branch if false, branch if true); 0 and 1 are the ends."""

    limit: int = 50_000
    nodes: list[tuple[int, int, int]] = field(default_factory=lambda: [(1 << 30, 0, 0), (1 << 30, 1, 1)])
    order: list[Any] = field(default_factory=list)
    numbers: dict[Any, int] = field(default_factory=dict)
    unique: dict[tuple[int, int, int], int] = field(default_factory=dict)
    known: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def variable(self, name: Any) -> int:
        """The node that is true when `name` is; variables are ordered by first use."""
        if name not in self.numbers:
            self.numbers[name] = len(self.order)
            self.order.append(name)
        return self._node(self.numbers[name], NO, if_true=YES)

    def choose(self, test: int, then: int, *, otherwise: int) -> int:
        """If-then-else of three nodes: the one operation from which the others are made."""
        if test in (NO, YES):
            return then if test else otherwise
        if then == otherwise:
            return then
        if then == YES and otherwise == NO:
            return test
        key = (test, then, otherwise)
        if key not in self.known:
            nodes = self.nodes
            level = min(nodes[test][0], nodes[then][0], nodes[otherwise][0])
            low, high = (
                self.choose(
                    self._branch(test, level, side=side),
                    self._branch(then, level, side=side),
                    otherwise=self._branch(otherwise, level, side=side),
                )
                for side in (1, 2)
            )
            self.known[key] = self._node(level, low, if_true=high)
        return self.known[key]

    def negate(self, node: int) -> int:
        """Not."""
        return self.choose(node, NO, otherwise=YES)

    def all_of(self, parts: Iterable[int]) -> int:
        """And."""
        result = YES
        for part in parts:
            result = self.choose(result, part, otherwise=NO)
        return result

    def any_of(self, parts: Iterable[int]) -> int:
        """Or."""
        result = NO
        for part in parts:
            result = self.choose(result, YES, otherwise=part)
        return result

    def at_least(self, count: int, parts: list[int]) -> int:
        """At least `count` of the parts."""
        row = [YES] + [NO] * count
        for part in parts:
            row = [YES] + [self.choose(part, row[have - 1], otherwise=row[have]) for have in range(1, count + 1)]
        return row[count]

    def given(self, node: int, name: Any, *, value: bool) -> int:
        """The node once a variable has a value."""
        level = self.numbers[name]
        made: dict[int, int] = {NO: NO, YES: YES}
        for place in self._below(node):
            if place > YES:
                own, low, high = self.nodes[place]
                chosen = made[high if value else low]
                made[place] = chosen if own == level else self._node(own, made[low], if_true=made[high])
        return made[node]

    def either_way(self, node: int, name: Any, *, goal: int) -> int:
        """The node that ends at `goal` just where `node` does so whichever value a variable has."""
        ways = [self.given(node, name, value=value) for value in (False, True)]
        return self.all_of(ways) if goal == YES else self.any_of(ways)

    def differ(self, left: int, right: int) -> int:
        """Where two nodes give different answers."""
        return self.choose(left, self.negate(right), otherwise=right)

    def cheapest(
        self, root: int, *, goal: int, price: Callable[[Any, bool], int]
    ) -> tuple[int, dict[Any, bool]] | None:
        """The cheapest assignment that leads from `root` to the end `goal`; None when no way leads there.

        `price(variable, value)` is the cost of setting a variable so. Returns the total and the variables on the way.
        """
        best: dict[int, tuple[int, int | None]] = {goal: (0, None), 1 - goal: (-1, None)}
        for node in self._below(root):
            if node in best:
                continue
            level, low, high = self.nodes[node]
            ways = [
                (best[child][0] + price(self.order[level], bool(side)), side)
                for side, child in ((0, low), (1, high))
                if best[child][0] >= 0
            ]
            best[node] = min(ways) if ways else (-1, None)
        total = best[root][0]
        if total < 0:
            return None
        return total, self._way(root, {node: side for node, (_, side) in best.items() if side is not None})

    def share(self, root: int) -> float:
        """The part of all assignments for which `root` is true."""
        part: dict[int, float] = {NO: 0.0, YES: 1.0}
        for node in self._below(root):
            if node > YES:
                part[node] = (part[self.nodes[node][1]] + part[self.nodes[node][2]]) / 2
        return part[root]

    def size(self, root: int) -> int:
        """How many inner nodes hang below `root`, itself included."""
        return sum(1 for node in self._below(root) if node > YES)

    def answer(self, root: int, assignment: Mapping[Any, bool]) -> bool:
        """The answer of `root` when every variable has a value."""
        while root > YES:
            level, low, high = self.nodes[root]
            root = high if assignment[self.order[level]] else low
        return root == YES

    def _way(self, root: int, sides: Mapping[int, int]) -> dict[Any, bool]:
        way: dict[Any, bool] = {}
        while root in sides:
            level, low, high = self.nodes[root]
            way[self.order[level]] = bool(sides[root])
            root = high if sides[root] else low
        return way

    def _below(self, root: int) -> list[int]:
        """Every node below `root`, children before parents."""
        ordered: list[int] = []
        seen: set[int] = set()
        stack = [(root, False)]
        while stack:
            node, ready = stack.pop()
            if ready:
                ordered.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                if node > YES:
                    stack.extend((child, False) for child in self.nodes[node][1:])
        return ordered

    def _branch(self, node: int, level: int, *, side: int) -> int:
        return self.nodes[node][side] if self.nodes[node][0] == level else node

    def _node(self, level: int, low: int, *, if_true: int) -> int:
        if low == if_true:
            return low
        key = (level, low, if_true)
        if key not in self.unique:
            if len(self.nodes) >= self.limit:
                raise DiagramTooLargeError
            self.nodes.append(key)
            self.unique[key] = len(self.nodes) - 1
        return self.unique[key]
