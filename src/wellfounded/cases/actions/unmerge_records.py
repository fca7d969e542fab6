"""Makes two records of one again: both as they were, and each thing that came meanwhile where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.added_since import added_since
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import Case, Merge
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.turns import MERGES, take_turn
from wellfounded.cases.typed_text import clean, refuse, required
from wellfounded.persons.name_index import file_names
from wellfounded.vault.sealed_columns.fields import sealed_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wellfounded.accounts.models import User
    from wellfounded.cases.added_since import Added
    from wellfounded.persons.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerging:
    """Everything that came since the merge stands in one of the two lists, by its key, such as `name-12`."""

    lead: int
    reason: str
    to_kept: tuple[str, ...] = ()
    to_merged: tuple[str, ...] = ()
    key: str = ""  # of the page; a merge is undone only once anyway


@transaction.atomic
def unmerge_records(user: User, *, request: Unmerging) -> Merge:
    """The merge, undone.

    Raises:
        NotAllowed: the user is no matcher.
        Invalid: nothing of this pair is merged, a later merge builds on it, or something is not given to one record.
    """
    check(user, Permission.OFFICE_DUPLICATES_DECIDE)
    take_turn(MERGES)
    merge = Merge.objects.select_for_update().filter(lead=request.lead, undone_at=None).first()
    if merge is None:
        raise Invalid({"lead": _("These records are not merged.")})
    two = [merge.kept_id, merge.merged_id]
    later = Merge.objects.filter(Q(kept__in=two) | Q(merged__in=two), undone_at=None, pk__gt=merge.pk)
    if later.exists():
        raise Invalid({"lead": _("One of them was merged with another record afterwards. Undo that merge first.")})
    added = added_since(merge.stood, [merge.kept, merge.merged])
    refuse(required({"reason": request.reason}) | _misplaced(added, request))
    moved = _move(added, request.to_kept, to=merge.kept) + _move(added, request.to_merged, to=merge.merged)
    if moved:
        _count_change(merge)
    merge.undone_by, merge.undone_at, merge.undone_reason = user, timezone.now(), clean(request.reason)
    merge.save()
    record(Event.RECORDS_UNMERGED, actor=user.username, subject=str(request.lead), detail={"moved": moved})
    return merge


def _misplaced(added: Sequence[Added], request: Unmerging) -> dict[str, str]:
    """Something may have come while the page was open: it is not put anywhere unseen."""
    placed = [*request.to_kept, *request.to_merged]
    came = [one.key for one in added]
    wrong = [key for key in came if placed.count(key) != 1] + ["placed"] * (not set(placed) <= set(came))
    return dict.fromkeys(wrong, _("Say for each thing that came since the merge to which record it belongs."))


def _move(added: Sequence[Added], keys: Sequence[str], *, to: Person) -> int:
    rows = [one.row for one in added if one.key in keys and one.row.person_id != to.pk]
    for row in rows:
        row.person = to
        try:
            row.validate_constraints(exclude=sealed_in(type(row)))  # the database cannot ask about these
        except ValidationError:
            said = _("%(record)s has the same already, or a photo in use. Take it out of use in the case first.")
            raise Invalid({"placed": said % {"record": to}}) from None
        row.save()  # whole: what is sealed is sealed anew, under the key of the other person
    return len(rows)


def _count_change(merge: Merge) -> None:
    for person in (merge.kept, merge.merged):
        file_names(person)
    Case.objects.filter(person__in=[merge.kept, merge.merged]).update(version=F("version") + 1)
