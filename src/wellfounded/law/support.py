"""Which facts a node can depend on, and in which direction: bit sets over the variables of a program.

A variable is something that a person may still decide: a fact, a test of a fact, or an evaluative criterion. Where no
variable stands both plain and negated under a node, strong Kleene logic is exact there; only elsewhere can an
argument by cases hide.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wellfounded.law.program import Leaf, LeafKind, Op, Program

if TYPE_CHECKING:
    from wellfounded.law.case_file import Slot

Variable = tuple["Slot", Any]  # a slot, and the test when it is one
FREE = frozenset({LeafKind.FACT, LeafKind.TEST, LeafKind.HUMAN})


def variable_of(leaf: Leaf) -> Variable | None:
    """The variable behind a leaf; None for a treaty binding and other leaves that nobody answers."""
    return (leaf.slot, leaf.test) if leaf.kind in FREE else None


@dataclass(frozen=True, slots=True)
class Support:
    """For each node, what it can depend on.

    The variables that occur plain (`plain`) and negated (`negated`), as bit sets; bit i is `variables[i]`.

    `mixed_criteria` are the criteria under which a variable occurs both ways, `mixed_leaves` the leaves of such
    variables with the variable's number, and `above_mixed` every inner node over those leaves, in order.
    """

    variables: tuple[Variable, ...]
    index: dict[Variable, int]
    plain: tuple[int, ...]
    negated: tuple[int, ...]
    mixed_leaves: tuple[tuple[int, int], ...]
    mixed_criteria: tuple[int, ...]
    above_mixed: tuple[int, ...]

    def mixed(self, node: int) -> int:
        """The variables that occur both ways under a node."""
        return self.plain[node] & self.negated[node]

    def of(self, node: int) -> tuple[Variable, ...]:
        """The variables that a node can depend on, in order of first use."""
        bits = self.plain[node] | self.negated[node]
        return tuple(variable for place, variable in enumerate(self.variables) if bits >> place & 1)


@lru_cache(maxsize=256)
def support_of(program: Program) -> Support:
    """The support of every node of a program; computed once."""
    index: dict[Variable, int] = {}
    plain: list[int] = []
    negated: list[int] = []
    for node in program.nodes:
        if node.op is Op.LEAF:
            variable = variable_of(program.leaves[node.leaf])
            plain.append(0 if variable is None else 1 << index.setdefault(variable, len(index)))
            negated.append(0)
            continue
        up = down = 0
        for child in node.children:
            up |= plain[child]
            down |= negated[child]
        plain.append(down if node.op is Op.NOT else up)
        negated.append(up if node.op is Op.NOT else down)
    return Support(tuple(index), index, tuple(plain), tuple(negated), *_mixed(program, plain, negated=negated))


def _mixed(
    program: Program, plain: list[int], *, negated: list[int]
) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...]]:
    """Leaves, criteria and inner nodes that take part in variables standing both ways."""
    criteria = tuple(place for place in sorted(program.criterion_at) if plain[place] & negated[place])
    bits = 0
    for place in criteria:
        bits |= plain[place] & negated[place]
    leaves = tuple(
        (place, plain[place].bit_length() - 1)
        for place, node in enumerate(program.nodes)
        if node.op is Op.LEAF and plain[place] & bits
    )
    above = tuple(
        place
        for place, node in enumerate(program.nodes)
        if node.op is not Op.LEAF and (plain[place] | negated[place]) & bits
    )
    return leaves, criteria, above
