"""Takes a compartment out of the store for good, and says what it could not see to.

Rows are removed from a store that overwrites what it frees, and the write-ahead log is cut: until then all of it stands
there. On PostgreSQL the bytes stay in the server's files and its write-ahead log until `server_sweeping` has them
written anew, and in its backups for as long as those are kept: that is in the report, not passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from django.db.models import Model, Q, QuerySet

from wellfounded.cases.compartments import BY_NUMBER, ERASED, HOLDS, REWORDED, Compartment
from wellfounded.cases.models import Case, Export
from wellfounded.cases.store_keeping import COPIES_BEFORE_UPGRADE, home
from wellfounded.persons.models import Household
from wellfounded.vault.office_keys import in_use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.cases.compartments import Words

BUSY = 1
KEYS_ELSEWHERE = "copies of the key store made before this erasure"
# What an erasure leaves in a PostgreSQL, and what `server_sweeping` then sees to.
HEAP = "the files of the server, until they are written anew"
LOG_OF_SERVER = "the write-ahead log of the server, until it is written over"
LOG_ELSEWHERE = "archives and replicas of the server"


def rows_of(case: Case, label: str, *, ways: Iterable[str]) -> QuerySet[Model]:
    """The rows of a table that belong to this case or its person."""
    model = apps.get_model(label)
    wanted = Q(pk__in=[])
    for way in ways:
        field: Any = model
        for step in way.split("__"):
            field = field._meta.get_field(step).related_model  # noqa: SLF001 - Django's own way to ask a model
        wanted |= Q(**{way: case if field is Case else case.person})
    found: QuerySet[Model] = model._base_manager.filter(wanted)  # noqa: SLF001 - the same
    return found


def erase_rows(case: Case, compartment: Compartment) -> dict[str, int]:
    """Remove them; returns how many of each table. What still points to one of them undoes the transaction."""
    # Which rows they are is read before any goes: some are found through others.
    held = {
        label: list(rows_of(case, label, ways=ways).values_list("pk", flat=True))
        for label, ways in HOLDS[compartment].items()
    }
    households = list(Household.objects.filter(members__person=case.person).values_list("pk", flat=True))
    for label, keys in held.items():
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys)  # noqa: SLF001 - the same
        rows._raw_delete(rows.db)  # noqa: SLF001 - past PROTECT, which stops slips; the database still checks
    for words in REWORDED.get(compartment, ()):
        _reword(case, words)
    if compartment is Compartment.IDENTITY:
        _reword_exports(case)
        _leave(households)
    _erase_by_number(case)
    return {label: len(keys) for label, keys in held.items() if keys}


def _reword(case: Case, words: Words) -> None:
    model = apps.get_model(words.label)
    keys = [case.pk]
    if words.way:
        rows = rows_of(case, words.label, ways=(words.way,)).filter(**words.only)
        keys = list(rows.values_list("pk", flat=True))
    model._base_manager.filter(pk__in=keys).update(**words.become)  # noqa: SLF001 - the same


def _reword_exports(case: Case) -> None:
    """Of those that never left: to whom and what for. A recipient may be a relative, whom the purpose describes."""
    waiting = Export.objects.filter(left_at=None).values_list("pk", "numbers")
    rows = Export.objects.filter(pk__in=[key for key, numbers in waiting if case.number in numbers])
    rows.update(purpose=ERASED)
    rows.exclude(recipient="").update(recipient=ERASED)


def _leave(households: list[int]) -> None:
    """One in which nobody is left goes; of the others what was noted goes, which may tell of whoever went."""
    Household.objects.filter(pk__in=households, members=None).delete()
    Household.objects.filter(pk__in=households).exclude(note="").update(note=ERASED)


def _erase_by_number(case: Case) -> None:
    for label, column in BY_NUMBER.items():
        rows = apps.get_model(label)._base_manager  # noqa: SLF001 - the same
        rows.filter(**{f"{column}__icontains": case.number}).delete()


def has_write_ahead_log() -> bool:
    """One that is this program's to cut: that of a PostgreSQL is its server's."""
    return connection.vendor == "sqlite"


def cut_the_write_ahead_log() -> bool:
    """Empty it, so that nothing erased stands there. False when somebody reads at this moment, or on PostgreSQL."""
    if not has_write_ahead_log():
        return False
    if connection.in_atomic_block:  # its own transaction would wait for itself
        return False
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, *_ = cursor.fetchone()
    return bool(busy != BUSY)


def not_confirmed(case: Case, *, cut: bool) -> list[str]:
    """What this program cannot see to, as codes and numbers; the manual says what to do about each."""
    found = ["backups made before this erasure", "copies on other computers and on paper"]
    if in_use.store() is not None:
        found.append(KEYS_ELSEWHERE)
    found += [
        f"{one}, from before an upgrade of this program" for one in COPIES_BEFORE_UPGRADE if (home() / one).exists()
    ]
    left = Export.objects.filter(left_at__isnull=False).order_by("pk")
    found += [f"export {one.pk}, to {one.recipient_kind}" for one in left if case.number in one.numbers]
    if connection.vendor == "postgresql":
        found += [HEAP, LOG_OF_SERVER]
    elif not cut:
        found.append("the write-ahead log of the store: somebody was reading")
    return found
