"""A list of people, missing, returned or sanctioned, in whatever shape: read by the identity core behind the walls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wellfounded.identity.lists.entry import ListError
from wellfounded.identity.lists.plain import list_as_data
from wellfounded.identity.lists.read import read_list
from wellfounded.vault.parsers import Product, TooBig


def parse(payload: bytes, options: Mapping[str, Any]) -> Product:
    """The list, or why it is none; more than `most_entries` are too many."""
    try:
        found = read_list(payload)
    except ListError as wrong:
        return Product({"message": wrong.message, "mend": wrong.mend})
    if len(found.records) + len(found.problems) > options["most_entries"]:
        raise TooBig
    return Product(list_as_data(found))
