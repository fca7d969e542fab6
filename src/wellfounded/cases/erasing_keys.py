"""Where columns are sealed, an erasure ends with the keys: what old copies of the database hold is noise then.

A key goes once every table that it seals was erased. What is sealed with rows that stay, such as by what right
something left the house, keeps its key.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction

from wellfounded.cases.compartments import HOLDS, Compartment
from wellfounded.cases.models import Erasure
from wellfounded.vault.office_keys import data_keys, in_use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.cases.models import Case


def erase_keys(case: Case) -> None:
    """Of all that has been erased of this case, once that stands. Nothing happens where no column is sealed."""
    store = in_use.store()
    if store is None:
        return
    done = Erasure.objects.filter(case=case, done_at__isnull=False).values_list("compartments", flat=True)
    names = keys_of(Compartment(one) for compartments in done for one in compartments)
    subjects = (f"case:{case.pk}", f"person:{case.person_id}")

    def erase() -> None:
        for subject in subjects:
            for name in names:
                data_keys.erase(store, subject, compartment=name)

    transaction.on_commit(erase)


def keys_of(erased: Iterable[Compartment]) -> list[str]:
    """The sealed compartments of which nothing is left when these are erased."""
    gone = set(erased)
    return sorted(name for name, wanted in _tables().items() if wanted and wanted <= gone)


def _tables() -> dict[str, set[Compartment | None]]:
    """For each sealed compartment, with which erasures its tables go; None for a table of which rows stay."""
    found: dict[str, set[Compartment | None]] = defaultdict(set)
    for model in apps.get_models():
        if (sealing := getattr(model, "sealing", None)) is not None:
            label = model._meta.label  # noqa: SLF001 - Django's own way to ask a model
            goes = {compartment for compartment, tables in HOLDS.items() if label in tables}
            found[sealing.compartment] |= goes or {None}
    return found
