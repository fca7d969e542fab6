"""Seals what an office on PostgreSQL wrote in clear before it had a key store: row by row, and again after a stop.

Each batch is one transaction, and a row that is sealed is not touched again. So nothing is counted, and whoever does it
once more goes on where it ended. The colleague who is asked for it holds the keys until others have theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models, transaction

from wellfounded.persons.models import NameSecret
from wellfounded.persons.name_masks import mask_older
from wellfounded.vault.sealed_columns.fields import SealedColumn
from wellfounded.vault.sealed_columns.foreign import clear_words_are_ours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.vault.office_keys.store import KeyStore

BATCH = 200
SEALING = "sealing"  # the note in the key store, for as long as some rows lie in clear
BEGUN = "begun"


def sealed_models() -> list[type[models.Model]]:
    """The secret of the names first: by its seal a start without the key store sees that one is missing."""
    found = [model for model in apps.get_models() if hasattr(model, "sealing")]
    return sorted(found, key=lambda model: (model is not NameSecret, model._meta.label))  # noqa: SLF001 - Django's own way to ask a model


def seal_rows(store: KeyStore) -> int:
    """Everything that lies in clear, under the keyring that is in use. Returns how many rows were sealed.

    Raises:
        NoKey: some of it was sealed before, by somebody whose keys these are not.
    """
    with clear_words_are_ours():
        secret = NameSecret.of_this_register()  # made sealed where there is none yet
    sealed = sum(_seal(model, keys, store=store) for model in sealed_models() for keys in batches_in_clear(model))
    mask_older(secret, all_of_them=True)
    return sealed


def batches_in_clear(model: type[models.Model]) -> Iterator[list[int]]:
    """The rows in which a word stands that ought to be sealed, as the table has them now."""
    columns = columns_of(model)
    quote, options = connection.ops.quote_name, model._meta  # noqa: SLF001 - Django's own way to ask a model
    key, *words = (quote(str(one.column)) for one in (options.pk, *columns))
    sql = f"SELECT {', '.join([key, *words])} FROM {quote(options.db_table)} WHERE {key} > %s ORDER BY 1 LIMIT {BATCH}"  # noqa: S608 - names of ours
    last = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, [last])
            rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        found = [row[0] for row in rows if any(map(_lies_in_clear, columns, row[1:]))]
        if found:
            yield found


def _lies_in_clear(column: Any, lies: Any) -> bool:
    return bool(column.lies_in_clear(lies))


def columns_of(model: type[models.Model]) -> list[Any]:
    return [one for one in model._meta.concrete_fields if isinstance(one, SealedColumn)]  # noqa: SLF001 - Django's own way to ask a model


def _seal(model: type[models.Model], keys: list[int], *, store: KeyStore) -> int:
    """Past what a model writes once: its words stay the same. The keys of a batch are durable before its rows are."""
    names = [one.name for one in columns_of(model)]
    way = model.sealing.way.split("__")[:-1]  # type: ignore[attr-defined] # each model with a sealed column says it
    with transaction.atomic(), clear_words_are_ours(), store.changing():
        rows = model._base_manager.filter(pk__in=keys).order_by("pk")  # noqa: SLF001 - all rows, whatever a manager hides
        for row in rows.select_related("__".join(way)) if way else rows:
            models.Model.save(row, update_fields=names)
    return len(keys)
