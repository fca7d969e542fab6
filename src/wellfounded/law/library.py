"""The whole law as encoded: every pack file read, checked and held by id."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from wellfounded.law.catalogue import FactDefinition, Topic, read_topic
from wellfounded.law.citation import Source, read_source
from wellfounded.law.country_fact import CountryFact, read_country_facts
from wellfounded.law.criterion import ProvisionFile, read_criterion
from wellfounded.law.document import Document, read_document
from wellfounded.law.errors import Code, InputError, LawError, Problem
from wellfounded.law.fields import Fields
from wellfounded.law.instrument import Instrument, read_instrument
from wellfounded.law.profile import Profile, read_profile
from wellfounded.law.standard import Standard, read_standards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")
PACKS = Path(__file__).parent / "packs"
PROVISION_KEYS = frozenset(
    {
        "provision",
        "title",
        "instrument",
        "article",
        "valid_from",
        "valid_to",
        "applies_if",
        "revision",
        "criteria",
        "note",
        "cite",
    },
)


@dataclass(frozen=True, eq=False)
class LawLibrary:
    """All packs. `hashes` maps each file (relative to the packs folder) to the SHA-256 of its bytes."""

    folder: Path
    sources: dict[str, Source]
    standards: dict[str, Standard]
    topics: dict[str, Topic]
    provisions: tuple[ProvisionFile, ...]
    profiles: tuple[Profile, ...]
    instruments: dict[str, Instrument]
    country_facts: tuple[CountryFact, ...]
    hashes: dict[str, str]
    facts: dict[str, FactDefinition] = field(default_factory=dict)

    def profile_names(self) -> tuple[str, ...]:
        """The ids of all profiles, in alphabetical order."""
        return tuple(sorted({profile.id for profile in self.profiles}))

    def country_fact(self, name: str) -> CountryFact | None:
        """The country fact of this id, which may stand as the source of an evidence item."""
        return next((fact for fact in self.country_facts if fact.id == name), None)


@cache
def load_library(folder: Path = PACKS) -> LawLibrary:
    """Read every pack under `folder`. Raises `LawError` with all problems at once."""
    return _Loader(folder).load()


class _Loader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.hashes: dict[str, str] = {}

    def load(self) -> LawLibrary:
        sources = self._mapping("sources.yaml", "sources", read=read_source)
        standards = self._one(
            "standards.yaml", lambda fields: read_standards(fields, sources), default=dict[str, Standard]()
        )
        blocks = self._each("facts", read_topic)
        topics = {topic.id: topic for topic in blocks}
        provisions = tuple(self._each("base", lambda fields: self._provision(fields, sources)))
        profiles = tuple(
            self._each("profiles", lambda fields: read_profile(fields, sources=sources, standards=standards))
        )
        treaties = self._each("instruments", lambda fields: read_instrument(fields, sources))
        country_facts = tuple(
            fact
            for group in self._each("country_facts", lambda fields: read_country_facts(fields, sources))
            for fact in group
        )
        self._twice("topic", blocks)
        self._twice("instrument", treaties)
        self._twice("fact", [fact for topic in blocks for fact in topic.facts])
        self._twice("country fact", country_facts)
        self._twice("criterion", [criterion for provision in provisions for criterion in provision.criteria])
        if self.problems:
            raise LawError(self.problems)
        facts = {fact.id: fact for topic in topics.values() for fact in topic.facts}
        return LawLibrary(
            self.folder,
            sources,
            standards,
            topics,
            provisions,
            profiles,
            {item.id: item for item in treaties},
            country_facts,
            self.hashes,
            facts,
        )

    def _provision(self, fields: Fields, sources: dict[str, Source]) -> ProvisionFile:
        fields.only(PROVISION_KEYS)
        return ProvisionFile(
            id=fields.text("provision", required=True),
            title=fields.text("title", required=True),
            instrument=fields.text("instrument", required=True),
            article=fields.text("article"),
            valid_from=fields.day("valid_from"),
            valid_to=fields.day("valid_to"),
            revision=fields.whole("revision", 1),
            criteria=tuple(
                read_criterion(name, entry, sources=sources) for name, entry in fields.children("criteria").items()
            ),
            file=fields.document.file,
        )

    def _mapping(self, name: str, key: str, *, read: Callable[[str, Fields], T]) -> dict[str, T]:
        return self._one(
            name,
            lambda fields: {entry: read(entry, child) for entry, child in fields.children(key).items()},
            default={},
        )

    def _one(self, name: str, read: Callable[[Fields], T], *, default: T) -> T:
        document = self._document(self.folder / name)
        return (
            default if document is None else read(Fields.of(document, (), value=document.data, problems=self.problems))
        )

    def _each(self, folder: str, read: Callable[[Fields], T]) -> list[T]:
        found: list[T] = []
        for path in sorted((self.folder / folder).rglob("*.yaml")):
            document = self._document(path)
            if document is not None:
                found.append(read(Fields.of(document, (), value=document.data, problems=self.problems)))
        return found

    def _document(self, path: Path) -> Document | None:
        try:
            document = read_document(path)
        except InputError as error:
            self.problems.extend(error.problems)
            return None
        name = path.relative_to(self.folder).as_posix()
        document.file = name
        self.hashes[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        return document

    def _twice(self, kind: str, items: Iterable[Any]) -> None:
        seen: set[str] = set()
        for item in items:
            if item.id in seen:
                self.problems.append(
                    Problem(Code.LAW_TWICE, f"The {kind} “{item.id}” is defined twice.", "Keep one, or rename one.")
                )
            seen.add(item.id)
