"""The tables under `tests/spec/<chapter>/<topic>.yaml`: what a lawyer says the law gives, example by example.

The form is described in `tests/spec/README.md`. Every problem of a file is reported at once, with its line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from wellfounded.law.case_file import FactState
from wellfounded.law.document import read_document
from wellfounded.law.errors import InputError, Problem
from wellfounded.law.fields import Fields
from wellfounded.law.finding import Label

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "tests" / "spec"
HOME = "PRK"  # facts about a country are about this one unless a group names another
ABROAD = "CHN"
DAY = date(2024, 6, 1)

CHAPTER_KEYS = frozenset({"chapter", "profile", "says", "criteria"})
SETTING_KEYS = frozenset(
    {
        "facts",
        "found",
        "assumed",
        "nationality",
        "former_residence",
        "destinations",
        "host",
        "date",
        "decision",
        "closed",
        "put",
        "benefit_of_doubt",
    },
)
ENTRY_KEYS = frozenset({"criterion", "says", "given", "at", "examples", "impossible"})
EXAMPLE_KEYS = SETTING_KEYS | {"name", "finding", "flags", "at", "disagrees", "each", "as"}
STATES = frozenset(FactState)
FLAGS = frozenset(
    {
        "not_established",
        "rests_on_possible",
        "rests_on_contested",
        "waits_to_be_put",
        "waits_for_person",
        "waits_for_law",
        "conceded",
        "by_cases",
    },
)
MERGED = ("facts", "found")


@dataclass(frozen=True, slots=True)
class Example:
    """Facts in, finding out.

    `each` names what a line of the table goes through one by one; such a line makes several examples.
    """

    name: str
    finding: Label
    setting: Mapping[str, Any]
    own: Mapping[str, Any]
    flags: tuple[str, ...] = ()
    at: str = ""
    disagrees: str = ""
    line: int = 0
    each: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """The examples of one criterion, with a sentence for the manual.

    `impossible` gives a reason for a label that no record can reach.
    """

    criterion: str
    says: str
    profile: str
    given: Mapping[str, Any]
    examples: tuple[Example, ...]
    impossible: Mapping[str, str]
    file: str

    @property
    def name(self) -> str:
        return f"{self.file.removesuffix('.yaml')}::{self.criterion}"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One file of entries.

    `folder` says which part of the law it belongs to; `profile` whose law, empty for the Convention base.
    """

    title: str
    says: str
    profile: str
    folder: str
    topic: str
    entries: tuple[Entry, ...] = field(default=())


@cache
def read_chapters(folder: Path = SPEC) -> tuple[Chapter, ...]:
    """Every chapter under `folder`. Raises `InputError` with all problems at once."""
    problems: list[Problem] = []
    chapters = tuple(_chapter(path, folder, problems=problems) for path in sorted(folder.rglob("*.yaml")))
    if problems:
        raise InputError(problems)
    return chapters


def all_entries(chapters: tuple[Chapter, ...]) -> Iterator[Entry]:
    for chapter in chapters:
        yield from chapter.entries


def _chapter(path: Path, folder: Path, *, problems: list[Problem]) -> Chapter:
    document = read_document(path)
    document.file = path.relative_to(folder).as_posix()
    fields = Fields.of(document, (), value=document.data, problems=problems)
    fields.only(CHAPTER_KEYS)
    profile = fields.text("profile")
    return Chapter(
        title=fields.text("chapter", required=True),
        says=_prose(fields),
        profile=profile,
        folder=path.relative_to(folder).parent.as_posix(),
        topic=path.stem,
        entries=tuple(_entry(entry, profile) for entry in fields.items("criteria")),
    )


def _entry(fields: Fields, profile: str) -> Entry:
    fields.only(ENTRY_KEYS)
    given = fields.child("given")
    given.only(SETTING_KEYS)
    impossible = fields.child("impossible")
    impossible.only(set(Label))
    return Entry(
        criterion=fields.text("criterion", required=True),
        says=_prose(fields, required=True),
        profile=profile,
        given=given.values,
        examples=tuple(
            example
            for item in fields.items("examples")
            for example in _one_by_one(_example(item, given.values, at=fields.text("at")), item)
        ),
        impossible={label: impossible.text(label, required=True) for label in impossible.values},
        file=fields.document.file,
    )


def _example(fields: Fields, given: Mapping[str, Any], *, at: str) -> Example:
    fields.only(EXAMPLE_KEYS)
    own = {key: value for key, value in fields.values.items() if key in SETTING_KEYS}
    label = fields.option("finding", set(Label), default=Label.OPEN, required=True)
    return Example(
        name=fields.text("name", required=True),
        finding=Label(label),
        setting=_merged(given, own),
        own=own,
        flags=_flags(fields),
        at=fields.text("at", at),
        disagrees=fields.text("disagrees"),
        line=fields.document.line(fields.path),
        each=fields.words("each"),
    )


def _one_by_one(example: Example, fields: Fields) -> Iterator[Example]:
    """The example itself, or with `each` one example for every fact or criterion named, which then is `as` says."""
    if not example.each:
        yield example
        return
    word = fields.text("as", FactState.ESTABLISHED)
    group = "facts" if word in STATES else "found"
    for name in example.each:
        setting = {**example.setting, group: {**example.setting[group], name: word}}
        yield replace(example, name=f"{example.name}: {name}", setting=setting)


def _flags(fields: Fields) -> tuple[str, ...]:
    words = fields.words("flags")
    for word in words:
        if word not in FLAGS:
            fields.wrong("flags", f"a list out of {', '.join(sorted(FLAGS))}", value=word)
    return words


def _merged(given: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What is given for all examples of an entry, with this example's own lines over it."""
    merged = {**given, **own}
    for key in MERGED:
        merged[key] = _laid(given.get(key) or {}, own.get(key) or {})
    return merged


def _laid(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Two sets of facts, group by group."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = {**below, **value} if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _prose(fields: Fields, *, required: bool = False) -> str:
    return " ".join(fields.text("says", required=required).split())
