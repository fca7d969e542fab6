"""When a process of a sealed office ends to forget: it was asked, nobody asks any more, and no connection is open."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from wellfounded.config.rest import Rest


def answers(_environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
    return [b"page"]


def server(**channels: object) -> Any:
    return SimpleNamespace(active_channels=channels, maintenance=lambda _now: None)


def test_a_process_that_was_never_asked_has_nothing_to_forget() -> None:
    resting = Rest(answers, after=0)
    assert not resting.is_due
    assert list(resting({}, None)) == [b"page"]
    assert resting.is_due


def test_it_waits_until_nobody_asked_for_so_long() -> None:
    resting = Rest(answers, after=60)
    resting({}, None)
    assert not resting.is_due


def test_it_ends_in_the_servers_own_loop_and_never_under_an_open_connection() -> None:
    resting, quiet, busy = Rest(answers, after=0), server(), server(one=1)
    for one in (quiet, busy):
        resting.watch(one)
        one.maintenance(0.0)  # nobody asked yet
    resting({}, None)
    busy.maintenance(0.0)
    with pytest.raises(SystemExit):
        quiet.maintenance(0.0)


def test_silent_connections_are_closed_as_soon() -> None:
    assert Rest(answers, after=30).connections() == {"channel_timeout": 30, "cleanup_interval": 7}
    assert Rest(answers, after=1).connections()["cleanup_interval"] == 1
