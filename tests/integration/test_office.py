"""Opening an office from outside, as `make office` does: the store, the passphrase, the address, and the end."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bench.load.server import free_port
from tests.casework.prepared import LONGEST, SERVE, made_once, prepared_office
from wellfounded.config import serve as serve_program

ROOT = Path(__file__).parents[2]
ADMINISTRATOR = "four words are enough"
STORE = "another passphrase of the store"
STOPPED_IN_THE_MIDST = """
import os, signal, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "wellfounded.config.settings"
django.setup()
from wellfounded.config import fictional_cases, fictional_office, serve
signal.signal(signal.SIGHUP, signal.SIG_DFL)

def anew(load=fictional_office.load):
    print("a new office")
    load()

fictional_office.load = anew
fictional_cases.load = lambda: os.kill(os.getpid(), int(sys.argv[1]))
sys.exit(serve.main(["--prepare"]))
"""


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WELLFOUNDED_", "DJANGO_"))}
    return kept | {"WELLFOUNDED_HOME": str(home), **more}


def serve(home: Path, *options: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SERVE, *options],
        cwd=ROOT,
        env=environment(home, **more),
        input=typed,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


@pytest.fixture(scope="module")
def fictional(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(prepared_office(tmp_path_factory), tmp_path_factory.mktemp("fictional") / "office"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(home: Path) -> None:
        made = answered(home, STORE, STORE, "An office", "keeper", ADMINISTRATOR)
        assert (made.returncode, made.stderr) == (0, "")
        assert made.stdout == f"The office was made. {serve_program.OPENS_IT}\n"

    return made_once(tmp_path_factory, "own", make)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables are there, and no office is: its name was left blank."""

    def make(home: Path) -> None:
        refused = answered(home, STORE, STORE, "", "keeper", ADMINISTRATOR)
        assert refused.returncode == 2
        assert "blank" in refused.stderr
        assert "Traceback" not in refused.stderr

    return made_once(tmp_path_factory, "begun", make)


def answered(home: Path, *answers: str) -> subprocess.CompletedProcess[str]:
    """Whoever begins an office of their own types these."""
    return serve(home, "--empty", "--prepare", typed="\n".join(answers) + "\n")


def test_a_trial_keeps_its_passphrase_beside_it_and_nothing_else_in_clear(fictional: Path) -> None:
    assert {path.name: path.stat().st_mode & 0o777 for path in fictional.iterdir()} == {
        "office.db": 0o600,
        "office.key": 0o600,
        "passphrase-of-the-fictional-office.txt": 0o600,
    }
    assert fictional.stat().st_mode & 0o777 == 0o700
    assert "Never do this with real people" in (fictional / "passphrase-of-the-fictional-office.txt").read_text()
    assert b"registrar" not in (fictional / "office.db").read_bytes()


