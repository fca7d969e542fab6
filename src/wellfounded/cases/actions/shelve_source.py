"""Put a source record on the shelf, or a whole list of them. Nothing is judged by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.actions.add_exhibit import REFUSALS
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import shelf_gate
from wellfounded.cases.typed_text import clean, one_of, refuse, required
from wellfounded.evidence.source_list.read import entries_of
from wellfounded.evidence.source_list.rows import Row
from wellfounded.law.country_name import country_names
from wellfounded.library.models import Shelf, Source
from wellfounded.library.models.source import AddressKinds
from wellfounded.vault.child import Limits, Refusal, run_guarded

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.evidence.documents.source_record import SourceRecord
    from wellfounded.evidence.source_list.read import Entry

MOST_SOURCES = 20_000
LIMITS = Limits(cpu_seconds=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShelved:
    """What is known of a source. Only its title is needed; `countries` are codes of three letters."""

    title: str = ""
    shelf: str = Shelf.OPEN
    publisher: str = ""
    published: date | None = None
    address: str = ""
    address_kind: str = AddressKinds.ORIGINAL
    relays: tuple[str, ...] = ()
    symbol: str = ""
    licence: str = ""
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    single_informant: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list: the sources that are new, and every row of it with what to look at."""

    made: tuple[Source, ...]
    entries: tuple[Entry, ...]
    known: int


@transaction.atomic
def shelve_source(user: User, *, request: SourceShelved) -> Source:
    """Add one source."""
    gate = shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE)
    refuse(_problems(request, shelves=gate.shelves or frozenset()))
    made = Source.objects.create(
        title=clean(request.title),
        shelf=request.shelf,
        publisher=clean(request.publisher),
        published=request.published,
        address=clean(request.address),
        address_kind=request.address_kind,
        relays=[clean(name) for name in request.relays if clean(name)],
        symbol=clean(request.symbol),
        licence=clean(request.licence),
        countries=list(request.countries),
        topics=[clean(topic) for topic in request.topics if clean(topic)],
        single_informant=request.single_informant,
        note=clean(request.note),
        added_by=user,
    )
    record(Event.LIBRARY_SOURCE_ADDED, actor=user.username, subject=made.label)
    return made


@transaction.atomic
def import_sources(user: User, content: bytes) -> Imported:
    """Add the sources of a table, Markdown or CSV, to the open shelf; those that are there already are left alone."""
    shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE)
    entries = entries_of(_rows(content), on=timezone.localdate(), by=user.username)
    if not entries:
        refuse({"content": _("There is no table in this file: a line of heads, and a row for each source.")})
    made, known = [], 0
    for entry in entries:
        if entry.record is None:
            continue
        if Source.objects.filter(listed_as=entry.record.id[:100], title=entry.record.title[:500]).exists():
            known += 1
            continue
        made.append(_from_list(entry.record, user))
    detail = {"made": len(made), "rows": len(entries)}
    record(Event.LIBRARY_SOURCES_IMPORTED, actor=user.username, detail=detail)
    return Imported(tuple(made), entries, known)


def _rows(content: bytes) -> list[Row]:
    """Read in the guarded child, as every file that comes from outside."""
    parsed = run_guarded("source_table", content, options={"most_rows": MOST_SOURCES}, limits=LIMITS)
    if parsed.refused is Refusal.NOT_THIS_TYPE:
        raise Invalid({"content": _("This is no text. Save the table as Markdown or CSV, in UTF-8.")})
    if parsed.refused is not None:
        raise Invalid({"content": str(REFUSALS[parsed.refused])})
    return [Row(line, heading, cells) for line, heading, cells in parsed.result["rows"]]


def _problems(request: SourceShelved, *, shelves: frozenset[str]) -> dict[str, str]:
    problems = required({"title": request.title})
    problems |= one_of("shelf", request.shelf, known=shelves)
    problems |= one_of("address_kind", request.address_kind, known=AddressKinds.values)
    if unknown := [code for code in request.countries if code not in country_names()]:
        problems["countries"] = _("There is no country %(code)s.") % {"code": unknown[0]}
    return problems


def _from_list(found: SourceRecord, user: User) -> Source:
    location = found.location
    return Source.objects.create(
        listed_as=found.id[:100],
        title=found.title[:500],
        publisher=found.publisher[:300],
        authors=list(found.authors),
        published=found.published,
        published_as=found.published_as[:100],
        period_first=found.period.first,
        period_last=found.period.last if _in_order(found) else None,
        address=location.address[:1000],
        address_kind=location.kind.value,
        relays=[relay.by for relay in location.relays],
        symbol=found.symbol[:100],
        licence=found.licence[:200],
        retrieved_on=found.retrieved.on if found.retrieved else None,
        retrieved_way=found.retrieved.way.value if found.retrieved else "",
        languages=list(found.languages),
        countries=[code for code in found.countries if code in country_names()],
        topics=list(found.topics),
        note=found.note,
        added_by=user,
    )


def _in_order(found: SourceRecord) -> bool:
    first, last = found.period.first, found.period.last
    return first is None or last is None or first <= last
