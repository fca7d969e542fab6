"""One register as `identity dedupe` goes through it, and by parts of that: how well people are found."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bench.linkage.register import Quality, quality
from wellfounded.identity.batch.dedupe import SHOWN, weighed
from wellfounded.identity.batch.engines import EngineName, engine
from wellfounded.identity.batch.rows import table_of

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from bench.linkage.register import Register, Scored
    from wellfounded.identity.batch.shares import Weights

    Say = Callable[[str], None]


def run(register: Register, say: Say) -> dict[str, Any]:
    """Quality and seconds of each way."""
    found: dict[str, Any] = {
        "name": register.name,
        "records": len(register.records),
        "persons": len(set(register.persons)),
        "true_pairs": register.true_pairs,
        "seconds": {},
    }

    def timed(name: str, work: Callable[[], Any]) -> Any:
        say(f"{register.name}: {name}")
        started = time.monotonic()
        done = work()
        found["seconds"][name] = time.monotonic() - started
        return done

    rows = timed("rows", lambda: table_of(register.records))
    with engine(EngineName.DUCKDB, rows) as held:
        weights = timed("learning", held.learned)
        by_ours = timed("found by our shares", lambda: held.found(1, of=1))
        pairs = timed("found", lambda: held.found(1, of=1, shares=weights.shares))
    scored, shown = timed("weighed", lambda: _weighed(register, pairs, weights=weights))
    return found | {
        "training": weights.training.value,
        "pairs": len(scored),
        "splink_ours": asdict(quality(register, _bits(by_ours))),
        "splink_learned": asdict(quality(register, _bits(pairs))),
        "core": asdict(quality(register, scored)),
        "shown": asdict(_as_said(register, shown)),
    }


def _bits(pairs: pa.Table) -> list[Scored]:
    return list(zip(*(pairs[name].to_pylist() for name in ("left", "right", "bits")), strict=True))


def _weighed(register: Register, pairs: pa.Table, *, weights: Weights) -> tuple[list[Scored], list[Scored]]:
    """Every pair with its sum of nats, and those that `dedupe` shows."""
    scored: list[Scored] = []
    shown: list[Scored] = []
    for row in pairs.to_pylist():
        found = weighed(register.records, row, weights=weights)
        scored.append((row["left"], row["right"], found.total))
        if found.standing in SHOWN:
            shown.append(scored[-1])
    return scored, shown


def _as_said(register: Register, shown: list[Scored]) -> Quality:
    """At the words of the program, with no threshold chosen: what stands in the table of pairs."""
    return quality(register, [(left, right, 0.0) for left, right, _ in shown])
