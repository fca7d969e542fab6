"""`python -m bench.index`: the index of names over a register of made-up people; writes what `--out` names.

Builds what is not there yet, so that a run that was broken off goes on. With `--pairs` true pairs of real people are
planted among them, as the reference of the project did it. PostgreSQL: under `scripts/postgres`, `--database postgres`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import machine
from bench.index.load import under_load
from bench.index.measure import Question, answers, made_up, planted
from bench.index.register import Register, fill, populate
from wellfounded.identity.index.key_index import KeyIndex


def main() -> None:
    """Build, look up, register under load; print and write the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.index", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="people in the register")
    parser.add_argument("--folder", type=Path, help="where the register is kept; without it, nothing is")
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--workers", type=int, default=1, help="processes that hash names while it is built")
    parser.add_argument("--questions", type=int, default=1000)
    parser.add_argument("--pairs", type=Path, help="TSV of pairs with label, lang, kind, name1, name2")
    parser.add_argument("--clients", type=int, default=0, help="clients who register and look up at once")
    parser.add_argument("--out", type=Path, help="JSON")
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        found = measured(Register(folder, options.database), options)
    text = json.dumps(found, indent=1, ensure_ascii=False)
    print(text)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")


def measured(register: Register, options: argparse.Namespace) -> dict[str, Any]:
    """All figures of one run."""
    found: dict[str, Any] = {"day": datetime.now(UTC).date().isoformat(), "machine": machine.describe()}
    found |= {"size": options.size, "database": options.database}
    populate(register, options.size)
    index = register.index()
    if len(index) < options.size:
        found["build"] = fill(register, options.size, workers=options.workers)
        print(json.dumps(found["build"]), flush=True)
    found["load_average"] = machine.load()
    groups: dict[str, list[Question]] = {"made up": list(made_up(register, options.size, options.questions))}
    if options.pairs:
        groups |= _by_kind(planted(register, index, options.pairs))
    for name, questions in groups.items():
        found[name] = _both(register, index, questions, size=options.size)
        print(name, json.dumps(found[name]), flush=True)
    if options.clients:
        found["clients"] = under_load(register, options.clients)
    return found


def _both(register: Register, index: KeyIndex, questions: list[Question], *, size: int) -> dict[str, Any]:
    people = register.people()
    dated = answers(index, people, questions, among=size, dated=True)
    bare = answers(index, people, questions, among=size, dated=False)
    people.close()
    return {"with_birth_year": dated, "name_only": bare}


def _by_kind(questions: list[Question]) -> dict[str, list[Question]]:
    groups: dict[str, list[Question]] = {}
    for question in questions:
        whose = "Korean" if question.kind.startswith("Korean") else "other"
        for name in (f"pairs, {whose}", f"pairs, {question.kind}"):
            groups.setdefault(name, []).append(question)
    return {name: group for name, group in groups.items() if len(group) >= 10}  # noqa: PLR2004 - fewer give no figure


if __name__ == "__main__":
    main()
