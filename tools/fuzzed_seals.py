"""What the vault seals, key files and copies, how each is altered, and what opens it: the throws of `fuzz_vault seal`.

Some are altered as bytes alone. Those that bear a digest of their own are altered inside too, and given a digest that
fits, as by somebody who writes on the disk of a closed office or knows the public half of its recovery.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
from base64 import b64encode
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tools.fuzz_documents import altered
from wellfounded.audit.backup_signature import BACKUP, BackupSignature, signature_of
from wellfounded.audit.note import Signer
from wellfounded.vault import backup_file, frames, key_file, quorum_file, recipients, recovery, sealed, slot, stream
from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import VaultError
from wellfounded.vault.office_keys import browser, parties
from wellfounded.vault.office_keys.parties import WrapBrokenError
from wellfounded.vault.sealed_columns import cipher

CHEAP = Cost(memory=8, passes=1, lanes=1)
PASSPHRASE = "a passphrase of the trial"  # noqa: S105 - of nobody
KEY = bytes(range(32))
WHERE, PURPOSE = "cases_case.words", b"a purpose"
# Values that no program of ours writes there. None of them makes argon2 compute for long.
JUNK: tuple[Any, ...] = (
    *(None, True, False, -1, 0, 1, 2, 65, 2**31, 2**70, 0.5, 1e300, float("inf"), float("nan")),
    *("", "x", "?", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "한", "\ud800", "9" * 5000),
    *([], {}, [[]], [None], {"a": 1}, ["a"] * 40),
)
Altered = Callable[[random.Random, bytes, bytes], bytes]


def as_bytes(dice: random.Random, whole: bytes, other: bytes) -> bytes:
    return altered(dice, whole, other=other)


class Opens(Enum):
    """What an altered one may open to."""

    NOTHING = auto()
    THE_SAME = auto()  # a blank more, or a slot less
    ANYTHING = auto()  # what it says is no secret


@dataclass(frozen=True)
class Thrown:
    """Something whole, and how it is opened and altered."""

    whole: bytes
    opens: Callable[[bytes], object]
    alter: Altered = as_bytes
    may: Opens = Opens.NOTHING
    refuses: tuple[type[Exception], ...] = (VaultError,)

    def end(self, dice: random.Random, other: bytes) -> str:
        """How opening an altered one ended. What is told in capitals must not be."""
        made = self.alter(dice, self.whole, other)
        try:
            found = self.opens(made)
        except self.refuses as refused:
            return f"refused ({type(refused).__name__})"
        except Exception as error:  # noqa: BLE001 - told by its name
            return f"ENDED BY {type(error).__name__}"
        if made == self.whole or self.may is Opens.ANYTHING:
            return "opened"
        if self.may is Opens.THE_SAME and found == self.opens(self.whole):
            return "opened to the same"
        return "OPENED THOUGH ALTERED"


def thrown(dice: random.Random, folder: Path) -> dict[str, Thrown]:
    """One of each, with secrets of their own."""
    content = dice.randbytes(70_000)
    identity, person = pyrage.x25519.Identity.generate(), parties.PrivateKey.new()
    shares, quorum = recovery.new_shares()
    recovered = recovery.recovered(shares[:2])
    column = cipher.seal(b"words", KEY, key_id="k1", where=WHERE, row=7)
    secret = browser.new_secret()
    return {
        "seal to a key": Thrown(
            recipients.seal_to(content, str(identity.to_public())),
            lambda made: pyrage.decrypt(made, [identity]),
            refuses=(pyrage.DecryptError,),
        ),
        "frame": Thrown(
            frames.framed({"task": "echo"}, b"one", b"two"), frames.unframed, may=Opens.ANYTHING, refuses=(ValueError,)
        ),
        "stream": Thrown(
            b"".join(stream.seal([content], KEY, bound=b"x")),
            lambda made: b"".join(stream.open_stream(io.BytesIO(made), KEY, bound=b"x")),
        ),
        "key": Thrown(
            str(identity.to_public()).encode(),
            lambda made: recipients.fingerprint_of(made.decode("utf-8", "replace")),
            may=Opens.ANYTHING,
        ),
        "passphrase": Thrown(
            sealed.MARK + b"-> scrypt c2FsdHNhbHRzYWx0c2FsdA 10\nQUFB\n--- AAAA\n" + content[:99],
            lambda made: sealed.open_sealed(made, PASSPHRASE),
        ),
        "column": Thrown(
            column,
            lambda made: cipher.unseal(made, KEY, where=WHERE, row=7) or _nothing(),
            may=Opens.THE_SAME,  # what stands before the number of the key is not looked at here
            refuses=(WrapBrokenError,),
        ),
        "column as text": Thrown(
            cipher.as_text(column).encode(),
            lambda made: (
                cipher.unseal(cipher.from_text(made.decode("utf-8", "surrogatepass")), KEY, where=WHERE, row=7)
                or _nothing()
            ),
            _text,
            may=Opens.THE_SAME,
            refuses=(WrapBrokenError,),
        ),
        "wrap": Thrown(
            parties.seal_to(person.public, KEY, purpose=PURPOSE),
            lambda made: person.open(made, purpose=PURPOSE),
            refuses=(WrapBrokenError,),
        ),
        "key in a session": Thrown(
            browser.seal_for(person, secret, person="user:1").encode(),
            lambda made: _seed(browser.open_from(made.decode("latin-1"), secret, person="user:1")),
            may=Opens.THE_SAME,
            refuses=(WrapBrokenError,),
        ),
        "share": Thrown(
            shares[0].encode(),
            lambda made: recovery.recovered([made.decode("utf-8", "replace"), shares[1]]).quorum.public,
            may=Opens.THE_SAME,
        ),
        "key file": Thrown(
            _key_file(folder), lambda made: _opened_key_file(folder, made), _key_file_altered, may=Opens.THE_SAME
        ),
        "recovery file": Thrown(
            _recovery_file(folder, quorum),
            lambda made: _opened_recovery(folder, made, recovered),
            _json_altered,
            may=Opens.THE_SAME,
        ),
        "backup": Thrown(_backup(quorum), lambda made: _opened_backup(made, recovered), _backup_altered),
        "signed backup": Thrown(
            _backup(quorum, sign=_signature), lambda made: _opened_backup(made, recovered), _backup_altered
        ),
        "backup by somebody else": Thrown(
            _inside(), lambda made: _opened_backup(_sealed_anew(made, quorum), recovered), may=Opens.ANYTHING
        ),
    }


def _nothing() -> object:
    raise WrapBrokenError


def _seed(private: parties.PrivateKey | None) -> object:
    return _nothing() if private is None else private.seed


def _text(dice: random.Random, whole: bytes, other: bytes) -> bytes:
    """A text, as a database gives one: with halves of signs too."""
    made = altered(dice, whole, other=other).decode("utf-8", "replace")
    place = dice.randrange(len(made) + 1)
    return (made[:place] + dice.choice(("", "", "\ud800")) + made[place:]).encode("utf-8", "surrogatepass")


# ── files with a digest of their own ─────────────────────────────────────────────────────────────────────────────────
def _key_file(folder: Path) -> bytes:
    path = folder / "made" / key_file.NAME
    path.parent.mkdir()
    slot.create_for(path, KEY, new=slot.NewSlot(who="somebody", passphrase=PASSPHRASE, cost=CHEAP))
    token = slot.SecurityKey("a-credential", "salt", b"p" * 32)
    slot.add(path, KEY, new=slot.NewSlot(who="nobody", security_key=token))
    return path.read_bytes()


def _opened_key_file(folder: Path, made: bytes) -> object:
    path = folder / key_file.NAME
    path.write_bytes(made)
    for look in (slot.needs_a_browser, slot.asks_for_both, slot.security_keys):
        look(path)
    slot.slots(path, KEY)
    return slot.open_slot(path, slot.Given(PASSPHRASE, {"a-credential": b"p" * 32} if len(made) % 2 else {}))


def _key_file_altered(dice: random.Random, whole: bytes, other: bytes) -> bytes:
    if dice.random() < 1 / 4:
        return altered(dice, whole, other=other)
    content = json.loads(whole)
    del content["sha256"]
    content = _changed(dice, content)
    digest = hashlib.sha256(key_file.canonical(content)).hexdigest()
    return json.dumps(content | {"sha256": digest} if isinstance(content, dict) else content).encode()


def _recovery_file(folder: Path, quorum: recovery.Quorum) -> bytes:
    path = folder / "made" / quorum_file.NAME
    quorum_file.write(path, quorum, made="2026-11-22", store_key=KEY)
    return path.read_bytes()


def _opened_recovery(folder: Path, made: bytes, recovered: recovery.Recovered) -> object:
    path = folder / quorum_file.NAME
    path.write_bytes(made)
    standing = quorum_file.read(path)
    if standing is None:
        return None
    standing.quorum.seal(b"something", purpose=PURPOSE)  # as a backup does
    return standing.store_key(recovered)


def _json_altered(dice: random.Random, whole: bytes, other: bytes) -> bytes:
    if dice.random() < 1 / 4:
        return altered(dice, whole, other=other)
    return json.dumps(_changed(dice, json.loads(whole))).encode()


def _changed(dice: random.Random, tree: Any) -> Any:
    """The same with one to three values put, taken away or given twice somewhere in it."""
    for _ in range(dice.randint(1, 3)):
        tree = _changed_once(dice, tree)
    return tree


def _junk(dice: random.Random) -> Any:
    """Of its own: a list that is put in may be changed later."""
    return deepcopy(dice.choice(JUNK))


def _changed_once(dice: random.Random, tree: Any) -> Any:
    if not isinstance(tree, dict | list) or not tree or dice.random() < 1 / 20:
        return _junk(dice)
    place = dice.choice(list(tree) if isinstance(tree, dict) else range(len(tree)))
    inside = tree[place]
    match dice.randrange(6):
        case 0:
            del tree[place]
        case 1 if isinstance(tree, list):
            tree.append(inside)
        case 1 if isinstance(tree, dict):
            tree[dice.choice(("version", "memory", "credential", "salt", "number", "more"))] = deepcopy(
                dice.choice(JUNK)
            )
        case 2 if isinstance(inside, str):
            tree[place] = altered(dice, inside.encode("utf-8", "replace"), other=b"AAAA").decode("latin-1")
        case _:
            tree[place] = _changed_once(dice, inside)
    return tree


# ── backups ──────────────────────────────────────────────────────────────────────────────────────────────────────────
MEMBERS: list[backup_file.Member] = [
    ({"kind": "facts", "program": "1", "checkpoint": "", "engine": "sqlcipher", "key": KEY.hex()}, ()),
    ({"kind": "store"}, (b"a page" * 99, b"another")),
]


def _backup(quorum: recovery.Quorum, *, sign: Callable[[bytes], bytes] | None = None) -> bytes:
    out = io.BytesIO()
    backup_file.write(out, MEMBERS, quorum=quorum, sign=sign)
    return out.getvalue()


def _signature(digest: bytes) -> bytes:
    private = Ed25519PrivateKey.from_private_bytes(KEY)
    signer = Signer("wellfounded-log/of-the-trial", private.public_key().public_bytes_raw())
    unsigned = BackupSignature(signer, datetime(2026, 11, 23, tzinfo=UTC), bytes(32))
    return replace(unsigned, signature=private.sign(BACKUP + unsigned.text(digest))).write()


def _opened_backup(made: bytes, recovered: recovery.Recovered) -> object:
    whole = backup_file.look_at(io.BytesIO(made))
    signature_of(whole)
    members = backup_file.members(io.BytesIO(made), whole, key=backup_file.key_of(whole, recovered))
    return [(head.get("kind"), b"".join(parts)) for head, parts in members]


def _backup_altered(dice: random.Random, whole: bytes, other: bytes) -> bytes:
    """As bytes, in its head or in its signature; and mostly with a digest that fits."""
    body, start = whole[: -backup_file.DIGEST], len(backup_file.MARK)
    sealed = backup_file.look_at(io.BytesIO(whole))
    if sealed.signature and dice.random() < 1 / 2:
        line = _json_altered(dice, sealed.signature, other)
        made = whole[: sealed.end] + line + len(line).to_bytes(backup_file.LENGTH, "big")
    elif dice.random() < 1 / 2:
        end = start + backup_file.LENGTH + int.from_bytes(body[start : start + backup_file.LENGTH], "big")
        line = json.dumps(_changed(dice, json.loads(body[start + backup_file.LENGTH : end]))).encode()
        made = body[:start] + len(line).to_bytes(backup_file.LENGTH, "big") + line + body[end:]
    else:
        made = altered(dice, body, other=other)
    return made + (hashlib.sha256(made).digest() if dice.random() < 3 / 4 else whole[-backup_file.DIGEST :])


def _inside() -> bytes:
    """What lies in a backup, before it is sealed."""
    counted = [json.dumps(MEMBERS[0][0]).encode(), b"", json.dumps(MEMBERS[1][0]).encode(), *MEMBERS[1][1], b""]
    return b"".join(len(part).to_bytes(backup_file.LENGTH, "big") + part for part in counted)


def _sealed_anew(inside: bytes, quorum: recovery.Quorum) -> bytes:
    """By somebody who knows the public half of the recovery, which is no secret."""
    written = io.BytesIO()
    backup_file.write(written, [], quorum=quorum)
    start = len(backup_file.MARK) + backup_file.LENGTH
    told = json.loads(written.getvalue()[start : written.getvalue().index(b"}") + 1])
    key = bytes(32)
    told["key"] = b64encode(quorum.seal(key, purpose=backup_file.PURPOSE)).decode()
    line = json.dumps(told).encode()
    head = backup_file.MARK + len(line).to_bytes(backup_file.LENGTH, "big") + line
    made = head + b"".join(stream.seal([inside], key, bound=head))
    return made + hashlib.sha256(made).digest()
