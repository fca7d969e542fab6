"""`wellfounded backup restore`: an office out of a backup, in a new place, with a new key.

The store is laid beside the place, opened, checked page by page, brought up to date and held against the checkpoint of
its log. Only then it takes the place; before, a failure leaves nothing.
"""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import typer
from rich.text import Text
from sqlcipher3 import dbapi2

from wellfounded.cli.office import OfficeError, set_up
from wellfounded.cli.options import command
from wellfounded.cli.stopping import if_stopped
from wellfounded.cli.store.origin import SIGNER_HELP, Found, looked_up, named
from wellfounded.cli.store.words import chosen, shares
from wellfounded.cli.terminal import beside, say, working
from wellfounded.cli.writable import writable
from wellfounded.vault import backup_file, key_file, postgres_dump, quorum_file, slot, unlocked
from wellfounded.vault.errors import BackupBroken
from wellfounded.vault.recovery import Recovered
from wellfounded.vault.slot import NewSlot
from wellfounded.vault.sqlcipher.snapshot import snapshot

EXAMPLE = "wellfounded backup restore monday.backup --to office-restored --for keeper"
QUORUM = "(two shares of the recovery)"
STORE = "office.db"
KEY = re.compile(r"[0-9a-f]{64}")
FULL = re.compile(r"disk is full|disk I/O error|unable to open database file|readonly database")


