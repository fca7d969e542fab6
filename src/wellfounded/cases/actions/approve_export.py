"""Agree that something with many people in it leaves: a second person, never the one who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import open_case
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow
from wellfounded.cases.let_out_lately import people_lately
from wellfounded.cases.models import Export, Informed
from wellfounded.cases.permissions import Permission
from wellfounded.cases.turns import take_turn_of
from wellfounded.cases.typed_text import one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@transaction.atomic
def approve_export(user: User, pk: int, *, informed: str = "") -> Export:
    """The export, agreed to. Whoever agrees must be entitled to every case in it.

    `informed` says that counsel or UNHCR was told, which comes before identifying data go to a State that could send
    the person back.
    """
    take_turn_of(user)
    export = Export.objects.select_for_update().filter(pk=pk).first()
    if export is None:
        raise NotFound(_("There is no such export."))
    for number in export.numbers:
        open_case(user, number, permission=Permission.CASE_EXPORT)
    if export.asked_by_id == user.pk:
        raise NotAllowed(_("Whoever asked for an export does not agree to it."))
    if export.approved_at is not None or export.left_at is not None:
        raise NotNow(_("This export was agreed to or made before."))
    if export.returning:
        refuse(required({"informed": informed}))
    refuse(one_of("informed", informed, known=Informed.values))
    export.approved_by, export.approved_at, export.informed = user, timezone.now(), informed
    export.save()
    detail = {"export": export.pk, "people": export.people, "lately": people_lately(export)} | (
        {"informed": informed} if informed else {}
    )
    for number in export.numbers:
        record(Event.EXPORT_APPROVED, actor=user.username, subject=number, detail=detail)
    return export
