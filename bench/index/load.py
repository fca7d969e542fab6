"""Clients who register and look up at once, each a process with a connection of its own; then everybody is counted."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from typing import Any

from bench.index.population import chunk, record_of
from bench.index.register import Register
from bench.machine import percentile
from wellfounded.identity.record import Record

EACH = 50
_FAR = 1_000_000  # chunks that no register of a bench reaches


def under_load(register: Register, clients: int) -> dict[str, Any]:
    """Figures of `clients` processes, each registering `EACH` people and looking each up at once."""
    before = len(register.index())
    started = time.perf_counter()
    with ProcessPoolExecutor(clients, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(_client, [register] * clients, range(clients)))
    seconds = time.perf_counter() - started
    adds = [value for row in done for value in row[0]]
    finds = [value for row in done for value in row[1]]
    index = register.index()
    filed = len(index) - before
    index.remove(f"c{client}-{number}" for client in range(clients) for number in range(EACH))
    return {
        "clients": clients,
        "registered": clients * EACH,
        "filed": filed,
        "not_found_at_once": sum(row[2] for row in done),
        "seconds": seconds,
        "add_ms": {"median": 1000 * median(adds), "p95": 1000 * percentile(adds, 95)},
        "find_ms": {"median": 1000 * median(finds), "p95": 1000 * percentile(finds, 95)},
    }


def _client(register: Register, client: int) -> tuple[list[float], list[float], int]:
    index = register.index()
    adds, finds, missed = [], [], 0
    for number, (person, name) in zip(range(EACH), chunk(_FAR + client), strict=False):
        named = record_of(person, name)
        record = Record(f"c{client}-{number}", named.names, named.birth)
        started = time.perf_counter()
        index.add([record])
        adds.append(time.perf_counter() - started)
        started = time.perf_counter()
        missed += record.key not in index.candidates(record)
        finds.append(time.perf_counter() - started)
    return adds, finds, missed
