"""YAML and JSON read as data, with the line of every value.

YAML 1.2 core schema only, so that Norway stays `NO` and `012` stays text; a key that stands twice, an anchor, a tag
or a second document is refused. (PyYAML accepts all of these silently: `docs/adr/0003-yaml.md`.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from wellfounded.law.errors import Code, InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

Path_ = tuple[str | int, ...]

MAX_BYTES = 20_000_000
MAX_DEPTH = 60

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_WORDS: dict[str, bool | None] = {"": None, "~": None}
_WORDS |= dict.fromkeys(("null", "Null", "NULL")) | dict.fromkeys(("true", "True", "TRUE"), True)
_WORDS |= dict.fromkeys(("false", "False", "FALSE"), False)
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Document:
    """A parsed file: plain data, and the line on which each path stands."""

    file: str
    data: Any
    lines: dict[Path_, int] = field(repr=False)

    def line(self, path: Path_) -> int:
        """The line of `path`, or of the nearest path above it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def problem(self, code: Code, path: Path_, *, message: str, mend: str) -> Problem:
        """A problem at `path` in this file."""
        return Problem(code, message, mend, self.file, self.line(path), ".".join(str(part) for part in path))


def read_document(path: Path) -> Document:
    """Read one YAML or JSON file. Raises `InputError` when it is missing, too large or not readable as YAML 1.2."""
    return parse_document(read_text(path), str(path))


def read_text(path: Path) -> str:
    """The text of a file. Raises `InputError` when it is missing, a folder, too large or not UTF-8."""
    return _decoded(read_content(path), str(path))


def document_from(content: bytes, file: str = "") -> Document:
    """Parse the bytes of a file that came by another way. Raises `InputError` when they are no readable YAML 1.2."""
    return parse_document(_decoded(content, file), file)


