"""Refers the applicant for help, in any state of the case. Nothing need be told, and nothing stops because of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.entry import read_entry
from wellfounded.cases.errors import Invalid
from wellfounded.cases.models import SupportReferral
from wellfounded.cases.permissions import Permission
from wellfounded.cases.recipients import consents_in_force
from wellfounded.cases.saving import Saving

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case
    from wellfounded.persons.models import Consent


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralGiven:
    """`under` is the consent under which something is told about the person; without it only the kind of help is."""

    kind: str
    to: str
    urgent: bool = False
    note: str = ""
    under: int | None = None
    key: str = ""


@transaction.atomic
def refer_for_support(user: User, number: str, *, request: ReferralGiven) -> SupportReferral:
    saving = Saving.begin(user, number, permission=Permission.SUPPORT_REFER, request=request)
    if earlier := saving.earlier(SupportReferral):
        return earlier
    given = read_entry(SupportReferral, request, needed=("kind", "to"))
    consent = _consent(saving.case, request.under)
    made = SupportReferral.objects.create(case=saving.case, consent=consent, by=user, **given)
    return saving.done(made, Event.SUPPORT_REFERRED)


def _consent(case: Case, number: int | None) -> Consent | None:
    if number is None:
        return None
    for consent in consents_in_force(case):
        if consent.pk == number:
            return consent
    raise Invalid({"under": _("There is no such consent in force.")})
