"""Notes a specific need by its code. A code that points towards exclusion goes to a table of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import clean, one_of, refuse, required
from wellfounded.persons.models import FLAGS, ExclusionFlag, SpecificNeed
from wellfounded.persons.need_list import NEWEST, need_list

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedGiven:
    code: str
    note: str = ""
    key: str = ""


@transaction.atomic
def note_specific_need(user: User, number: str, *, request: NeedGiven) -> SpecificNeed | ExclusionFlag:
    """The need; one that is noted already stays, and takes a note only where it has none."""
    code = clean(request.code).upper()
    table = table_of(code)
    saving = Saving.begin(user, number, permission=write_permission(code), request=request)
    if earlier := saving.earlier(table):
        return earlier
    refuse(required({"code": code}) or one_of("code", code, known=need_list()))
    need, new = table.objects.get_or_create(
        person=saving.case.person,
        code=code,
        ended_at=None,
        defaults={"list_version": NEWEST, "note": clean(request.note), "noted_by": user},
    )
    if not new and request.note:
        if need.note and need.note != clean(request.note):
            refuse({"note": _("This need is noted already, with a note. End it first, or leave the note blank.")})
        need.note = clean(request.note)
        need.save(update_fields=["note"])
    # No code in the log: those who read it have no business with the need itself.
    return saving.done(need, Event.NEED_NOTED)


def table_of(code: str) -> type[SpecificNeed | ExclusionFlag]:
    return ExclusionFlag if code in FLAGS else SpecificNeed


def write_permission(code: str) -> Permission:
    return Permission.FLAGS_WRITE if code in FLAGS else Permission.NEEDS_WRITE
