"""Fills in or corrects who a person is. What stood there before is kept, with who changed it, when and why.

A field left blank never erases: whoever wants to erase names the field in `clear`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.errors import Stale
from wellfounded.cases.permissions import Permission
from wellfounded.cases.possible_duplicates import queue_check
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, refuse
from wellfounded.persons.changes import as_text, changed_fields, write_changes
from wellfounded.persons.models import Identity

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityGiven:
    """`shown` is what the page showed in each field when it was opened; with it, nobody writes over another's word."""

    sex: str = ""
    birth: str = ""
    birth_country: str = ""
    birth_place: str = ""
    marital_status: str = ""
    education: str = ""
    occupations: str = ""
    ethnicity: str = ""
    religion: str = ""
    father_name: str = ""
    mother_name: str = ""
    origin_region: str = ""
    origin_place: str = ""
    present_region: str = ""
    present_place: str = ""
    died: str = ""
    clear: tuple[str, ...] = ()
    reason: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


@transaction.atomic
def correct_identity(user: User, number: str, *, request: IdentityGiven) -> Identity:
    """The identity as it stands now.

    Raises:
        Invalid: a field cannot be used, or a word that stood there is replaced without a reason.
        Stale: somebody else changed a field that is changed here.
    """
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(Identity):
        return earlier
    identity, _new = Identity.objects.get_or_create(person=saving.case.person)
    given = _given(request)
    changed = changed_fields(identity, given)
    _check_not_stale(identity, given, shown={name: request.shown[name] for name in changed if name in request.shown})
    if any(as_text(getattr(identity, name)) for name in changed) and not clean(request.reason):
        refuse({"reason": _("Write why what stood there is changed.")})
    write_changes(identity, given, by=user, reason=clean(request.reason))
    if "birth" in changed:
        queue_check(saving.case.person, user=user)
    return saving.done(identity, Event.IDENTITY_CORRECTED, fields=sorted(changed)) if changed else identity


def _given(request: IdentityGiven) -> dict[str, Any]:
    columns = {column.name: column for column in Identity._meta.concrete_fields}  # noqa: SLF001 - Django's public way in
    unknown = [name for name in request.clear if name not in columns or name in {"id", "person"}]
    refuse({name: _("This cannot be cleared.") for name in unknown})
    return {name: columns[name].get_default() for name in request.clear} | read_entry(Identity, request)


def _check_not_stale(identity: Identity, given: Mapping[str, Any], *, shown: Mapping[str, str]) -> None:
    theirs = {name: as_text(getattr(identity, name)) for name in shown}
    if theirs != dict(shown):
        mine = {name: as_text(given[name]) for name in shown}
        sentence = _("Somebody else changed this while you were typing. Both are shown; choose.")
        raise Stale(sentence, theirs=theirs, mine=mine)
