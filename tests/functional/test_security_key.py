"""A security key and the store: enrolled in the office, asked before the office is there, and taken out again.

Chromium plays the key. It stays in one window, as a key stays in one hand, while the office restarts beneath it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fido2.utils import websafe_decode
from playwright.sync_api import Browser, Page, Request
from playwright.sync_api import Error as PlaywrightError

from tests.casework.prepared import SERVE
from tests.functional.desk import NARROW, WIDE, faults_of, new_desk, overflow_of, sign_in, untranslated_of
from tests.functional.office import PATIENCE, Office, environment
from wellfounded.config.unlock_page import open_in_browser
from wellfounded.vault import key_file, slot
from wellfounded.vault.errors import WrongPassphrase
from wellfounded.vault.slot import Given

PICTURES = os.environ.get("WELLFOUNDED_PICTURES", "")
NOTE = "passphrase-of-the-fictional-office.txt"
KEY: dict[str, Any] = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "hasPrf": True,
    "automaticPresenceSimulation": True,
}
# What the script of the page asks, asked in another way: with another salt, without the PIN, without the secret.
ASK = """async ([options, userVerification, salt]) => {
  const bytes = (one) => Uint8Array.from(atob(one.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const signs = (raw) => btoa(String.fromCharCode(...new Uint8Array(raw)));
  const text = (raw) => signs(raw).replace(/[+]/g, "-").replace(/[/]/g, "_").replace(/=/g, "");
  const [id, first] = Object.entries(options.salts)[0];
  const found = await navigator.credentials.get({ publicKey: {
    challenge: bytes(options.challenge), rpId: options.rp, userVerification,
    allowCredentials: [{ type: "public-key", id: bytes(id) }],
    extensions: salt === null ? {} : { prf: { evalByCredential: { [id]: { first: bytes(salt || first) } } } },
  } });
  const { clientDataJSON, authenticatorData, signature } = found.response;
  const answer = found.getClientExtensionResults().prf?.results?.first;
  return { id: found.id, rawId: found.id, response: {
    clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature),
  }, answer: answer ? text(answer) : "" };
}"""
SEND = """async (told) => {
  const body = JSON.stringify({ passphrase: "", answered: told });
  const answer = await fetch("/open", { method: "POST", body, headers: { "Content-Type": "application/json" } });
  return [answer.status, (await answer.json()).error ?? ""];
}"""
STORED = "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])"


class Hand:
    """Whoever sits at the computer, with a key in one window."""

    def __init__(self, browser: Browser, office: Office) -> None:
        self.desk = new_desk(browser, office, username="administrator")
        self.page = self.desk.page
        self.cdp = self.desk.context.new_cdp_session(self.page)
        self.cdp.send("WebAuthn.enable")
        self.key = ""
        self.take()
        self.sent: list[Request] = []
        self.page.on("request", self._follow)

    def _follow(self, request: Request) -> None:
        self.sent.append(request)

    def take(self, **other: Any) -> None:
        """A key that nobody enrolled, perhaps one that is different in something."""
        if self.key:
            self.cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.key})
        self.key = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": KEY | other})["authenticatorId"]

    def verified(self, *, is_so: bool) -> None:
        self.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self.key, "isUserVerified": is_so})

    def at(self, address: str) -> None:
        """Another program answers in this window now."""
        self.desk.watch.address = address

    def told(self, selector: str) -> str:
        """What the form says at last."""
        self.page.locator(f"main {selector}:not([hidden])").first.wait_for()
        return self.page.locator(f"main {selector}:not([hidden])").first.inner_text()

    def bodies(self) -> str:
        return "\n".join(one.post_data or "" for one in self.sent)

    def wrong(self) -> list[str]:
        """While one program gives its place to the next, nobody answers for a moment."""
        return [one for one in self.desk.watch.wrong if "Failed to load resource: net::ERR_" not in one]


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def in_each_language(page: Page, name: str, speak: Callable[[str], None]) -> list[str]:
    """What is wrong with a screen, on a desk and on a phone, in the three languages."""
    wrong = []
    for code in ("en", "ko", "zh-hans"):
        speak(code)
        wrong += faults_of(page, colours=code == "en") + (untranslated_of(page, ()) if code != "en" else [])
        picture(page, f"{name}-{code}")
        page.set_viewport_size(NARROW)
        wrong += overflow_of(page)
        page.set_viewport_size(WIDE)
    speak("en")
    return wrong


def enrol(hand: Hand, passphrase: str, *, way: str) -> None:
    hand.desk.fill(passphrase=passphrase, way=way)
    with hand.page.expect_navigation():
        hand.page.get_by_role("button", name="Enrol the key").click()


@contextmanager
def unlocking(file: Path, hand: Hand) -> Iterator[Callable[[], bytes]]:
    """The page that opens the store of this key file, without an office behind it. Gives the key once it is open."""
    found: list[bytes] = []
    said: list[str] = []
    waiting = threading.Thread(target=lambda: found.append(open_in_browser(file, port=0, say=said.append)), daemon=True)
    waiting.start()
    while not said:
        time.sleep(0.02)
    address = said[0].split()[1]
    hand.at(address)
    answer = hand.page.goto(address)
    assert answer is not None
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers

    def key() -> bytes:
        waiting.join(10)
        return found[0]

    yield key
    hand.page.goto("about:blank")
    hand.at(hand.desk.office.address)


def options_of(page: Page) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(str(page.locator("form[data-store-key]").first.get_attribute("data-options")))
    return read


def test_a_key_is_enrolled_opens_the_store_and_is_taken_out_again(
    browser: Browser, prepared: Path, tmp_path: Path
) -> None:
    office = Office.copied(prepared, tmp_path / "home")
    file, note = office.home / key_file.NAME, office.home / NOTE
    passphrase = note.read_text(encoding="utf-8").splitlines()[0]
    key = slot.open_slot(file, passphrase)
    office.start()
    try:
        hand = Hand(browser, office)
        sign_in(hand.page, "administrator", at=office.address)
        _enrol_both_ways(hand, file, passphrase)
        both = shutil.copy(file, tmp_path / "both.key")
        hand.desk.open("/office/store/key/")
        _take_out(hand, passphrase)
        assert slot.security_keys(file) == {}
        assert slot.open_slot(file, passphrase) == key
        enrol(hand, passphrase, way="either")
        assert len(slot.slots(file, key)) == 2
    finally:
        office.end()
    note.unlink()
    _restart(hand, office)
    _open_with_both(hand, Path(both), tmp_path, key=key, passphrase=passphrase)
    assert hand.wrong() == []
    hand.desk.context.close()


def _enrol_both_ways(hand: Hand, file: Path, passphrase: str) -> None:
    """Refused without a PIN, without a secret and with a wrong passphrase; then a way of both."""
    before = file.read_bytes()
    hand.desk.open("/office/store/key/")
    assert "reauthenticate" in hand.page.url
    hand.desk.prove_again()
    assert in_each_language(hand.page, "key", lambda code: _speak(hand, code)) == []
    hand.verified(is_so=False)
    hand.desk.fill(passphrase=passphrase, way="both")
    hand.page.get_by_role("button", name="Enrol the key").click()
    assert "did not answer" in hand.told("[data-failed]")
    hand.take(hasPrf=False)
    hand.page.get_by_role("button", name="Enrol the key").click()
    assert "cannot keep a secret" in hand.told("[data-cannot]")
    picture(hand.page, "key-refused-en")
    hand.take()
    enrol(hand, "a passphrase of nobody here", way="both")
    assert "does not open a slot of yours" in hand.page.locator("main").inner_text()
    assert file.read_bytes() == before
    hand.take()
    enrol(hand, passphrase, way="both")
    assert "The key opens your slot" in hand.page.locator("main").inner_text()
    assert in_each_language(hand.page, "key-both", lambda code: _speak(hand, code)) == []
    with pytest.raises(WrongPassphrase):
        slot.open_slot(file, passphrase)


def _speak(hand: Hand, code: str) -> None:
    hand.desk.speak(code)
    hand.desk.open("/office/store/key/")


def _take_out(hand: Hand, passphrase: str) -> None:
    hand.page.locator("details summary").first.click()
    hand.page.locator("details [name=passphrase]").fill(passphrase)
    with hand.page.expect_navigation():
        hand.page.get_by_role("button", name="Take the key out, with the key").click()
    assert "The key opens nothing any more" in hand.page.locator("main").inner_text()


def _open_with_both(hand: Hand, both: Path, scratch: Path, *, key: bytes, passphrase: str) -> None:
    """The slot that was taken out since, in a copy of the file: as somebody who kept one would open it."""
    with unlocking(both, hand) as opened:
        start = hand.page.url
        assert in_each_language(hand.page, "unlock", lambda code: _choose(hand, start, code)) == []
        button = hand.page.get_by_role("button", name="Use the security key")
        button.click()
        assert "another key, or another passphrase" in hand.told("[data-refused]")
        picture(hand.page, "unlock-refused-en")
        hand.page.locator("[name=passphrase]").fill(passphrase)
        hand.page.locator("[name=passphrase]").press("Enter")
        hand.told("[data-opened]")
        picture(hand.page, "unlock-opened-en")
        assert opened() == key
        # Without its PIN the key gives no secret. At the end: a key that is asked in vain answers nobody any more.
        hand.verified(is_so=False)
        with pytest.raises(PlaywrightError, match="NotAllowedError"):
            hand.page.evaluate(ASK, [options_of(hand.page), "discouraged", ""])
    other = scratch / "other.key"
    slot.create(other, "a passphrase of nobody here")
    given = json.loads(next(one.post_data or "" for one in reversed(hand.sent) if one.url.endswith("/open")))
    answer = {given["answered"]["id"]: websafe_decode(given["answered"]["answer"])}
    assert slot.open_slot(both, Given(passphrase, answer)) == key
    with pytest.raises(WrongPassphrase):
        slot.open_slot(other, Given(passphrase, answer))


def _choose(hand: Hand, start: str, code: str) -> None:
    hand.page.goto(f"{start}?language={code}")


def _restart(hand: Hand, office: Office) -> None:
    """The office asks in its window, is told to use the key, and goes on when the page opened the store."""
    log = office.home.parent / "restart.log"
    with log.open("wb") as said:
        child = subprocess.Popen(
            SERVE, env=environment(office.home, office.port), stdin=subprocess.PIPE, stdout=said, stderr=said
        )
    office.process = child
    try:
        assert child.stdin is not None
        child.stdin.write(b"key\n")
        child.stdin.close()
        until = time.monotonic() + PATIENCE
        while f"Open {office.address}/" not in log.read_text(encoding="utf-8"):
            assert time.monotonic() < until, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        hand.page.goto(office.address)
        _wrong_ways(hand)
        hand.page.get_by_role("button", name="Use the security key").click()
        hand.page.wait_for_url("**/account/login/**", timeout=PATIENCE * 1000)
        _nothing_is_left(hand, log, office.home)
    finally:
        office.end()


def _wrong_ways(hand: Hand) -> None:
    """Another salt, and a key that did not ask for its PIN, are refused by the program, whatever the page does."""
    salted = hand.page.evaluate(ASK, [options_of(hand.page), "required", "A" * 43])
    right = hand.page.evaluate(ASK, [options_of(hand.page), "required", ""])
    assert salted["answer"] != right["answer"]
    status, error = hand.page.evaluate(SEND, salted)
    assert (status, "another key" in error) == (422, True)
    hand.page.reload()
    hand.verified(is_so=False)
    touched = hand.page.evaluate(ASK, [options_of(hand.page), "discouraged", None])
    status, error = hand.page.evaluate(SEND, touched | {"answer": right["answer"]})
    assert (status, "PIN" in error) == (422, True)
    hand.verified(is_so=True)
    hand.page.reload()


def _nothing_is_left(hand: Hand, log: Path, home: Path) -> None:
    """The answer of the key went over once, in a body: it stands in no address, no log, no storage and no file."""
    body = next(one.post_data or "" for one in reversed(hand.sent) if one.url.endswith("/open"))
    answer = json.loads(body)["answered"]["answer"]
    assert len(answer) == 43
    assert answer in hand.bodies()
    places = [
        "\n".join(one.url for one in hand.sent),
        hand.page.evaluate(STORED),
        json.dumps(hand.desk.context.cookies()),
        log.read_text(encoding="utf-8"),
    ]
    assert [place for place in places if answer in place] == []
    raw = [answer.encode(), websafe_decode(answer)]
    files = [path for path in home.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files for one in raw if one in path.read_bytes()] == []
