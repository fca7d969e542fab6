"""Typed reading of mappings that people wrote by hand: every problem is collected, none is raised on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from wellfounded.law.errors import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from wellfounded.law.document import Document, Path_


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“Did you mean …?” for a mistyped word, else an empty string."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"Did you mean “{close[0]}”?" if close else ""


@dataclass(slots=True)
class Fields:
    """One mapping of a document. Getters return a usable value or a default, and note what was wrong in `problems`."""

    document: Document
    path: Path_
    values: dict[str, Any]
    problems: list[Problem]

    @classmethod
    def of(cls, document: Document, path: Path_, *, value: Any, problems: list[Problem]) -> Fields:
        """The mapping at `path`; anything else is noted as a problem and read as an empty mapping."""
        if isinstance(value, dict):
            return cls(document, path, value, problems)
        fields = cls(document, path, {}, problems)
        if value is not None:
            fields.note(
                Code.NOT_A_MAPPING,
                None,
                message=f"Here a set of “name: value” lines is expected, not {_kind(value)}.",
                mend="Indent the lines below this key.",
            )
        return fields

    def note(self, code: Code, key: str | None, *, message: str, mend: str) -> None:
        """Add a problem at `key` (or at this mapping itself)."""
        self.problems.append(
            self.document.problem(code, self.path if key is None else (*self.path, key), message=message, mend=mend)
        )

    def only(self, known: Collection[str], *, beside: Collection[str] = ()) -> None:
        """Note every key that is not among `known`. Keys `beside` are noted elsewhere, and offered to nobody."""
        for key in self.values:
            if key not in known and key not in beside:
                mend = did_you_mean(key, known) or f"Known here: {', '.join(sorted(known))}."
                self.note(Code.UNKNOWN_KEY, key, message=f"“{key}” is not known here.", mend=mend)

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A text; numbers and days are taken as they are written."""
        value = self._get(key, required=required)
        if value is None:
            return default
        if isinstance(value, (str, int, float, date)) and not isinstance(value, bool):
            return str(value).strip()
        self.wrong(key, "a text", value=value)
        return default

    def whole(self, key: str, default: int) -> int:
        """A whole number."""
        value = self._get(key)
        if value is None:
            return default
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.wrong(key, "a whole number", value=value)
        return default

    def flag(self, key: str, *, default: bool = False) -> bool:
        """`true` or `false`."""
        value = self._get(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.wrong(key, "true or false", value=value)
        return default

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A whole day, `2024-05-31`."""
        value = self._get(key, required=required)
        if value is None or isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.note(
                Code.BAD_DATE,
                key,
                message=f"“{value}” is not a day of the calendar.",
                mend="Write it as year-month-day, like 2024-05-31.",
            )
            return None

    def option(self, key: str, options: Collection[str], *, default: str = "", required: bool = False) -> str:
        """One word out of `options`."""
        value = self.text(key, "", required=required)
        if not value:
            return default
        if value not in options:
            mend = did_you_mean(value, options) or f"Choose one of: {', '.join(sorted(options))}."
            self.note(Code.WRONG_OPTION, key, message=f"“{value}” cannot stand here.", mend=mend)
            return default
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self._get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(item, (str, int)) for item in value):
            self.wrong(key, "a list of texts", value=value)
            return ()
        return tuple(str(item) for item in value)

    def child(self, key: str) -> Fields:
        """The mapping under `key`; empty when it is not there."""
        return Fields.of(self.document, (*self.path, key), value=self.values.get(key), problems=self.problems)

    def children(self, key: str) -> dict[str, Fields]:
        """The mappings under `key`, by name."""
        group = self.child(key)
        return {
            name: Fields.of(self.document, (*group.path, name), value=value, problems=self.problems)
            for name, value in group.values.items()
        }

    def items(self, key: str) -> list[Fields]:
        """The mappings in the list under `key`."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(key, "a list", value=value)
            return []
        return [
            Fields.of(self.document, (*self.path, key, place), value=item, problems=self.problems)
            for place, item in enumerate(value)
        ]

    def wrong(self, key: str, expected: str, *, value: Any) -> None:
        """Note that `key` holds another kind of value than expected."""
        self.note(
            Code.WRONG_TYPE, key, message=f"“{key}” should be {expected}, not {_kind(value)}.", mend="Mend the value."
        )

    def _get(self, key: str, *, required: bool = False) -> Any:
        value = self.values.get(key)
        if required and (value is None or value == ""):
            value = None
            self.note(Code.MISSING_KEY, key, message=f"“{key}” is missing.", mend=f"Add a line “{key}: …”.")
        return value


def _kind(value: Any) -> str:
    """What a value is, in words."""
    kinds = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a text",
        list: "a list",
        dict: "a set of lines",
        date: "a day",
    }
    return kinds.get(type(value), "nothing" if value is None else "something else")
