"""Citations, and how far each was checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wellfounded.law.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.law.fields import Fields


class Checked(StrEnum):
    """How far a citation was checked: by reading it, by a decision that quotes it, or not yet."""

    READ = "read"
    QUOTED = "quoted"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class Source:
    """A work that is cited: a treaty, statute, judgment, report. `short` is how a page names it in passing."""

    id: str
    title: str
    kind: str
    publisher: str = ""
    published: str = ""
    address: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A pinpoint in a source.

    `via` is the address or the decision where it was checked; `against` marks contrary authority.
    """

    source: Source
    at: str
    checked: Checked
    via: str = ""
    against: bool = False
    note: str = ""

    def __str__(self) -> str:
        return f"{self.source.title}, {self.at}" if self.at else self.source.title

    @property
    def brief(self) -> str:
        """The citation with the short name of its source."""
        name = self.source.short or self.source.title
        return f"{name}, {self.at}" if self.at else name


SOURCE_KINDS = frozenset(
    {
        "treaty",
        "statute",
        "judgment",
        "handbook",
        "guideline",
        "report",
        "declaration",
        "general_comment",
        "decision_database",
        "article",
        "press_release",
        "news",
    },
)


def read_source(name: str, fields: Fields) -> Source:
    """A source from its entry in `sources.yaml`."""
    fields.only({"title", "publisher", "published", "address", "kind", "note", "short"})
    return Source(
        id=name,
        title=fields.text("title", name, required=True),
        kind=fields.option("kind", SOURCE_KINDS, default="report", required=True),
        publisher=fields.text("publisher"),
        published=fields.text("published"),
        address=fields.text("address"),
        short=fields.text("short"),
    )


def read_citations(fields: Fields, sources: Mapping[str, Source], *, required: bool = True) -> tuple[Citation, ...]:
    """The citations under `cite`; a rule without law is a problem."""
    entries = fields.items("cite")
    if required and not entries:
        fields.note(
            Code.LAW_CITATION,
            "cite",
            message="There is no citation.",
            mend="Add at least one: {source: …, at: …, checked: …}.",
        )
    return tuple(_citation(entry, sources) for entry in entries)


def _citation(entry: Fields, sources: Mapping[str, Source]) -> Citation:
    entry.only({"source", "at", "checked", "via", "against", "note"})
    name = entry.text("source", required=True)
    if name and name not in sources:
        entry.note(
            Code.LAW_CITATION, "source", message=f"The source “{name}” is not in sources.yaml.", mend="Add it there."
        )
    checked = Checked(entry.option("checked", set(Checked), default="unchecked", required=True))
    via = entry.text("via")
    if checked is not Checked.UNCHECKED and not via:
        entry.note(
            Code.LAW_CITATION,
            "via",
            message=f"“{checked}” needs to say where.",
            mend="Add via: the address or the decision, or write unchecked.",
        )
    return Citation(
        source=sources.get(name, Source(name, name, "report")),
        at=entry.text("at"),
        checked=checked,
        via=via,
        against=entry.flag("against"),
        note=entry.text("note"),
    )
