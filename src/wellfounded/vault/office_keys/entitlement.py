"""Who ought to have which key. The rule belongs to the floors above, which know cases and roles: they give it here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wellfounded.vault.office_keys.data_keys import Purpose


@dataclass(frozen=True, slots=True)
class Entitled:
    """Names of parties: `user:5`, `group:identity`."""

    read: frozenset[str] = frozenset()
    hold: frozenset[str] = frozenset()

    def pairs(self) -> set[tuple[str, Purpose]]:
        """Whoever reads needs no second wrap to hold."""
        return {(party, Purpose.READ) for party in self.read} | {
            (party, Purpose.HOLD) for party in self.hold - self.read
        }


Rule = Callable[[str, str], Entitled]


def _nobody(_subject: str, _compartment: str) -> Entitled:
    return Entitled()


_rule: list[Rule] = [_nobody]


def give_rule(rule: Rule) -> None:
    """Say who is entitled to the key of a subject and a compartment."""
    _rule[0] = rule


def entitled(subject: str, compartment: str) -> Entitled:
    return _rule[0](subject, compartment)