@contextmanager
def opened(home: Path, port: int, **more: str) -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        SERVE,
        cwd=ROOT,
        env=environment(home, WELLFOUNDED_PORT=str(port), **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A run in the background of a shell ignores Ctrl-C, and so would all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no thread runs here
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def read_until(child: subprocess.Popen[str], sentence: str) -> str:
    """What a pipe sees, line by line as it is written."""
    assert child.stdout is not None
    lines = []
    for line in child.stdout:
        lines.append(line)
        if sentence in line:
            break
    return "".join(lines)


def sessions_in(home: Path, *, make: int = 0) -> int:
    """How many sessions the store holds, after making some."""
    code = (
        "from django.contrib.sessions.backends.db import SessionStore as S;"
        f"[S().create() for _ in range({make})];"
        "from django.contrib.sessions.models import Session; print(Session.objects.count())"
    )
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    return int(subprocess.run(command, cwd=ROOT, env=environment(home), capture_output=True, check=True).stdout)


def test_no_session_outlives_the_process(fictional: Path) -> None:
    assert sessions_in(fictional, make=3) == 3
    with opened(fictional, free_port()) as child:
        read_until(child, "Ctrl-C")
    assert sessions_in(fictional) == 0


def heads_and_pages(port: int) -> list[tuple[int, int]]:
    """Asked in turn over one connection: what came after a head would be read as the answer of the page."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        read = []
        for method in ("HEAD", "GET") * 2:
            connection.request(method, "/account/login/", headers={"Host": f"localhost:{port}"})
            answer = connection.getresponse()
            read.append((answer.status, len(answer.read())))
        return read


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_office_opens_tells_how_to_sign_in_and_ends_cleanly(fictional: Path, end: signal.Signals) -> None:
    port = free_port()
    with opened(fictional, port) as child:
        said = read_until(child, "Ctrl-C")
        assert f"http://localhost:{port}/" in said
        assert "everyone here is fictional" in said
        assert re.search(r"^  registrar +Registrar +[A-Z2-7]{32}$", said, re.MULTILINE)
        with urllib.request.urlopen(f"http://localhost:{port}/account/login/", timeout=30) as page:
            assert page.headers["Cache-Control"] == "no-store"
            assert "Server" not in page.headers
        assert heads_and_pages(port) == [(200, 0), (200, int(page.headers["Content-Length"]))] * 2
        request = urllib.request.Request(f"http://localhost:{port}/", headers={"Host": "elsewhere.example"})
        with pytest.raises(urllib.error.HTTPError, match="400"):
            urllib.request.urlopen(request, timeout=30)  # noqa: S310 - an address of this machine
        child.send_signal(end)
        assert "The office is closed." in read_until(child, "closed")
        assert child.wait(timeout=30) == 0


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_that_is_stopped_while_it_is_filled_is_filled_again(
    begun: Path, tmp_path: Path, end: signal.Signals
) -> None:
    """Else it would open with the cases that were made by then, and nobody would see that some are missing."""
    home = Path(shutil.copytree(begun, tmp_path / "office"))
    command = [sys.executable, "-c", STOPPED_IN_THE_MIDST, str(int(end))]
    for _ in range(2):
        done = subprocess.run(
            command, cwd=ROOT, env=environment(home), input=f"{STORE}\n", capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (128 + end, "a new office\n")
        assert "Stopped before the office was open" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_key_store_that_is_damaged_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "office.keys").touch()
    done = serve(tmp_path, "--prepare", WELLFOUNDED_DB="postgres", WELLFOUNDED_KEYS=str(tmp_path / "keys"))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert "WF-113" in done.stderr


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def test_behind_a_server_with_https_nothing_is_answered_in_clear(fictional: Path) -> None:
    port = free_port()
    more = {"WELLFOUNDED_HTTPS": "1", "WELLFOUNDED_HOSTS": "localhost office.example"}
    address = f"http://localhost:{port}/account/login/"
    with opened(fictional, port, **more) as child:
        assert "https://office.example/" in read_until(child, "Ctrl-C")
        opener = urllib.request.build_opener(Stay)
        with pytest.raises(urllib.error.HTTPError, match="301"):
            opener.open(address, timeout=30)
        marked = urllib.request.Request(address, headers={"X-Forwarded-Proto": "https"})
        with opener.open(marked, timeout=30) as page:
            assert "max-age=31536000" in page.headers["Strict-Transport-Security"]
            assert "Secure" in page.headers["Set-Cookie"]


def test_a_port_that_is_taken_is_said(fictional: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        refused = serve(fictional, WELLFOUNDED_PORT=str(server.getsockname()[1]))
    assert refused.returncode == 2
    assert "WELLFOUNDED_PORT" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_own_office_keeps_its_passphrase_nowhere(own: Path) -> None:
    assert sorted(path.name for path in own.iterdir()) == ["office.db", "office.key"]
    assert STORE.encode() not in (own / "office.key").read_bytes() + (own / "office.db").read_bytes()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("a wrong passphrase\n", r"does not open the store.+\[WF-112\]"),
        ("", r"nobody can be asked.+\[WF-110\]"),
    ],
)
def test_an_own_office_does_not_open_without_its_passphrase(own: Path, typed: str, sentence: str) -> None:
    refused = serve(own, "--prepare", typed=typed)
    assert refused.returncode == 2
    assert re.search(sentence, refused.stderr)
    assert "Traceback" not in refused.stderr


def test_djangos_own_commands_ask_as_well(own: Path) -> None:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c"]
    count = "from wellfounded.accounts.models import *; print(User.objects.get(), RoleGrant.objects.get().role)"

    def run(typed: str) -> subprocess.CompletedProcess[str]:
        environ = environment(own)
        return subprocess.run(
            [*command, count],
            cwd=ROOT,
            env=environ,
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert run(f"{STORE}\n").stdout == "keeper administrator\n"
    assert (run("wrong\n").returncode, "WF-112" in run("wrong\n").stderr) == (1, True)


@pytest.mark.parametrize(
    ("answers", "sentence"), [([STORE, "another one"], "not the same"), (["short", "short"], "at least 12")]
)
def test_a_passphrase_that_cannot_be_used_makes_no_store(tmp_path: Path, answers: list[str], sentence: str) -> None:
    refused = answered(tmp_path / "office", *answers)
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (["", "keeper", ADMINISTRATOR], "blank"),
        (["An office", "two words", ADMINISTRATOR], "valid username"),
        (["An office", "keeper", "short"], "too short"),
    ],
)
def test_what_cannot_be_used_starts_no_office_and_is_asked_again(
    begun: Path, tmp_path: Path, answers: list[str], sentence: str
) -> None:
    home = Path(shutil.copytree(begun, tmp_path / "office"))
    refused = answered(home, STORE, *answers)
    assert refused.returncode == 2
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_store_without_its_key_file_is_not_given_a_new_one(fictional: Path, tmp_path: Path) -> None:
    (tmp_path / "office.db").write_bytes((fictional / "office.db").read_bytes())
    refused = serve(tmp_path, "--prepare")
    assert refused.returncode == 2
    assert "Restore it from a backup" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["office.db"]


def test_a_damaged_store_does_not_open(fictional: Path, tmp_path: Path) -> None:
    for path in fictional.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    content = bytearray((tmp_path / "office.db").read_bytes())
    content[-200] ^= 1
    (tmp_path / "office.db").write_bytes(content)
    refused = serve(tmp_path, "--prepare")
    assert refused.returncode == 2
    assert "[WF-114]" in refused.stderr


def test_the_fictional_office_opens_within_seconds_again(fictional: Path) -> None:
    started = time.monotonic()
    done = serve(fictional, "--prepare")
    said = f"Nothing was to do: the store is of this version already. {serve_program.OPENS_IT}\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
    assert time.monotonic() - started < 30
