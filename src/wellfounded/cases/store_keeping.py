"""The store of this office as a thing on a disk: its key file, its recovery, and when it was last backed up."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail, Entry
from wellfounded.cases.errors import NotNow
from wellfounded.vault import key_file, quorum_file, slot, unlocked
from wellfounded.vault.errors import RecoveryRefused
from wellfounded.vault.quorum_file import Standing
from wellfounded.vault.slot import Slot

# The copy from before an upgrade lies beside the store, readable with its key, until the office is opened once more or
# something is erased.
BEFORE_UPGRADE = "office.db.before-upgrade"
BEFORE_UPGRADE_ON_POSTGRES = "before-upgrade.backup"
COPIES_BEFORE_UPGRADE = (BEFORE_UPGRADE, BEFORE_UPGRADE_ON_POSTGRES)
HALF_A_COPY = f".{BEFORE_UPGRADE}"  # of an upgrade that was killed

VOUCHER = "voucher"  # in the detail of a recovery that was made
BEGUN = "begun"  # in the detail of a backup that was made: the number of the entry that told of its begin


@dataclass(frozen=True, slots=True)
class LastBackup:
    """What the log tells of the last backup."""

    time: datetime
    actor: str


def home() -> Path:
    return Path(settings.HOME)


def is_encrypted() -> bool:
    return bool(settings.DB == "sqlcipher")


def keys_folder() -> Path | None:
    """Where the key store of a sealed office lies; None for every other."""
    return settings.KEYS if settings.DB == "postgres" else None


def check_wipe() -> None:
    """Go on where this computer holds keys of the office.

    Raises:
        NotNow: the store is a PostgreSQL that is not sealed.
    """
    if keys_folder() is None:
        path_of_slots()


def forget_copies_before_upgrade() -> None:
    """Overwrite them: what is erased later would stand in their blocks, under the key of the store.

    Raises:
        OSError: one of them is there still.
    """
    for name in (*COPIES_BEFORE_UPGRADE, HALF_A_COPY):
        key_file.destroy(home() / name)


def path_of_slots() -> Path:
    """The key file.

    Raises:
        NotNow: the store is a PostgreSQL, which has none.
    """
    if not is_encrypted():
        raise NotNow(_("The store is a PostgreSQL server: it has no key file. Its keeper encrypts its disk."))
    return home() / key_file.NAME


def store_key() -> bytes:
    """The key that this process holds.

    Raises:
        StoreLocked: it holds none.
        NotNow: the store has none.
    """
    path_of_slots()
    return unlocked.key_for(settings.DATABASES["default"]["NAME"])


def slots() -> list[Slot]:
    """Who has a way to the key of the store."""
    return slot.slots(path_of_slots(), store_key())


def recovery() -> Standing | None:
    """The recovery of this store; None when there is none yet.

    Raises:
        RecoveryRefused: the file was changed, or is not the one that the log tells of.
    """
    path = home() / quorum_file.NAME
    if _is_in_log(path.with_name(quorum_file.NEW)):
        settle_recovery()
    standing = quorum_file.read(path)
    if standing is not None and standing.quorum.fingerprint != fingerprint_in_log():
        raise RecoveryRefused(
            f"{quorum_file.NAME} is not the recovery that the log tells of: somebody put another one in its place. "
            "Nothing is sealed to it. Find out who, and make a new recovery."
        )
    return standing


def settle_recovery() -> None:
    """What a recovery that was being made left beside the one that stands: by the log it takes the place, or goes.

    Call it where nobody is making one: when an office opens, and when it was made or was not.
    """
    path = home() / quorum_file.NAME
    new = path.with_name(quorum_file.NEW)
    if new.exists():
        quorum_file.settle(path, stands=_is_in_log(new))


def _is_in_log(file: Path) -> bool:
    try:
        standing = quorum_file.read(file)
    except RecoveryRefused:  # damaged: nothing is sealed to it
        return False
    return standing is not None and standing.quorum.fingerprint == fingerprint_in_log()


def fingerprint_in_log() -> str:
    """Of the recovery that was made last."""
    return str(_recovery_in_log().get("fingerprint", ""))


def voucher_in_log() -> bytes:
    """What the shares of the recovery said of the log's key when they were made; empty for those of older versions."""
    return bytes.fromhex(_recovery_in_log().get(VOUCHER, ""))


def _recovery_in_log() -> dict[str, Any]:
    last = _last_told(Event.RECOVERY_CREATED)
    return {} if last is None else dict(json.loads(bytes(last.payload)))


def last_backup() -> LastBackup | None:
    last = _last_made()
    return None if last is None else LastBackup(last.entry.time, last.actor)


def entries_since_backup() -> int:
    """How much of the log stands in this store and in no backup: every reading and writing since the last one began."""
    newest = Entry.objects.order_by("-number").values_list("number", flat=True).first()
    last = _last_made()
    begun = -1 if last is None else int(json.loads(bytes(last.payload)).get(BEGUN, last.entry_id))
    return (-1 if newest is None else newest) - begun


def _last_made() -> Detail | None:
    """Of a file that was read back and stands in its place."""
    return _last_told(Event.BACKUP_MADE)


def _last_told(event: Event) -> Detail | None:
    """The newest entry of a kind that is about the whole office, and so about nobody: by that the log's index finds it.

    By the event alone the whole log would be read, as long as there is none.
    """
    about_nobody = Detail.objects.select_related("entry").filter(subject="", event=event)
    return about_nobody.order_by("-entry_id").first()