@dataclass(frozen=True, slots=True)
class RestoreOptions:
    """What `backup restore` must be told."""

    file: Annotated[Path, typer.Argument(help="A backup.", show_default=False)]
    to: Annotated[Path, typer.Option(help="The folder to make. It must not be there yet.")]
    who: Annotated[str, typer.Option("--for", help="The sign-in name of whom the new passphrase is for.")]
    signer: Annotated[str | None, typer.Option(help=SIGNER_HELP)] = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an office that came out of a backup."""

    program: str
    entries: int
    key: bytes


def register(app: typer.Typer) -> None:
    """Add the command."""
    command(app, "restore", options=RestoreOptions, example=EXAMPLE)(run)


def run(options: RestoreOptions) -> None:
    """Restore an office into a new folder with two shares and a new passphrase. Its log is verified before."""
    if options.to.exists():
        raise OfficeError(f"{options.to} is there already. A restore never takes the place of an office.")
    writable([options.to])
    refuse_full_database()
    signer, sealed = named(options.signer), looked_at(options.file)
    looked_up(sealed, signer=signer)  # refused before any share is asked for
    recovered = shares()
    found = looked_up(sealed, signer=signer, recovered=recovered)
    say(found.words)
    parent = options.to.absolute().parent
    with if_stopped(lambda: _left_of(options.to)), room_in(parent, prefix=f".{options.to.name}.") as room:
        place = room / "office"
        place.mkdir(mode=0o700)
        with _told_what_lies_in_the_database():
            told = brought_back(options.file, recovered, sealed=sealed, place=place)
            _take_over(place, recovered, told=told, who=options.who, found=found)
        place.rename(options.to)
        key_file.sync_folder(parent)
    say(f"{options.to}: restored, made with version {told.program}; {told.entries} entries of the log fit.")
    if told.key:
        say(f"Open it with WELLFOUNDED_HOME={options.to} and the new passphrase. Its key is new.")
    else:
        say("The database holds the office again. Start it as before.")


def _left_of(to: Path) -> str:
    return f"{to} is there, whole." if to.exists() else f"Nothing was restored, and there is no {to}. Give it again."


def refuse_full_database() -> None:
    """Before any share is typed, and once more before anything is laid.

    Raises:
        OfficeError: the database of a PostgreSQL holds something.
    """
    if _tables():
        raise OfficeError("The database is not empty. A restore never takes the place of an office: name a new one.")


def _tables() -> list[str]:
    """Of the database of a PostgreSQL; none of a store, which is a file of its own."""
    set_up()
    from django.conf import settings  # noqa: PLC0415 - needs Django set up
    from django.db import connection  # noqa: PLC0415 - needs Django too

    if settings.DB != "postgres":
        return []
    _opening().reach()
    return connection.introspection.table_names()


@contextmanager
def _told_what_lies_in_the_database() -> Iterator[None]:
    """What is laid into a PostgreSQL is not taken away by a failure: whoever keeps it is told that it lies there.

    It was empty when this began, or a restore refuses it.
    """
    empty = not _tables()
    try:
        yield
    except BaseException:
        if empty and _tables():
            name = _name_of_database()
            words = f"The database {name} holds what was laid into it, and is no office. Drop it: `dropdb {name}`."
            beside.print(Text(words), soft_wrap=True)
        raise


def _name_of_database() -> str:
    from django.db import connection  # noqa: PLC0415 - needs Django set up

    return str(connection.settings_dict["NAME"])


@contextmanager
def room_in(folder: Path, *, prefix: str) -> Iterator[Path]:
    """A folder in this one, in which the store lies until it is known to be whole; it goes whatever happens.

    Raises:
        OfficeError: there is no room, or the disk failed.
    """
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=prefix) as room:
            yield Path(room)
    except OSError as error:
        raise _no_room(folder, str(error.strerror)) from None
    except Exception as error:
        if not (why := _told_by_store(error)):
            raise
        raise _no_room(folder, why) from None


def _told_by_store(error: BaseException | None) -> str:
    """What the store itself says of a disk without room, however many others have put it into their words."""
    while error is not None:
        if isinstance(error, dbapi2.OperationalError) and FULL.search(str(error)):
            return str(error)
        error = error.__cause__ or error.__context__
    return ""


def _no_room(folder: Path, why: str) -> OfficeError:
    return OfficeError(
        f"The store cannot be laid in {folder}: {why}. Nothing of it is kept. Take a disk with room for the store "
        "twice over, on which you may write."
    )


def looked_at(file: Path) -> backup_file.Sealed:
    """A backup from outside.

    Raises:
        OfficeError: there is no such file.
        BackupBroken: it is none, or damaged.
    """
    try:
        with file.open("rb") as stream:
            return backup_file.look_at(stream)
    except BackupBroken:
        raise
    except OSError as error:
        raise OfficeError(f"{file} cannot be read: {error.strerror}.") from None


def brought_back(file: Path, recovered: Recovered, *, sealed: backup_file.Sealed, place: Path) -> Told:
    """Lay the store of a backup into a folder, or into the empty database, and see that everything fits.

    `sealed` is the file as it was looked at: another one that took its place meanwhile does not open.

    Raises:
        RecoveryRefused: it is sealed to other shares.
        BackupBroken: it was changed, or its log does not fit.
        StoreDamaged: a page of the store is not as it was written.
    """
    key = backup_file.key_of(sealed, recovered)
    with file.open("rb") as stream:
        members = backup_file.members(stream, sealed, key=key)
        facts = _facts(members)
        _move_to(place, engine=str(facts["engine"]))
        with working("Restoring"):
            _lay_store(members, facts, place=place)
    with working("Verifying"):
        entries = _checked(facts)
    return Told(str(facts["program"]), entries, bytes.fromhex(facts.get("key", "")))


def _move_to(place: Path, *, engine: str) -> None:
    """From here on this process works in the new folder."""
    set_up()
    from django.conf import settings  # noqa: PLC0415 - needs Django set up

    if engine != settings.DB:
        raise OfficeError(f"This backup is of a store of the kind “{engine}”. Say so in the setting of the database.")
    settings.HOME = place
    if engine == "sqlcipher":
        settings.DATABASES["default"]["NAME"] = place / STORE


def _facts(members: Iterator[tuple[dict[str, Any], Iterator[bytes]]]) -> dict[str, Any]:
    facts, parts = next(members, ({}, iter(())))
    if not _are_facts(facts) or any(parts):
        raise BackupBroken(backup_file.NO_BACKUP)
    return facts


def _are_facts(facts: dict[str, Any]) -> bool:
    """Somebody else may have sealed it to this recovery: what it says of itself is looked at before it is used."""
    texts = [facts.get(name) for name in ("kind", "engine", "program", "checkpoint")]
    if not all(isinstance(text, str) for text in texts) or texts[0] != "facts":
        return False
    return texts[1] == "postgres" or (texts[1] == "sqlcipher" and bool(KEY.fullmatch(str(facts.get("key")))))


def _lay_store(
    members: Iterator[tuple[dict[str, Any], Iterator[bytes]]], facts: dict[str, Any], *, place: Path
) -> None:
    head, parts = next(members, ({}, iter(())))
    if head.get("kind") != "store":
        raise BackupBroken(backup_file.NO_BACKUP)
    if facts["engine"] == "sqlcipher":
        with os.fdopen(os.open(place / STORE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as store:
            for part in parts:
                store.write(part)
            store.flush()
            os.fsync(store.fileno())
    else:
        set_up()
        from django.db import connection  # noqa: PLC0415 - needs Django set up

        refuse_full_database()
        with _opening().speaking_as_owner():
            postgres_dump.restored(connection.settings_dict, parts)
    if next(members, None) is not None:  # also sees that the stream came to its end
        raise BackupBroken(backup_file.NO_BACKUP)


def _checked(facts: dict[str, Any]) -> int:
    """Open it as an office would, bring its tables up to date, and recompute its log. Gives the log's size."""
    set_up()
    from django.conf import settings  # noqa: PLC0415 - needs Django set up
    from django.db import connections  # noqa: PLC0415 - needs Django too

    from wellfounded.cases.backups import check_log_of_backup  # noqa: PLC0415 - needs Django too

    if facts.get("key"):
        unlocked.hold(settings.DATABASES["default"]["NAME"], bytes.fromhex(facts["key"]))
    opening = import_module(settings.OPENING)
    opening.check_store()
    with opening.as_owner():
        opening.lay_tables()
    opening.forget_copy()  # of before the upgrade: the backup is one
    entries = check_log_of_backup(str(facts["checkpoint"]))
    connections.close_all()
    return entries


