"""Profiles: a jurisdiction's rules at a date, as overrides of the Convention base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.law.citation import Citation, Source, read_citations
from wellfounded.law.standard import Standard, StandardInRole, read_roles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wellfounded.law.fields import Fields

KEYS = frozenset(
    {
        "profile",
        "version",
        "title",
        "host",
        "extends",
        "valid_from",
        "valid_to",
        "applies_by",
        "transition",
        "exclusion_order",
        "standards",
        "criteria",
        "not_encoded",
        "note",
        "cite",
        "revision",
    },
)


@dataclass(frozen=True, slots=True)
class Transition:
    """What the law says of claims pending when a version came into force; `read`: whether that was read."""

    read: bool
    cite: tuple[Citation, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """One version of a jurisdiction's rules.

    `applies_by` names the date that selects it. `exclusion_order` is `inclusion_first` or `may_stop`. `entries` holds
    the profile's criteria as written, to be laid over what it extends; `not_encoded` says in plain words what
    national law is missing.
    """

    id: str
    version: str
    title: str
    host: str
    extends: str
    valid_from: date | None
    valid_to: date | None
    applies_by: str
    transition: Transition | None
    exclusion_order: str
    roles: dict[str, StandardInRole]
    entries: dict[str, Fields]
    not_encoded: tuple[str, ...]
    file: str

    def in_force(self, day: date) -> bool:
        """Whether this version answers for `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def read_profile(
    fields: Fields,
    *,
    sources: Mapping[str, Source],
    standards: Mapping[str, Standard],
) -> Profile:
    """One file of `packs/profiles/`."""
    fields.only(KEYS)
    name = fields.text("profile", required=True)
    return Profile(
        id=name,
        version=fields.text("version", required=True),
        title=fields.text("title", name, required=True),
        host=fields.text("host"),
        extends=fields.text("extends", "base"),
        valid_from=fields.day("valid_from"),
        valid_to=fields.day("valid_to"),
        applies_by=fields.option("applies_by", {"claim_date", "decision_date"}, default="claim_date"),
        transition=_transition(fields, sources),
        exclusion_order=fields.option("exclusion_order", {"inclusion_first", "may_stop"}, default="inclusion_first"),
        roles=read_roles(fields, standards=standards, sources=sources),
        entries=fields.children("criteria"),
        not_encoded=fields.words("not_encoded"),
        file=fields.document.file,
    )


def _transition(fields: Fields, sources: Mapping[str, Source]) -> Transition | None:
    if "transition" not in fields.values:
        return None
    entry = fields.child("transition")
    entry.only({"checked", "cite", "text"})
    checked = entry.option("checked", {"read", "quoted", "unchecked"}, default="unchecked", required=True)
    return Transition(checked != "unchecked", read_citations(entry, sources), entry.text("text"))
