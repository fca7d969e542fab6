"""The ways to the key of the store: one slot a person, each of which opens on its own.

The store is encrypted under a key drawn by chance, so that ways come and go without writing the store anew. A slot
holds that key wrapped with AES-256-GCM, under what its person gives: a passphrase, the answer of a security key (the
PRF of WebAuthn), or both. What the wrapping key is made of, and what is bound to it, stands in ADR 17.

All slots need the salt at the head of the file: when its first page is overwritten, none of them opens. Who holds a
slot is readable with the key only, so that a stolen computer names nobody.

A digest over the file tells damage apart from a wrong passphrase, and a key-check tells that the key is the store's.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag

from wellfounded.vault import key_file
from wellfounded.vault import passphrase as passphrases
from wellfounded.vault.argon import LEAST, SALT_BYTES, Cost, calibrated
from wellfounded.vault.errors import SlotDamaged, VaultError, WrongPassphrase
from wellfounded.vault.key_file import FIRST_FORMAT, FORMAT, Content
from wellfounded.vault.wrapping import (
    Guess,
    Head,
    as_bytes,
    as_text,
    is_sane,
    opened_label,
    sealed_label,
    unwrapped,
    wrapped,
)

KEY_BYTES = 32
FILE_SALT_BYTES = 32
MOST = 32  # slots of one store
WRONG = "This passphrase does not open the store. Look at the language of the keyboard and at Caps Lock."


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gives to open the store. Answers of security keys stand by the credential that gave them."""

    passphrase: str = ""
    answers: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SecurityKey:
    """A credential of a security key, the salt that is put to it, and its answer, which is the secret."""

    credential: str
    salt: str
    answer: bytes


