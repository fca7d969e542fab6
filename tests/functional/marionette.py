"""Firefox, led by the protocol that it brings along: a number of octets, a colon, and a list as JSON."""

from __future__ import annotations

import json
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.functional.killed_browser import PATIENCE, first_line, running

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the name that the standard of WebDriver gives a reference
# Whoever leads a Firefox is given settings by which it keeps less: these are of a Firefox that nobody leads.
AS_PEOPLE_HAVE_IT = """
user_pref("remote.prefs.recommended", false);
user_pref("marionette.port", 0);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
"""


def firefox() -> str:
    """Where it is; without it the test is skipped, since Chromium is asked the same."""
    found = os.environ.get("FIREFOX") or next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    if not found:
        pytest.skip("Firefox was not found: install it, or say where it is with FIREFOX=/path/to/firefox")
    return found


@dataclass
class Firefox:
    """One open window."""

    line: socket.socket
    said: int = 0

    def ask(self, command: str, **values: Any) -> Any:
        self.said += 1
        text = json.dumps([0, self.said, command, values])
        self.line.sendall(f"{len(text.encode())}:{text}".encode())
        _, _, refused, answer = self.heard()
        if refused:
            raise RuntimeError(f"{command}: {refused['error']}: {refused['message']}")
        return answer.get("value", answer) if isinstance(answer, dict) else answer

    def heard(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self.line.recv(1)
        text = b""
        while len(text) < int(length[:-1]):
            text += self.line.recv(int(length[:-1]) - len(text))
        return json.loads(text)

    def open(self, address: str) -> None:
        self.ask("WebDriver:Navigate", url=address)

    @property
    def address(self) -> str:
        return str(self.ask("WebDriver:GetCurrentURL"))

    def run(self, script: str, *given: Any) -> Any:
        return self.ask("WebDriver:ExecuteScript", script=script, args=list(given))

    def is_there(self, selector: str) -> bool:
        return bool(self.run("return document.querySelector(arguments[0]) !== null", selector))

    def wait_for(self, selector: str) -> None:
        until = time.monotonic() + PATIENCE
        while not self.is_there(selector):
            if time.monotonic() > until:
                raise RuntimeError(f"{selector} did not come on {self.address}")
            time.sleep(0.1)

    def text(self, selector: str) -> str:
        return str(self.run("return document.querySelector(arguments[0]).innerText", selector))

    def find(self, selector: str) -> str:
        found = self.ask("WebDriver:FindElement", using="css selector", value=selector)
        return str(found[ELEMENT])

    def type(self, selector: str, text: str) -> None:
        """Key by key, as a person does."""
        self.ask("WebDriver:ElementSendKeys", id=self.find(selector), text=text)

    def click(self, selector: str) -> None:
        """A page that it leads to is waited for."""
        self.ask("WebDriver:ElementClick", id=self.find(selector))

    def open_beside(self) -> None:
        """A second tab, which stays in view."""
        new = self.ask("WebDriver:NewWindow", type="tab", focus=True)
        self.ask("WebDriver:SwitchToWindow", handle=new["handle"], focus=True)


@contextmanager
def browsing(folder: Path) -> Iterator[Firefox]:
    """As people start it; killed at the end, with all open."""
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(AS_PEOPLE_HAVE_IT, encoding="ascii")
    command = [firefox(), "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    with running(command, folder) as kill:
        port = int(first_line(profile / "MarionetteActivePort"))
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
            window = Firefox(line)
            window.heard()
            window.ask("WebDriver:NewSession")
            yield window
            kill()
