"""A case is closed, held, and a part of it erased by two people: what these pages show has to be done first."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.functional.conftest import Sit
from tests.functional.desk import Desk

UNDECIDED = frozenset({"registered", "interview", "assessment", "review", "decision"})
Look = Callable[[Desk], None]


def walk(sit: Sit, look: Look) -> None:
    registrar, reviewer = sit("registrar"), sit("reviewer")
    number = _in_both(registrar, reviewer)
    kept, kind = f"/cases/{number}/keeping/", "form button[data-key=s]"
    registrar.open(f"/cases/{number}/close/")
    registrar.fill(kind="withdrawal", reason="Withdrawn by word of mouth.", understood=True)
    registrar.press("Close the case")
    reviewer.open(f"/cases/{number}/open-again/")
    look(reviewer)
    registrar.open(f"{kept}hold/")
    look(registrar)
    registrar.press("Place it")
    look(registrar)  # with what is wrong
    registrar.fill(reason="A court asks for it.")
    registrar.press("Place it")
    look(registrar)
    registrar.follow("Lift", "/holds/")
    look(registrar)
    registrar.press("Ask to lift it")
    reviewer.open("/erasures/")
    look(reviewer)
    reviewer.follow("A hold", "/holds/")
    look(reviewer)
    reviewer.press("Lift it")
    registrar.open(f"{kept}erase/")
    registrar.press("Ask")
    look(registrar)  # with all that is wrong at once
    registrar.fill(compartments=["identity", "account"], why="wish")
    look(registrar)
    registrar.press("Ask")
    look(registrar)
    erasure = _number(registrar)
    reviewer.open("/erasures/")
    look(reviewer)
    reviewer.open(f"/erasures/{erasure}/carry-out/")
    reviewer.prove_again()
    look(reviewer)
    reviewer.press("Erase for good")
    look(reviewer)  # with all that is wrong at once
    reviewer.fill(number=number, sure=True)
    reviewer.press("Erase for good", f"main {kind}")
    look(reviewer)
    registrar.open(kept)
    look(registrar)


def _in_both(registrar: Desk, reviewer: Desk) -> str:
    """An open case of both, with as little in it as possible: other tests work on the others."""
    found = [_lines(desk) for desk in (registrar, reviewer)]
    both = {number for number, state in found[0].items() if state in UNDECIDED} & set(found[1])
    return min(both, key=lambda number: (found[0][number] != "registered", number))


def _lines(desk: Desk) -> dict[str, str]:
    answer = desk.context.request.get(f"{desk.office.address}/api/worklist").json()
    return {line["number"]: line["state"] for line in answer["lines"]}


def _number(desk: Desk) -> int:
    found = re.search(r"/erasures/(\d+)/", desk.page.url)
    if found is None:
        raise AssertionError(desk.page.url)
    return int(found[1])
