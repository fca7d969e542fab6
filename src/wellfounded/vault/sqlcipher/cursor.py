"""Django's style of parameters (`%s`, `%(name)s`) over SQLCipher, as Django's own wrapper has it over SQLite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlcipher3 import dbapi2 as Database  # noqa: N812 - the name that Django's backends use

_FORMAT = re.compile(r"(?<!%)%s")

Parameters = Sequence[Any] | Mapping[str, Any]


class Cursor(Database.Cursor):  # type: ignore[misc] # sqlcipher3 publishes no types
    """A cursor of an encrypted store."""

    def execute(self, query: str, params: Parameters | None = None) -> Any:
        if params is None:  # the query is passed on as it stands: its % signs are its own
            return super().execute(query)
        return super().execute(converted(query, params), params)

    def executemany(self, query: str, param_list: Iterable[Parameters]) -> Any:
        rows = iter(param_list)
        first = next(rows, None)
        if first is None:
            return super().executemany(converted(query, ()), [])
        return super().executemany(converted(query, first), chain([first], rows))


def converted(query: str, params: Parameters) -> str:
    """The query as SQLite writes parameters: `?` for a sequence, `:name` for a mapping."""
    if isinstance(params, Mapping):
        return query % {name: f":{name}" for name in params}
    return _FORMAT.sub("?", query).replace("%%", "%")
