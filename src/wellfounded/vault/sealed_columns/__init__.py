"""Columns that are sealed under the key of their case and compartment, where the office has a key store.

`fields`: the columns. `sealing`: which key. `cipher`: one value. `values`: what stands in a row without the key.
`foreign`: what is found there that the program never wrote. `rows`: to which row a value belongs.
`migration`: room for sealed words in PostgreSQL.
"""

from wellfounded.vault.sealed_columns.fields import SealedBytes, SealedChar, SealedJSON, SealedText, SealedWords
from wellfounded.vault.sealed_columns.sealing import Sealing, is_on
from wellfounded.vault.sealed_columns.values import (
    Closed,
    ClosedBytes,
    ClosedData,
    ClosedDate,
    Foreign,
    NotOurs,
    SealedColumnError,
    SealedToYou,
    in_clear,
)

__all__ = [
    "Closed",
    "ClosedBytes",
    "ClosedData",
    "ClosedDate",
    "Foreign",
    "NotOurs",
    "SealedBytes",
    "SealedChar",
    "SealedColumnError",
    "SealedJSON",
    "SealedText",
    "SealedToYou",
    "SealedWords",
    "Sealing",
    "in_clear",
    "is_on",
]
