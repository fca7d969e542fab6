"""One register as `identity dedupe` goes through it, and by parts of that: how well people are found."""

from __future__ import annotations

import time
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from bench.linkage.register import Quality, quality
from wellfounded.identity.batch.dedupe import SHOWN, weighed
from wellfounded.identity.batch.engines import EngineName, engine
from wellfounded.identity.batch.rows import table_of
from wellfounded.identity.batch.settings import judged_shares
from wellfounded.identity.batch.shares import Training, Weights

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from bench.linkage.register import Register, Scored

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
    ours = Weights(judged_shares(), Training.TOO_SMALL)
    with engine(EngineName.DUCKDB, rows) as held:
        learned = timed("learning", held.learned)
        ways = {
            "ours": (ours, timed("found by ours", lambda: held.found(1, of=1))),
            "learned": (learned, timed("found", lambda: held.found(1, of=1, shares=learned.shares))),
        }
    found["training"] = learned.training.value
    for name, (weights, pairs) in ways.items():
        found[f"splink_{name}"] = asdict(quality(register, _bits(pairs)))
        scored, shown = timed(f"weighed by {name}", partial(_weighed, register, pairs, weights=weights))
        found[f"core_{name}"] = asdict(quality(register, scored)) | {"pairs": len(scored)}
        found[f"shown_{name}"] = asdict(_as_said(register, shown))
    return found


def _bits(pairs: pa.Table) -> list[Scored]:
    return list(zip(*(pairs[name].to_pylist() for name in ("left", "right", "bits")), strict=True))


def _weighed(register: Register, pairs: pa.Table, *, weights: Weights) -> tuple[list[Scored], list[Scored]]:
    """Every pair with its sum of nats, and those that `dedupe` shows."""
    ours, scored, shown = judged_shares(), [], []
    for row in pairs.to_pylist():
        found = weighed(register.records, row, weights=weights, ours=ours)
        scored.append((row["left"], row["right"], found.total))
        if found.standing in SHOWN:
            shown.append(scored[-1])
    return scored, shown


def _as_said(register: Register, shown: list[Scored]) -> Quality:
    """At the words of the program, with no threshold chosen: what stands in the table of pairs."""
    return quality(register, [(left, right, 0.0) for left, right, _ in shown])
