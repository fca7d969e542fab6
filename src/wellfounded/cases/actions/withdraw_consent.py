"""Records that a consent was taken back. It costs the person nothing, and no reason is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Saving
from wellfounded.persons.models import Consent

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn:
    consent: int
    key: str = ""


@transaction.atomic
def withdraw_consent(user: User, number: str, *, request: ConsentWithdrawn) -> Consent:
    """The consent, withdrawn today."""
    saving = Saving.begin(user, number, permission=Permission.CONSENT_RECORD, request=request)
    if earlier := saving.earlier(Consent):
        return earlier
    consent = saving.case.person.consents.filter(pk=request.consent, withdrawn_on=None).first()
    if consent is None:
        raise Invalid({"consent": _("There is no such consent in force.")})
    consent.withdrawn_on, consent.withdrawn_by = timezone.localdate(), user
    consent.save()
    return saving.done(consent, Event.CONSENT_WITHDRAWN, data_class=consent.data_class)
