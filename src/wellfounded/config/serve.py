"""Opens the office: `python -m wellfounded.config.serve`, or `make office`.

One program with the key in its memory, reached from this computer only unless told otherwise. Ctrl-C closes it.
"""

from __future__ import annotations

import argparse
import gc
import os
import signal
import socket
import sys
from functools import partial
from typing import NoReturn, TextIO

import django

from wellfounded.vault.errors import VaultError
from wellfounded.vault.own_memory import keep_to_oneself

THREADS = 2  # of each process: only one computes at a time, and each keeps decrypted pages of its own
WAITING = 1024  # connections that wait to be taken
CANNOT = 2
OPENS_IT = "Open it with: python -m wellfounded.config.serve"
STOPPED = "\nStopped before the office was open. An upgrade happened whole, or not at all. Open it again."


def main(arguments: list[str] | None = None) -> int:
    """Open the office and serve it until it is stopped. Returns the exit code."""
    options = _options(arguments)
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
    for one in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(one) != signal.SIG_IGN:  # as `nohup` has it: the window goes, the office stays
            signal.signal(one, _stop)
    try:
        return _opened(options)
    except VaultError as error:
        say(str(error), to=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt as stop:
        say(STOPPED, to=sys.stderr)
        return 128 + (stop.args[0] if stop.args else signal.SIGINT)


def _opened(options: argparse.Namespace) -> int:
    django.setup()  # finds the key store, if there is one
    # These need Django to be set up, and reading them takes longer than showing the help.
    from wellfounded.config import welcome  # noqa: PLC0415 - the reason stands above
    from wellfounded.vault.office_keys import in_use  # noqa: PLC0415 - the same

    keep_to_oneself()
    done = welcome.prepare(fictional=not options.empty)
    if options.prepare:
        say(f"{done} {OPENS_IT}")
        return 0
    if done is welcome.Prepared.MADE and in_use.store() is not None:
        _begin_anew()
    return _serve()


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m wellfounded.config.serve", description="Opens the office.")
    parser.add_argument(
        "--empty",
        action="store_true",
        help="a new store is an office of its own instead of the fictional one: asks for its first administrator",
    )
    parser.add_argument("--prepare", action="store_true", help="make or update the store, and stop before serving")
    return parser.parse_args(arguments)


def _begin_anew() -> NoReturn:
    """Whoever made a sealed office knew its keys: the same program in its place, with an empty memory, opens it."""
    os.execv(sys.executable, [sys.executable, "-m", "wellfounded.config.serve"])  # noqa: S606 - our own program


def _serve() -> int:
    from django.conf import settings  # noqa: PLC0415 - read after the settings module is named

    from wellfounded.config import running, welcome  # noqa: PLC0415 - needs Django set up
    from wellfounded.vault import tombstone  # noqa: PLC0415 - not to show the help

    try:
        listener = _listener(settings.LISTEN, settings.PORT)
    except OSError as error:
        say(f"The office cannot listen at {settings.LISTEN}:{settings.PORT}: {error.strerror}.", to=sys.stderr)
        say("Another program may use the port. Choose one with WELLFOUNDED_PORT, for example 8010.", to=sys.stderr)
        return CANNOT
    running.begin(settings.HOME)
    tombstone.refuse(settings.HOME)  # from here on a wipe sees this process; one that came before is seen here
    welcome.end_old_sessions()
    _read_ahead()
    for line in welcome.lines():
        say(line)
    try:
        return _answer_until_stopped(listener)
    except KeyboardInterrupt:
        say("\nThe office is closed.")
        return 0


def _answer_until_stopped(listener: socket.socket) -> int:
    from django.conf import settings  # noqa: PLC0415 - read after the settings module is named

    from wellfounded.config import workers  # noqa: PLC0415 - needs Django set up
    from wellfounded.vault.office_keys import in_use  # noqa: PLC0415 - the same

    alone = settings.PROCESSES == 1 and in_use.store() is None  # a sealed office keeps a process that opens nothing
    if alone or not hasattr(os, "fork"):
        _answer(listener)
        raise KeyboardInterrupt
    try:
        workers.serve_in_copies(settings.PROCESSES, partial(_answer, listener), say=partial(say, to=sys.stderr))
    except workers.WorkersEnd as error:
        say(str(error), to=sys.stderr)
        return CANNOT


def _read_ahead() -> None:
    """Read once what every page needs, so that no copy and no first visitor waits for it."""
    from django.conf import settings  # noqa: PLC0415 - read after the settings module is named
    from django.template.loader import get_template  # noqa: PLC0415 - needs Django set up
    from django.urls import get_resolver  # noqa: PLC0415 - the same

    from wellfounded.law.library import load_library  # noqa: PLC0415 - not to show the help

    load_library()
    _ = get_resolver().url_patterns
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for file in folder.rglob("*.html"):
            get_template(file.relative_to(folder).as_posix())
    gc.freeze()  # what is read by now is shared by all copies, and stays so


def _listener(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return socket.create_server((address, port), family=family, backlog=WAITING)


def _answer(listener: socket.socket) -> int:
    """Answer what comes to the address until Ctrl-C, or in a sealed office until nobody asks for a while."""
    from django.conf import settings  # noqa: PLC0415 - read after the settings module is named
    from waitress.server import create_server  # noqa: PLC0415 - starting it takes longer than a wrong passphrase

    from wellfounded.config import beside, rest, workers  # noqa: PLC0415 - needs Django set up
    from wellfounded.config.wsgi import application  # noqa: PLC0415 - the same
    from wellfounded.vault.office_keys import in_use  # noqa: PLC0415 - needs Django set up

    beside.begin()
    # Only a server with HTTPS on this machine may say that a request came by HTTPS; nothing else of its word is taken.
    proxy = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-proto"}} if settings.HTTPS else {}
    resting = rest.Rest(application, after=settings.REST_SECONDS)
    rests = in_use.store() is not None and settings.REST_SECONDS > 0
    more = proxy | (resting.connections() if rests else {})
    server = create_server(
        resting, sockets=[listener], threads=THREADS, ident="", clear_untrusted_proxy_headers=True, **more
    )
    if rests:
        resting.watch(server)
    server.run()  # returns on Ctrl-C, and when it rests
    server.close()
    return workers.RESTED if rests and resting.is_due else 0


def say(line: str, *, to: TextIO | None = None) -> None:
    """A pipe sees each line at once."""
    print(line, file=to or sys.stdout, flush=True)


def _stop(number: int, _: object) -> NoReturn:
    raise KeyboardInterrupt(number)


if __name__ == "__main__":
    sys.exit(main())
