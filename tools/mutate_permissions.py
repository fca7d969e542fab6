"""Wrong the permission map on purpose and see whether the matrix notices: `python -m tools.mutate_permissions`.

For each permission: each row dropped, each condition dropped and turned round, whoever a row names exchanged
for each other, a row added for everybody who has none. Ends with 1 when a mutant survives.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unittest.mock import patch

from tools.docs.django_ready import make_ready

make_ready()

from tests.security.oracle import allows  # noqa: E402 - Django has to be set up first
from tests.security.stands import standing, stands  # noqa: E402 - the same
from wellfounded.cases import permissions, predicates  # noqa: E402 - the same
from wellfounded.cases.permissions import PERMISSION_MAP, Permission, Row, answer  # noqa: E402 - the same
from wellfounded.cases.predicates import Predicate  # noqa: E402 - the same

if TYPE_CHECKING:
    from tests.security.oracle import Stand
    from wellfounded.cases.predicates import Standing

PEOPLE = tuple(
    value for name, value in vars(predicates).items() if isinstance(value, Predicate) and name.startswith("is_")
)
OF_CASE = tuple(one for one in PEOPLE if one.name.endswith("_of_case"))
OF_OFFICE = tuple(one for one in PEOPLE if one not in OF_CASE and one is not predicates.is_active)


@dataclass(frozen=True, slots=True)
class Mutant:
    """One wrong in the rows of one permission."""

    permission: Permission
    what: str
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        return f"{self.permission}: {self.what}"


def mutants() -> Iterator[Mutant]:
    for permission, rows in PERMISSION_MAP.items():
        for place, row in enumerate(rows):
            before, after = rows[:place], rows[place + 1 :]
            yield Mutant(permission, f"without {_said(row)}", (*before, *after))
            for what, other in _wronged(row):
                yield Mutant(permission, f"{what} in {_said(row)}", (*before, other, *after))
        for added in _absent(rows):
            yield Mutant(permission, f"also {added.name}", (*rows, (added,)))


def _wronged(row: Row) -> Iterator[tuple[str, Row]]:
    for place, predicate in enumerate(row):
        rest = (*row[:place], *row[place + 1 :])
        yield f"no {predicate.name}", rest
        yield f"not {predicate.name}", (*row[:place], _turned(predicate), *row[place + 1 :])
        for other in _kin(predicate):
            yield f"{other.name} for {predicate.name}", (*row[:place], other, *row[place + 1 :])


def _turned(predicate: Predicate) -> Predicate:
    return replace(predicate, holds=lambda standing: not predicate.holds(standing))


def _kin(predicate: Predicate) -> Iterator[Predicate]:
    """The others of the same kind, among whom a slip of the hand may take one."""
    kind = OF_CASE if predicate in OF_CASE else OF_OFFICE
    return (other for other in kind if predicate in kind and other is not predicate)


def _absent(rows: tuple[Row, ...]) -> Iterator[Predicate]:
    named = {predicate for row in rows for predicate in row}
    kind = OF_CASE if named & set(OF_CASE) else OF_OFFICE
    return (one for one in kind if one not in named)


def _said(row: Row) -> str:
    return " + ".join(predicate.name for predicate in row)


class Bench:
    """Every way to stand before a case, with what the oracle says of it."""

    def __init__(self) -> None:
        self.stands: list[tuple[Stand, Standing]] = [(stand, standing(stand)) for stand in stands()]
        self.expected = {
            permission: [allows(stand, permission) for stand, _ in self.stands] for permission in Permission
        }

    def notices(self, mutant: Mutant) -> bool:
        with patch.dict(PERMISSION_MAP, {mutant.permission: mutant.rows}):
            return self.differs(mutant.permission)

    def differs(self, permission: Permission) -> bool:
        """Whether the program answers otherwise than the oracle anywhere."""
        expected = self.expected[permission]
        # The sentence of a refusal is not what is asked here, and choosing it takes most of the time.
        with patch.object(permissions, "_nearest_refusal", lambda *_: ""):
            return any(
                answer(stood, permission).allowed != said
                for (_, stood), said in zip(self.stands, expected, strict=True)
            )


def survivors(bench: Bench) -> tuple[int, list[str]]:
    """How many mutants were made, and the names of those that nothing noticed."""
    made = list(mutants())
    return len(made), [mutant.name for mutant in made if not bench.notices(mutant)]


def main() -> int:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    made, lived = survivors(Bench())
    print(f"{made - len(lived)} of {made} killed ({1 - len(lived) / made:.1%})")
    print("\n".join(f"survives: {name}" for name in lived))
    return int(bool(lived))


if __name__ == "__main__":
    sys.exit(main())