def _take_over(place: Path, recovered: Recovered, *, told: Told, who: str, found: Found) -> None:
    """A key of its own, a slot for whoever restored it, the recovery as before, and an entry in the log."""
    from django.db import connections  # noqa: PLC0415 - needs Django set up
    from django.utils import timezone  # noqa: PLC0415 - needs Django too

    from wellfounded.audit.events import Event  # noqa: PLC0415 - needs Django too
    from wellfounded.audit.log import record  # noqa: PLC0415 - needs Django too

    key = None
    if told.key:
        new = NewSlot(who=who, passphrase=chosen(f"A new passphrase of {who} for the store"))
        key = _under_a_new_key(place)
        slot.create_for(place / key_file.NAME, key, new=new)
    detail = {"program": told.program, "origin": found.origin.value}
    record(Event.BACKUP_RESTORED, actor=QUORUM, subject=who, detail=detail)
    made = timezone.now().date().isoformat()
    quorum_file.write(place / quorum_file.NAME, recovered.quorum, made=made, store_key=key)
    connections.close_all()


def _under_a_new_key(place: Path) -> bytes:
    """Write the store anew: the key that lies in the backup, which its shares open, does not open what lives on."""
    from django.db import connection  # noqa: PLC0415 - needs Django set up

    key, renewed = secrets.token_bytes(unlocked.KEY_BYTES), place / f"{STORE}.renewed"
    snapshot(connection, renewed, key=key)
    connection.close()
    for end in ("-wal", "-shm"):  # of the store as it was laid: they end with its last connection
        (place / f"{STORE}{end}").unlink(missing_ok=True)
    with renewed.open("rb+") as store:
        os.fsync(store.fileno())
    renewed.replace(place / STORE)
    key_file.sync_folder(place)
    unlocked.hold(place / STORE, key)
    _opening().check_store()
    return key


def _opening() -> ModuleType:
    from django.conf import settings  # noqa: PLC0415 - needs Django set up

    return import_module(settings.OPENING)