def read_content(path: Path) -> bytes:
    """The bytes of a file. Raises `InputError` when it is missing, a folder or too large."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= MAX_BYTES else None
    except FileNotFoundError:
        raise InputError.one(
            Problem(Code.FILE_MISSING, "There is no such file.", "Check the name.", str(path))
        ) from None
    except IsADirectoryError:
        raise InputError.one(
            Problem(Code.FILE_UNREADABLE, "This is a folder, not a file.", "Name a file in it.", str(path))
        ) from None
    except OSError as error:
        message = f"The file cannot be read: {error.strerror}."
        raise InputError.one(
            Problem(Code.FILE_UNREADABLE, message, "Check the file and its permissions.", str(path))
        ) from None
    if content is None:
        mend = "Split it, or check that it is the right file."
        raise InputError.one(
            Problem(
                Code.FILE_UNREADABLE, f"The file has {size:,} bytes; at most {MAX_BYTES:,} are read.", mend, str(path)
            )
        )
    return content


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mend = "Save it as UTF-8 and try again."
        raise InputError.one(
            Problem(Code.FILE_UNREADABLE, f"The file is not UTF-8 text ({error.reason}).", mend, file)
        ) from None


def parse_document(text: str, file: str = "") -> Document:
    """Parse YAML 1.2 (JSON is a part of it). `file` is only used in messages."""
    try:
        return _Composer(file).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        message = f"This is not readable as YAML: {error.problem or error.context}."
        mend = "Look at this line and the one above it: indentation, a missing colon or quotation mark."
        raise InputError.one(Problem(Code.YAML_BROKEN, message, mend, file, line)) from None
    except YAMLError as error:
        message = f"This is not readable as YAML: {str(error).splitlines()[0]}."
        raise InputError.one(
            Problem(Code.YAML_BROKEN, message, "Remove control characters and save as UTF-8.", file)
        ) from None
    except (ValueError, OverflowError):  # what the parser lets through when it makes a character of a number
        message = "This is not readable as YAML: a \\U escape names no character."
        raise InputError.one(
            Problem(Code.YAML_BROKEN, message, "Write the character itself, or mend the number.", file)
        ) from None


class _Composer:
    """Builds plain data from parser events, keeping lines and refusing what a hand-written file never needs."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path_, int] = {}
        self.problems: list[Problem] = []

    def compose(self, text: str) -> Document:
        events = _events(text)
        data: Any = None
        seen = 0
        for event in events:
            if isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)):
                seen += 1
                if seen > 1:
                    self._refuse(
                        Code.YAML_FEATURE,
                        event,
                        message="The file holds more than one document.",
                        mend="Keep one document in a file.",
                    )
                value = self._value(event, events, path=())
                data = value if seen == 1 else data
        if self.problems:
            raise InputError(self.problems)
        return Document(self.file, data, self.lines)

    def _value(self, event: Any, events: Any, *, path: Path_) -> Any:
        self.lines.setdefault(path, event.start_mark.line + 1)
        self._bare(event)
        if isinstance(event, AliasEvent):
            return None
        if len(path) > MAX_DEPTH:
            self._refuse(
                Code.YAML_FEATURE,
                event,
                message=f"The file is nested deeper than {MAX_DEPTH} levels.",
                mend="Check the brackets.",
            )
            raise InputError(self.problems)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _sequence(self, events: Any, path: Path_) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), SequenceEndEvent):
            items.append(self._value(event, events, path=(*path, len(items))))
        return items

    def _mapping(self, events: Any, path: Path_) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        while not isinstance(event := next(events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                self._refuse(
                    Code.YAML_FEATURE,
                    event,
                    message="A key must be a plain word.",
                    mend="Put the key in quotation marks or simplify it.",
                )
                raise InputError(self.problems)
            self._bare(event)
            key = event.value
            if key in mapping:
                self._refuse(
                    Code.KEY_TWICE,
                    event,
                    message=f"“{key}” stands twice here.",
                    mend="Keep one of the two.",
                    path=(*path, key),
                )
            self.lines[(*path, key)] = event.start_mark.line + 1
            mapping[key] = self._value(next(events), events, path=(*path, key))
        return mapping

    def _scalar(self, event: Any) -> Any:
        plain = event.implicit[0] if isinstance(event.implicit, tuple) else event.implicit
        text: str = event.value
        if not plain or event.style in {'"', "'", "|", ">"}:
            return text
        return _resolve(text)

    def _bare(self, event: Any) -> None:
        """Refuse what may stand on a key or a value and is never needed: an anchor, a tag, half a character."""
        if event.anchor:
            message, mend = "Anchors and aliases (& and *) are not allowed.", "Write the value out."
            self._refuse(Code.YAML_FEATURE, event, message=message, mend=mend)
        tag = getattr(event, "tag", None)
        if tag and str(tag) != "!":
            message, mend = f"The tag {tag} is not allowed.", "Write the value without a tag."
            self._refuse(Code.YAML_FEATURE, event, message=message, mend=mend)
        if _HALF.search(getattr(event, "value", "")):
            message, mend = "A \\u escape here names only half a character.", "Write the character itself."
            self._refuse(Code.YAML_BROKEN, event, message=message, mend=mend)

    def _refuse(self, code: Code, event: Any, *, message: str, mend: str, path: Path_ = ()) -> None:
        dotted = ".".join(str(part) for part in path)
        self.problems.append(Problem(code, message, mend, self.file, event.start_mark.line + 1, dotted))


def _events(text: str) -> Iterator[Any]:
    """The parser's events.

    The C parser is sixteen times faster; what it refuses (an address without quotation marks in a flow list, say)
    goes to the YAML 1.2 parser, whose answer and whose message count.
    """
    try:
        return iter(list(YAML(typ="safe").parse(text)))
    except YAMLError:
        return iter(YAML(typ="safe", pure=True).parse(text))


def _resolve(text: str) -> Any:
    """A plain scalar by the YAML 1.2 core schema, with whole days as dates."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text) if len(text) < 19 else text  # noqa: PLR2004 - longer than 64 bits is an identifier, not a number
    if _FLOAT.match(text):
        return float(text)
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
