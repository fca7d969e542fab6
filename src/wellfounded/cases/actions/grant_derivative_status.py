"""Grant a family member the status that follows from another's, after findings of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.access import cases_of
from wellfounded.cases.appeals import served_decision, stands_as_grant
from wellfounded.cases.errors import Invalid, NotAllowed, NotNow
from wellfounded.cases.models import Axis, DerivativeStatus, Receipt, StatusEntry
from wellfounded.cases.permissions import Permission
from wellfounded.cases.registration import family_on_record
from wellfounded.cases.saving import Saving
from wellfounded.cases.status_values import Category
from wellfounded.cases.typed_text import clean, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case, Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Deriving:
    """`principal` is the number of the case from which the status derives, and `relationship` the person's to them."""

    principal: str = ""
    relationship: str = ""
    reason: str = ""
    key: str = ""


@transaction.atomic
def grant_derivative_status(user: User, number: str, *, request: Deriving) -> DerivativeStatus:
    saving = Saving.begin(user, number, permission=Permission.DERIVATIVE_GRANT, request=request)
    if (earlier := saving.earlier(DerivativeStatus)) is not None:
        return earlier
    _name_principal(saving, clean(request.principal))
    principal, receipt = _principal(saving.case), _own_findings(saving.case)
    if receipt.made_by_id == user.pk:
        raise NotAllowed(_("Whoever made the assessment does not grant on it."))
    if DerivativeStatus.objects.filter(case=saving.case, principal=principal).exists():
        raise NotNow(_("This status was granted already."))
    refuse(required({"relationship": request.relationship}))
    made = DerivativeStatus.objects.create(
        case=saving.case,
        principal=principal,
        own_receipt=receipt,
        relationship=clean(request.relationship),
        reason=clean(request.reason),
        assessed_by=receipt.made_by,
        granted_by=user,
    )
    StatusEntry.objects.create(
        case=saving.case, axis=Axis.CATEGORY, value=Category.DERIVATIVE, since=timezone.localdate(), by=user
    )
    return saving.done(made, Event.DERIVATIVE_STATUS_GRANTED, principal=principal.case.number)


def _name_principal(saving: Saving, number: str) -> None:
    """From whose case the status would derive: one that the user may open, of somebody who is family on record."""
    if not number:
        return
    found = cases_of(saving.user).select_related("person").filter(number=number).first()
    if found is None:
        raise Invalid({"principal": _("There is no case with this number that you may open.")})
    if found.person_id not in family_on_record(saving.user, saving.case):
        raise Invalid({"principal": _("Enter first that they are relatives or of one household.")})
    saving.case.derives_from = found


def _principal(case: Case) -> Decision:
    decision = served_decision(case.derives_from) if case.derives_from is not None else None
    if decision is None or not stands_as_grant(decision):
        raise NotNow(_("There is no family member with a status that was granted and served."))
    return decision


def _own_findings(case: Case) -> Receipt:
    receipt = Receipt.objects.filter(case=case).last()
    if receipt is None:
        raise NotNow(_("First make findings on this person's own fear, and a receipt of them."))
    return receipt