@dataclass(frozen=True, slots=True)
class NewSlot:
    """A slot to be made: whose, and what opens it (at least one of the two)."""

    who: str = ""
    passphrase: str = ""
    security_key: SecurityKey | None = None
    cost: Cost | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot as the list shows it."""

    number: str
    who: str
    made: str
    passphrase: bool
    security_key: bool


def create(path: Path, passphrase: str, *, who: str = "", cost: Cost | None = None) -> bytes:
    """A new key file with a new key, which is returned. Never replaces a file: with it the store would be lost.

    Raises:
        VaultError: the file is there already, or the passphrase is too short.
    """
    key = secrets.token_bytes(KEY_BYTES)
    create_for(path, key, new=NewSlot(who=who, passphrase=passphrase, cost=cost))
    return key


def create_for(path: Path, key: bytes, *, new: NewSlot) -> None:
    """A new key file for a key that exists, as after a restore.

    Raises:
        VaultError: the file is there already, or the passphrase is too short.
    """
    passphrases.check_new(new.passphrase)
    _check_free(path)
    content = _empty(key)
    made = _made(content, key, new=new)
    with key_file.changing(path):
        _check_free(path)  # two first starts at once: the second one must not take the key of the first
        key_file.replace(path, content | {"slots": [made]}, check=_opens(made, new, key=key))


def _check_free(path: Path) -> None:
    if path.exists():
        raise VaultError(f"{path} is there already. It opens a store; move both away together before making a new one.")


def open_slot(path: Path, given: str | Given) -> bytes:
    """The store's key. What a killed change left beside the file, a slot that was removed perhaps, is destroyed.

    Raises:
        WrongPassphrase: the file is whole and what was given does not open it.
        SlotDamaged: the file is missing or not as it was written.
    """
    key, _ = _opened(path, given if isinstance(given, Given) else Given(passphrase=given))
    if key_file.leftovers(path):
        with key_file.changing(path):
            pass  # to begin a change destroys them
    return key


def slots(path: Path, key: bytes) -> list[Slot]:
    """Every slot, in the order in which they were made."""
    content = _read(path)
    return [
        Slot(
            number=_number(head, place),
            passphrase="memory" in head,
            security_key="credential" in head,
            **_label(head, key),
        )
        for place, head in enumerate(content["slots"])
    ]


def security_keys(path: Path) -> dict[str, str]:
    """The salt for each credential, which the unlock page puts to the security keys."""
    return {head["credential"]: head["prf_salt"] for head in _read(path)["slots"] if "credential" in head}


def asks_for_both(path: Path) -> bool:
    """Whether a slot wants a passphrase beside a security key."""
    return any("credential" in head and "memory" in head for head in _read(path)["slots"])


def held_by(path: Path, given: Given) -> Slot:
    """The slot that opens to what was given.

    Raises:
        WrongPassphrase: none does.
        SlotDamaged: the file is missing or not as it was written.
    """
    key, place = _opened(path, given)
    return slots(path, key)[place]


def needs_a_browser(path: Path) -> bool:
    """Whether no slot opens with a passphrase alone."""
    return all("credential" in head for head in _read(path)["slots"])


def add(path: Path, key: bytes, *, new: NewSlot) -> None:
    """One slot more. The others stay as they are.

    Raises:
        VaultError: the passphrase is too short, or there is no room.
        SlotDamaged: the file is missing or not as it was written.
    """
    check(new)
    with key_file.changing(path):
        content = _current(path, key)
        if len(content["slots"]) >= MOST:
            raise VaultError(f"A store has at most {MOST} slots. Take one out first.")
        made = _made(content, key, new=new)
        content["slots"].append(made)
        key_file.replace(path, content, check=_opens(made, new, key=key))


def check(new: NewSlot) -> None:
    """Whether such a slot may be made.

    Raises:
        VaultError: the passphrase is too short.
    """
    if new.passphrase or new.security_key is None:
        passphrases.check_new(new.passphrase)


def change(path: Path, key: bytes, *, number: str, new: NewSlot) -> None:
    """Put a new slot in the place of one. The old one opens until the new one was written, synced and opened.

    Raises:
        VaultError: there is no such slot, or the passphrase is too short.
        SlotDamaged: the file is missing or not as it was written.
    """
    check(new)
    with key_file.changing(path):
        content = _current(path, key)
        place = _place(content, number)
        rest = [head for at, head in enumerate(content["slots"]) if at != place]
        made = content["slots"][place] = _made(content | {"slots": rest}, key, new=new)
        key_file.replace(path, content, check=_opens(made, new, key=key))


def remove(path: Path, key: bytes, *, number: str) -> None:
    """Take a slot out. Whoever kept a copy of the old file can still open it with what opened that slot.

    Raises:
        VaultError: there is no such slot, or it is the last one.
        SlotDamaged: the file is missing or not as it was written.
    """
    with key_file.changing(path):
        content = _current(path, key)
        place = _place(content, number)
        if len(content["slots"]) == 1:
            raise VaultError("This is the last slot. Without it nobody opens the store. Add another one first.")
        del content["slots"][place]
        key_file.replace(path, content, check=_read)


def change_passphrase(path: Path, *, old: str, new: str, cost: Cost | None = None) -> str:
    """Another passphrase for the slot that the old one opens. Returns whose it is, if that was said.

    Raises:
        WrongPassphrase: the old passphrase is not the one.
        SlotDamaged: the file is missing or not as it was written.
        VaultError: the new passphrase is too short.
    """
    key, place = _opened(path, Given(passphrase=old))
    held = slots(path, key)[place]
    change(path, key, number=held.number, new=NewSlot(who=held.who, passphrase=new, cost=cost))
    return held.who


def renew(path: Path, passphrase: str) -> None:
    """Write a key file of the first format in the present one, with the passphrase that opens it."""
    if key_file.read(path)["format"] == FIRST_FORMAT:
        change_passphrase(path, old=passphrase, new=passphrase)


def _empty(key: bytes) -> Content:
    salt = as_text(secrets.token_bytes(FILE_SALT_BYTES))
    return {"format": FORMAT, "salt": salt, "check": as_text(_check_of(key)), "slots": []}


def _current(path: Path, key: bytes) -> Content:
    """The content to change, in the present format."""
    content = _read(path)
    if not hmac.compare_digest(_check_of(key), as_bytes(content["check"])):
        raise SlotDamaged(f"{path} belongs to another store than the one that is open. Nothing was changed.")
    return content if content["format"] == FORMAT else _empty(key) | {"slots": content["slots"]}


def _made(content: Content, key: bytes, *, new: NewSlot) -> Head:
    head: Head = {"version": 2, "number": secrets.token_hex(4)}
    if new.passphrase:
        cost = new.cost or _cost_of(content) or calibrated()
        head |= {"kdf": "argon2id", "memory": cost.memory, "passes": cost.passes, "lanes": cost.lanes}
    if new.security_key is not None:
        head |= {"credential": new.security_key.credential, "prf_salt": new.security_key.salt}
    made = datetime.now(UTC).date().isoformat()
    head["label"] = sealed_label({"who": new.who, "made": made}, key, number=head["number"])
    return wrapped(head, key, guess=_guess(content, _given(new)))


def _given(new: NewSlot) -> Given:
    answers = {} if new.security_key is None else {new.security_key.credential: new.security_key.answer}
    return Given(new.passphrase, answers)


def _cost_of(content: Content) -> Cost | None:
    """All slots cost the same, so that one computation tries them all.

    Whoever wrote a slot of their own into the file of a seized disk does not choose how cheap the next one is.
    """
    costs = (Cost(one["memory"], one["passes"], one["lanes"]) for one in content["slots"] if "memory" in one)
    return next((cost for cost in costs if cost.memory >= LEAST.memory and cost.passes >= LEAST.passes), None)


def _opens(made: Head, new: NewSlot, *, key: bytes) -> Callable[[Path], None]:
    """Read back from the disk, the new slot opens to the key."""

    def holds(path: Path) -> None:
        content = _read(path)
        opened = unwrapped(made, _guess(content, _given(new))) if made in content["slots"] else None
        if opened is None or not hmac.compare_digest(opened, key):
            raise SlotDamaged("The new slot does not open to the key of the store. Nothing was changed.")

    return holds


def _opened(path: Path, given: Given) -> tuple[bytes, int]:
    """The key, and the place of the slot that gave it."""
    content = _read(path)
    guess = _guess(content, given)
    for place, head in enumerate(content["slots"]):
        try:
            key = unwrapped(head, guess)
        except InvalidTag:
            continue
        if key is None:
            continue
        if not hmac.compare_digest(_check_of(key), as_bytes(content["check"])):
            raise SlotDamaged(f"{path} opens to a key that is not the store's. Restore it from a backup.")
        return key, place
    raise WrongPassphrase(WRONG)


def _guess(content: Content, given: Given) -> Guess:
    return Guess(as_bytes(content.get("salt", "")), passphrase=given.passphrase, answers=given.answers)


def _read(path: Path) -> Content:
    content = key_file.read(path)
    if content["format"] == FIRST_FORMAT:
        content["slots"] = content.pop("ways", None)
    try:
        sane = all(is_sane(head) for head in content["slots"]) and bool(content["slots"])
        as_bytes(content["check"])
        sane = sane and len(as_bytes(content.get("salt", ""))) >= (SALT_BYTES if content["format"] == FORMAT else 0)
    except (ValueError, TypeError, KeyError, AttributeError, json.JSONDecodeError):
        sane = False
    if not sane:
        raise key_file.damaged(path)
    return content


def _label(head: Head, key: bytes) -> dict[str, str]:
    """A slot of the first format says nothing of its holder, and one that somebody without the key wrote cannot."""
    nobody = {"who": "", "made": ""}
    try:
        return opened_label(head, key) if "label" in head else nobody
    except (InvalidTag, ValueError, TypeError):
        return nobody


def _number(head: Head, place: int) -> str:
    return str(head.get("number", place))


def _place(content: Content, number: str) -> int:
    for place, head in enumerate(content["slots"]):
        if _number(head, place) == number:
            return place
    raise VaultError(f"There is no slot {number}. The list of slots gives their numbers.")


def _check_of(key: bytes) -> bytes:
    """Tells whether a key is the right one, and nothing about it."""
    return hmac.digest(key, b"wellfounded: this is the key of the store", "sha256")
