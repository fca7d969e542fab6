"""One register through the settings that ship: with our shares, with shares trained on it, and weighed by the core."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from splink import Linker, block_on
from splink.backends.duckdb import DuckDBAPI

from bench.linkage.register import quality
from wellfounded.identity.batch.engines import LEAST_WEIGHT
from wellfounded.identity.batch.rows import table_of
from wellfounded.identity.batch.settings import settings
from wellfounded.identity.weighing.weigh import weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bench.linkage.register import Register, Scored

    Say = Callable[[str], None]

FAINTEST = -30.0  # in bits: whatever the engine brought together counts for the best threshold
SAMPLE = 2_000_000  # pairs by which chance is estimated, and its seed
SEED = 1


def run(register: Register, say: Say) -> dict[str, Any]:
    """Quality and seconds of each way."""
    say(f"{register.name}: reading {len(register.records):,} records")
    started = time.monotonic()
    rows = table_of(register.records)
    found: dict[str, Any] = {
        "name": register.name,
        "records": len(register.records),
        "persons": len(set(register.persons)),
        "true_pairs": register.true_pairs,
        "seconds": {"rows": time.monotonic() - started},
    }
    say(f"{register.name}: Splink, our shares")
    judged = _timed(found, "judged", lambda: _predicted(rows, judged=True))
    found["pairs"] = len(judged)
    found["judged"] = asdict(quality(register, judged))
    say(f"{register.name}: Splink, trained")
    found["trained"] = asdict(quality(register, _timed(found, "trained", lambda: _predicted(rows, judged=False))))
    near = [pair for pair in judged if pair[2] > LEAST_WEIGHT]
    say(f"{register.name}: weighing {len(near):,} pairs")
    found["weighed"] = asdict(quality(register, _timed(found, "weighed", lambda: list(_weighed(register, near)))))
    found["weighed_pairs"] = len(near)
    return found


def _timed(found: dict[str, Any], name: str, work: Callable[[], list[Scored]]) -> list[Scored]:
    started = time.monotonic()
    done = work()
    found["seconds"][name] = time.monotonic() - started
    return done


def _predicted(rows: Any, *, judged: bool) -> list[Scored]:
    linker = Linker(DuckDBAPI().register(rows), settings(rows.num_rows, judged=judged), log_level=logging.ERROR)
    if not judged:
        _train(linker)
    predicted = linker.inference.predict(threshold_match_weight=FAINTEST, warning_mode="never")
    return [(row["unique_id_l"], row["unique_id_r"], row["match_weight"]) for row in predicted.as_record_list()]


def _train(linker: Any) -> None:
    """As Splink's manual says: chance by drawing pairs, the rest by expectation and maximisation over three blocks."""
    linker.training.estimate_u_using_random_sampling(max_pairs=SAMPLE, seed=SEED)
    for block in (("born_first", "born_last"), ("letters",), ("forms[1]",), ("places[1]", "born_year")):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*block))


def _weighed(register: Register, pairs: Iterable[Scored]) -> Iterable[Scored]:
    among = len(register.records)
    for left, right, _ in pairs:
        yield left, right, weigh(register.records[left], register.records[right], among=among).total
