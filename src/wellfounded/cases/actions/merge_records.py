"""Reads two records as one from now on. Two matchers have said that they are of one person; nothing merges by itself.

Nothing is moved or thrown away: a line in the journal says which record stands for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.added_since import standing
from wellfounded.cases.errors import Invalid
from wellfounded.cases.merged_records import Merged
from wellfounded.cases.models import DuplicateLead, Merge, Verdict
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.turns import MERGES, take_turn
from wellfounded.cases.typed_text import clean, refuse, required
from wellfounded.persons.models import Kinship, Person

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """`kept` is the reference of the person whose record stands for both."""

    lead: int
    kept: str
    reason: str
    key: str = ""  # of the page; the same pair is merged only once anyway


@transaction.atomic
def merge_records(user: User, *, request: Merging) -> Merge:
    """The merge.

    Raises:
        NotAllowed: the user is no matcher.
        Invalid: two matchers have not said that it is one person, or the records are read as one already, or they are
            noted as relatives of each other.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    take_turn(MERGES)
    lead = DuplicateLead.objects.select_for_update().filter(pk=request.lead, verdict=Verdict.SAME).first()
    if lead is None:
        raise Invalid({"lead": _("Two matchers have to say first that this is one person.")})
    refuse(required({"reason": request.reason}) | _not_one_of(lead, request.kept))
    merged = Merged.now()
    kept, other = _survivors(lead, request.kept, merged=merged)
    refuse(_hindered(lead, (kept, other), merged=merged, user=user))
    made = Merge.objects.create(
        lead=lead, kept=kept, merged=other, stood=standing([kept, other]), reason=clean(request.reason), made_by=user
    )
    record(Event.RECORDS_MERGED, actor=user.username, subject=str(lead.pk), detail={"merge": made.pk})
    return made


def _not_one_of(lead: DuplicateLead, reference: str) -> dict[str, str]:
    if reference in {lead.person.reference, lead.other.reference}:
        return {}
    return {"kept": _("Choose one of the two records.")}


def _survivors(lead: DuplicateLead, reference: str, *, merged: Merged) -> tuple[Person, Person]:
    """The records that stand for the one to keep and for the other."""
    first, second = lead.person, lead.other
    kept, other = (first, second) if first.reference == reference else (second, first)
    found = Person.objects.in_bulk([merged.survivor(kept.pk), merged.survivor(other.pk)])
    return found[merged.survivor(kept.pk)], found[merged.survivor(other.pk)]


def _hindered(lead: DuplicateLead, two: tuple[Person, Person], *, merged: Merged, user: User) -> dict[str, str]:
    kept, other = two
    if kept == other:
        return {"lead": _("These records are read as one already.")}
    mine, theirs = merged.together(kept.pk), merged.together(other.pk)
    kin = Q(person__in=mine, relative__in=theirs) | Q(person__in=theirs, relative__in=mine)
    if Kinship.objects.filter(kin, ended_at=None).exists():
        return {"lead": _("They are noted as relatives of each other. One of the two is wrong: clear that up first.")}
    if Merge.objects.filter(Q(made_by=user) | Q(undone_by=user), lead=lead).exists():
        return {"lead": _("This merge was undone. Somebody who neither made nor undid it has to make it again.")}
    return {}
