"""The guarded child: what a hostile file could make a parser do, and that the walls stop it. Each with its control."""

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from wellfounded.vault import child, frames, walls
from wellfounded.vault.child import Limits, Parsed, Refusal, run_guarded
from wellfounded.vault.parsers import TASKS

HOSTILE = Path(__file__).with_name("hostile_child.py")
QUICK = Limits(cpu_seconds=1)

Run = Callable[..., Parsed]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a hostile task, with all walls, or `without` one or all of them."""

    def run(
        task: str, payload: bytes = b"", *, without: str = "", limits: Limits | None = None, **options: Any
    ) -> Parsed:
        left_out = ("--without", without) if without else ()
        monkeypatch.setattr(child, "COMMAND", (*child.COMMAND[:5], str(HOSTILE), *left_out))
        monkeypatch.setitem(TASKS, task, f"hostile_{task}")
        return run_guarded(task, payload, options=options, limits=limits)

    return run


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(2)
        yield server


def test_bytes_go_in_and_plain_data_with_bytes_comes_out(run: Run) -> None:
    payload = bytes(range(256)) * 10_000
    parsed = run("echo", payload, language="한")
    assert parsed.refused is None
    assert parsed.result == {"length": len(payload), "options": {"language": "한"}}
    assert parsed.parts == (payload, payload[::-1])
    assert not walls.NEEDED - set(parsed.walls)


def test_only_tasks_of_the_list_are_run() -> None:
    with pytest.raises(KeyError):
        run_guarded("os.system", b"")


def test_every_task_of_the_list_is_a_module_of_parsers() -> None:
    assert all(module == f"wellfounded.vault.parsers.{module.rpartition('.')[2]}" for module in TASKS.values())


def test_a_memory_bomb_is_refused(run: Run) -> None:
    assert run("memory").refused is Refusal.TOO_BIG
    assert run("memory", without="all").result == {"length": 700 << 20}


def test_computing_without_end_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    started = time.monotonic()
    assert run("spin", limits=QUICK, seconds=60).refused is Refusal.TOO_SLOW
    assert time.monotonic() - started < 30
    monkeypatch.setattr(Limits, "wall_seconds", 60)  # a busy machine may take long over 1.3 s of computing
    assert run("spin", limits=QUICK, seconds=1.3, without="all").result == {"done": True}


def test_waiting_without_end_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("sleep", limits=QUICK, seconds=60).refused is Refusal.TOO_SLOW
    monkeypatch.setattr(Limits, "wall_seconds", 60)  # a busy machine may take long to start a program
    assert run("sleep", limits=QUICK, seconds=0.1).result == {"done": True}


def test_the_network_is_out_of_reach(run: Run, listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    refused = run("network", port=port)
    assert (refused.refused, refused.why) == (Refusal.CRASHED, "PermissionError")
    with pytest.raises(TimeoutError):
        listener.accept()
    assert run("network", port=port, without="all").result == {"done": True}
    with listener.accept()[0] as connection:
        assert connection.recv(4) == b"leak"


def test_nothing_is_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "leak"
    assert run("write", path=str(path)).refused is Refusal.CRASHED
    assert not path.exists() or path.read_bytes() == b""
    assert run("write", path=str(path), without="all").result == {"done": True}
    assert path.read_bytes() == b"leak"


def test_other_files_cannot_be_read(run: Run, tmp_path: Path) -> None:
    """The passphrase of the fictional office, say. Only where the kernel has Landlock."""
    path = tmp_path / "secret"
    path.write_text("한", encoding="utf-8")
    guarded = run("read", path=str(path))
    if walls.FILES in guarded.walls:
        assert (guarded.refused, guarded.why, guarded.result) == (Refusal.CRASHED, "PermissionError", {})
    assert run("read", path=str(path), without="all").result == {"read": "한"}


def test_no_other_program_is_started(run: Run) -> None:
    assert run("program").refused is Refusal.CRASHED
    assert run("program", without="all").result == {"code": 0}


def test_the_child_knows_nothing_of_its_surroundings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WELLFOUNDED_SECRET_KEY", "canary")
    with (Path(os.devnull)).open() as inherited:
        os.set_inheritable(inherited.fileno(), True)  # noqa: FBT003 - its name says it
        found = run("environment", without="all").result
    assert "WELLFOUNDED_SECRET_KEY" not in found["environment"]
    assert set(found["environment"]) <= {"LC_CTYPE"}
    assert found["path"] == "/"
    assert len(found["descriptors"]) <= 5  # in, out, errors, the answer, and the folder that was just listed


def test_an_answer_without_end_is_cut_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_OUT", 1 << 20)
    assert run("flood").refused is Refusal.TOO_BIG


@pytest.mark.parametrize(
    ("task", "refusal", "why"),
    [
        ("garbage", Refusal.CRASHED, ""),
        ("abort", Refusal.CRASHED, ""),
        ("fault", Refusal.CRASHED, "ValueError"),
        ("other_type", Refusal.NOT_THIS_TYPE, "not a PDF"),
        ("bomb", Refusal.TOO_BIG, ""),
    ],
)
def test_each_way_to_fail_has_its_answer(run: Run, task: str, refusal: Refusal, why: str) -> None:
    parsed = run(task, b"a name that stands in the file")
    assert (parsed.refused, parsed.why, parsed.result, parsed.parts) == (refusal, why, {}, ())


def test_a_file_too_big_starts_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_IN", 10)
    monkeypatch.setattr(child, "_run", pytest.fail)
    assert run("echo", b"x" * 11).refused is Refusal.TOO_BIG


@pytest.mark.parametrize("wall", sorted(walls.NEEDED))
def test_without_a_needed_wall_nothing_is_parsed(run: Run, wall: str) -> None:
    assert run("echo", b"x", without=wall).refused is Refusal.NO_GUARD


def test_a_child_that_does_not_listen_is_no_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("echo")
    monkeypatch.setattr(child, "COMMAND", (sys.executable, "-c", "pass"))
    assert run_guarded("echo", b"x" * 1_000_000).refused is Refusal.CRASHED


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 8, b"\0" * 7 + b"\2[]", b"\0" * 7 + b"\2{}", frames.framed({}) + b"x"]
)
def test_what_is_no_whole_frame_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"frame|Expecting"):
        frames.unframed(content)


@pytest.mark.parametrize(
    "head", [{}, {"walls": 3}, {"walls": []}, {"walls": [], "result": []}, {"walls": [], "refused": "unheard of"}]
)
def test_an_answer_of_another_shape_is_not_let_in(head: dict[str, Any]) -> None:
    assert child._outcome(frames.framed(head), 0, late=False).refused is Refusal.CRASHED  # noqa: SLF001 - the last gate
