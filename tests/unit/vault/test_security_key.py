"""What of a security key is believed: one that verified its holder, answered this page, and answers the same again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AuthenticatorData

from tests.unit.vault.soft_key import FLAG, ORIGIN, SoftKey
from wellfounded.vault import key_file, security_key, slot
from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import KeyRefused, SlotDamaged, WrongPassphrase
from wellfounded.vault.security_key import Asked, Reason
from wellfounded.vault.slot import Given, NewSlot, SecurityKey

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "four words are enough"  # noqa: S105 - of nobody
OTHER = "and other four words"
ASKED = Asked(security_key.by_chance(), ORIGIN)
SALT = security_key.by_chance()
ANOTHER_SALT = security_key.by_chance()
KEY = SoftKey()


def enrolled(key: SoftKey, **changes: Any) -> SecurityKey:
    told = key.enrolled(ASKED.challenge, SALT) | changes
    return security_key.enrolled(json.dumps(told), ASKED, salt=SALT)


def reason_of(act: Callable[[], object]) -> str:
    with pytest.raises(KeyRefused) as refused:
        act()
    return refused.value.reason


def test_a_key_that_answers_the_same_twice_is_enrolled() -> None:
    found = enrolled(KEY)
    assert found == SecurityKey(KEY.credential, SALT, KEY.answer(SALT))
    assert len(found.answer) == 32


def test_what_is_put_to_a_key_always_wants_its_holder_verified_here() -> None:
    made = security_key.to_make(ASKED.challenge, SALT, known={"b", "a"})
    assert (made["rp"], made["salt"], made["known"]) == ("localhost", SALT, ["a", "b"])
    assert security_key.to_answer(ASKED.challenge, {"a": SALT}) == {
        "challenge": ASKED.challenge,
        "rp": "localhost",
        "salts": {"a": SALT},
    }


DISHONEST: dict[str, tuple[dict[str, Any], Reason]] = {
    "touched, its holder not verified": ({"flags": FLAG.UP}, Reason.UNVERIFIED),
    "verified, not touched": ({"flags": FLAG.UV}, Reason.UNVERIFIED),
    "on another page of this computer": ({"origin": "http://localhost:9999"}, Reason.UNREADABLE),
    "on another computer": ({"origin": "https://elsewhere.example"}, Reason.UNREADABLE),
    "for another name": ({"here": "elsewhere.example"}, Reason.UNREADABLE),
}


@pytest.mark.parametrize("case", sorted(set(DISHONEST) - {"verified, not touched"}))
def test_a_key_is_not_enrolled_that_did_not_answer_this_page(case: str) -> None:
    changes, reason = DISHONEST[case]
    assert reason_of(lambda: enrolled(replace(KEY, **changes))) == reason


@pytest.mark.parametrize("case", [*DISHONEST, "within a page of somebody else"])
def test_a_key_does_not_open_that_did_not_answer_this_page(case: str) -> None:
    changes, reason = DISHONEST.get(case, ({"crossing": True}, Reason.UNREADABLE))
    told = {"answered": replace(KEY, **changes).answered(ASKED.challenge, SALT)}
    assert reason_of(lambda: security_key.answered(json.dumps(told), ASKED)) == reason


def test_the_same_answer_without_any_fault_opens() -> None:
    told = json.dumps({"answered": KEY.answered(ASKED.challenge, SALT)})
    assert security_key.answered(told, ASKED) == {KEY.credential: KEY.answer(SALT)}
    again = Asked(security_key.by_chance(), ORIGIN)
    assert reason_of(lambda: security_key.answered(told, again)) == Reason.UNREADABLE


def test_a_key_that_nobody_touched_is_not_enrolled() -> None:
    assert reason_of(lambda: enrolled(replace(KEY, flags=FLAG.UV))) == Reason.UNREADABLE


def test_what_was_made_must_hold_a_credential() -> None:
    made = KEY.made(ASKED.challenge)
    data = AuthenticatorData.create(sha256(b"localhost").digest(), FLAG.UP | FLAG.UV, 0)
    bare = made["response"] | {"attestationObject": websafe_encode(AttestationObject.create("none", data, {}))}
    assert reason_of(lambda: enrolled(KEY, created=made | {"response": bare})) == Reason.UNREADABLE


def test_a_passkey_that_is_copied_elsewhere_is_refused() -> None:
    assert reason_of(lambda: enrolled(replace(KEY, flags=KEY.flags | FLAG.BE))) == Reason.COPIED


def test_a_key_whose_answers_differ_or_come_once_is_refused() -> None:
    one = KEY.answered(ASKED.challenge, SALT)
    other = KEY.answered(ASKED.challenge, ANOTHER_SALT)
    for answered in ([one, other], [one], [], [one, one, one]):
        assert reason_of(lambda answered=answered: enrolled(KEY, answered=answered)) == Reason.CHANGING  # type: ignore[misc] # a default binds the case


def test_the_answer_must_be_signed_by_the_credential_that_was_made() -> None:
    stranger = SoftKey(name=KEY.name).answered(ASKED.challenge, SALT)
    assert reason_of(lambda: enrolled(KEY, answered=[stranger, stranger])) == Reason.UNREADABLE
    other = SoftKey().answered(ASKED.challenge, SALT)
    assert reason_of(lambda: enrolled(KEY, answered=[other, other])) == Reason.UNREADABLE


@pytest.mark.parametrize(
    "told",
    ["", "null", "[]", "{}", '{"answered": null}', '{"created": {}, "answered": []}', "[" * 99_999, " " * 200_000],
)
def test_what_no_browser_sends_is_refused(told: str) -> None:
    assert reason_of(lambda: security_key.enrolled(told, ASKED, salt=SALT)) == Reason.UNREADABLE
    assert reason_of(lambda: security_key.answered(told, ASKED)) == Reason.UNREADABLE


@pytest.mark.parametrize("answer", ["", "AAAA", "A" * 86, "?"])
def test_an_answer_of_another_length_is_refused(answer: str) -> None:
    told = KEY.answered(ASKED.challenge, SALT) | {"answer": answer}
    assert reason_of(lambda: security_key.answered(json.dumps({"answered": told}), ASKED)) == Reason.UNREADABLE


# What opens which slot: rows are what somebody gives, columns the kinds of slot.
RIGHT = {KEY.credential: KEY.answer(SALT)}
OTHER_SALT = {KEY.credential: KEY.answer(ANOTHER_SALT)}
OTHER_KEY = {KEY.credential: SoftKey().answer(SALT)}
UNKNOWN_KEY = {SoftKey().credential: KEY.answer(SALT)}
TRUTH: dict[str, tuple[Given, set[str]]] = {
    "nothing": (Given(), set()),
    "the passphrase": (Given(OTHER), {"passphrase"}),
    "a wrong passphrase": (Given(PASSPHRASE + "!"), set()),
    "the key": (Given(answers=RIGHT), {"key"}),
    "the key and the passphrase": (Given(OTHER, RIGHT), {"passphrase", "key", "both"}),
    "the key and a wrong passphrase": (Given(PASSPHRASE + "!", RIGHT), {"key"}),
    "another salt": (Given(answers=OTHER_SALT), set()),
    "another salt and the passphrase": (Given(OTHER, OTHER_SALT), {"passphrase"}),
    "another key": (Given(answers=OTHER_KEY), set()),
    "another key and the passphrase": (Given(OTHER, OTHER_KEY), {"passphrase"}),
    "the answer under another name": (Given(OTHER, UNKNOWN_KEY), {"passphrase"}),
}
KINDS = {
    "passphrase": NewSlot(who="mina", passphrase=OTHER),
    "key": NewSlot(who="mina", security_key=SecurityKey(KEY.credential, SALT, KEY.answer(SALT))),
    "both": NewSlot(who="mina", passphrase=OTHER, security_key=SecurityKey(KEY.credential, SALT, KEY.answer(SALT))),
}


@pytest.fixture(scope="module", params=KINDS)
def kind_of_slot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, bytes]:
    """A key file with one slot of a colleague's passphrase, and Mina's of this kind."""
    path = tmp_path_factory.mktemp(request.param) / "office.key"
    with pytest.MonkeyPatch.context() as cheap:
        cheap.setattr(slot, "LEAST", CHEAP)
        key = slot.create(path, PASSPHRASE, cost=CHEAP)
        slot.add(path, key, new=KINDS[request.param])
    return request.param, path, key


@pytest.mark.parametrize("given", TRUTH)
def test_a_slot_opens_to_what_it_was_made_for_and_to_nothing_else(
    kind_of_slot: tuple[str, Path, bytes], given: str
) -> None:
    kind, path, key = kind_of_slot
    what, opens = TRUTH[given]
    if kind in opens:
        assert slot.open_slot(path, what) == key
        assert slot.held_by(path, what).who == "mina"
    else:
        with pytest.raises(WrongPassphrase):
            slot.open_slot(path, what)


def test_the_file_tells_what_the_page_has_to_ask(kind_of_slot: tuple[str, Path, bytes]) -> None:
    kind, path, _ = kind_of_slot
    assert slot.asks_for_both(path) == (kind == "both")
    assert slot.security_keys(path) == ({} if kind == "passphrase" else {KEY.credential: SALT})
    assert not slot.needs_a_browser(path)


def test_every_changed_byte_of_a_file_with_a_key_is_called_damage(tmp_path: Path) -> None:
    path = tmp_path / "office.key"
    key = slot.create(path, PASSPHRASE, cost=CHEAP)
    slot.add(path, key, new=KINDS["key"])
    whole = path.read_bytes()
    for place in range(len(whole)):
        if whole[place : place + 1].isspace():
            continue
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(SlotDamaged):
            slot.open_slot(path, Given(answers=RIGHT))


@pytest.mark.parametrize("changed", ["credential", "prf_salt", "label", "number"])
def test_a_slot_of_a_key_that_a_forger_changed_does_not_open(tmp_path: Path, changed: str) -> None:
    path = tmp_path / "office.key"
    key = slot.create(path, PASSPHRASE, cost=CHEAP)
    slot.add(path, key, new=KINDS["key"])
    content = json.loads(path.read_bytes())
    del content["sha256"]
    forged = {"credential": "AAAA", "prf_salt": ANOTHER_SALT, "label": "AAAA", "number": "00000000"}[changed]
    content["slots"][1][changed] = forged
    path.write_text(json.dumps(content | {"sha256": key_file.digest_of(content)}), encoding="utf-8")
    with pytest.raises(WrongPassphrase):
        slot.open_slot(path, Given(answers=RIGHT | {"AAAA": KEY.answer(SALT)}))
