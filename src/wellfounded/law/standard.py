"""Standards of proof, and the roles that a profile fills with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.citation import Citation, Source, read_citations
from wellfounded.law.criterion import ROLES
from wellfounded.law.errors import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wellfounded.law.fields import Fields


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard of proof. With `admits_possible`, a fact that a person accepted as possible may carry a finding."""

    id: str
    title: str
    text: str
    admits_possible: bool
    cite: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class StandardInRole:
    """The standard that a profile sets for a role, with the law that says so."""

    role: str
    standard: Standard
    cite: tuple[Citation, ...]


def read_standards(fields: Fields, sources: Mapping[str, Source]) -> dict[str, Standard]:
    """All standards of `standards.yaml`, by id."""
    fields.only({"standards"})
    return {name: _standard(name, entry, sources=sources) for name, entry in fields.children("standards").items()}


def _standard(name: str, fields: Fields, *, sources: Mapping[str, Source]) -> Standard:
    fields.only({"title", "text", "admits_possible", "cite"})
    return Standard(
        id=name,
        title=fields.text("title", required=True),
        text=" ".join(fields.text("text", required=True).split()),
        admits_possible=fields.flag("admits_possible"),
        cite=read_citations(fields, sources),
    )


def read_roles(
    fields: Fields, *, standards: Mapping[str, Standard], sources: Mapping[str, Source]
) -> dict[str, StandardInRole]:
    """The standards that a profile sets, by role."""
    roles: dict[str, StandardInRole] = {}
    for role, entry in fields.children("standards").items():
        entry.only({"standard", "cite"})
        if role not in ROLES:
            entry.note(
                Code.LAW_NAME,
                None,
                message=f"“{role}” is not a role.",
                mend=f"Known roles: {', '.join(sorted(ROLES))}.",
            )
        name = entry.option("standard", set(standards), default="", required=True)
        cite = read_citations(entry, sources)
        if name:
            roles[role] = StandardInRole(role, standards[name], cite)
    return roles
