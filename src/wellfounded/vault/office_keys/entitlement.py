"""Who ought to have which key. The rules belong to the floors above, which know cases and roles and give them here."""

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
Founds = Callable[[str], frozenset[str]]


def _nobody(_subject: str, _compartment: str) -> Entitled:
    return Entitled()


def _none(_person: str) -> frozenset[str]:
    return frozenset()


_rule: list[Rule] = [_nobody]
_founds: list[Founds] = [_none]


def give_rule(rule: Rule, *, founds: Founds | None = None) -> None:
    """Say who is entitled to the key of a subject and a compartment, and which groups somebody may found."""
    _rule[0], _founds[0] = rule, founds or _none


def entitled(subject: str, compartment: str) -> Entitled:
    return _rule[0](subject, compartment)


def founds(person: str) -> frozenset[str]:
    """The groups that begin with this person where there are none yet."""
    return _founds[0](person)
