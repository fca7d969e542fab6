"""The cover of what leaves: exactly how many people are in it, for whom, for what, and who let it out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.export_kinds import RULES
from wellfounded.cases.models import ExportKind, RecipientOfExport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wellfounded.cases.models import Export
    from wellfounded.persons.models import Consent

# In English alone: it is read by programs too, and by whoever looks into a leak.
HEAD = "Wellfounded: what this file holds, and for whom. If you are not that, erase it and tell whoever sent it."
# The lines of which somebody typed a part.
TYPED = frozenset({"Recipient", "Purpose", "Agreed to"})


@dataclass(frozen=True, slots=True)
class Cover:
    """`people` is how many are named or described in it."""

    people: int
    lines: tuple[tuple[str, str], ...]

    def text(self) -> str:
        # A line break in a value would begin another line.
        return f"{HEAD}\n\n" + "".join(f"{name}: {' '.join(value.split())}\n" for name, value in self.lines)

    def typed(self) -> str:
        """What somebody typed; the rest is the program's own words, numbers and hashes."""
        return "\n".join(value for name, value in self.lines if name in TYPED)


def says(text: str, name: str) -> bool:
    """Whether a text says a name: whole words where the script parts words, or “An” would be found in any sentence."""
    told, sought = _words(text), _words(name)
    if sought.isascii():
        return bool(sought) and f" {sought} " in f" {told} "
    return sought.replace(" ", "") in told.replace(" ", "")


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def people_in(export: Export) -> int:
    """How many people the product is about: none where it names nobody."""
    return export.people if RULES[ExportKind(export.kind)].identifying else 0


def _who_let_it_out(export: Export) -> Iterable[tuple[str, str]]:
    """For the house and the person alone: nobody else learns who works here. The log knows it by the number above."""
    if export.recipient_kind == RecipientOfExport.OTHER:
        return ()
    agreed = export.approved_by.username if export.approved_by else ""
    lately = str(export.people_lately) if export.people_lately > people_in(export) else ""
    return (("Asked for by", export.asked_by.username), ("Agreed to by", agreed), ("People lately", lately))


def cover_of(export: Export, *, consents: Iterable[Consent], sha256: str) -> Cover:
    people = people_in(export)
    lines = [
        ("Export", str(export.pk)),
        ("What", export.kind),
        ("People", str(people)),
        ("Recipient", export.recipient or export.recipient_kind),
        ("State of the recipient", export.recipient_state),
        ("Sealed to", export.sealed_to.fingerprint if export.sealed_to else ""),
        ("Purpose", export.purpose if people else ""),
        *(("Agreed to", f"{one.data_class}, {one.purpose}, {one.given_on.isoformat()}") for one in consents),
        *_who_let_it_out(export),
        ("Told before", export.informed),
        ("Left on", timezone.localdate().isoformat()),
        ("SHA-256 of the file", sha256),
    ]
    return Cover(people, tuple((name, value) for name, value in lines if value))
