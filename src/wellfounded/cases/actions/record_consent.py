"""Records what the person agrees may be told, to whom and for what. A State that is feared is never a recipient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.bodies_of_states import states_behind
from wellfounded.cases.entry import read_entry
from wellfounded.cases.export_question import returning_states
from wellfounded.cases.permissions import Permission
from wellfounded.cases.recipients import feared_states
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import refuse
from wellfounded.persons.models import IDENTIFYING, Consent, RecipientKind

if TYPE_CHECKING:
    from typing import Any

    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven:
    """`recipient_state` is the State that the recipient belongs or answers to. `host_reason` is for the host alone."""

    purpose: str
    recipient: str
    recipient_kind: str
    data_class: str
    language: str
    means: str
    recipient_state: str = ""
    given_on: date | None = None
    host_reason: str = ""
    key: str = ""


NEEDED = ("purpose", "recipient", "recipient_kind", "data_class", "language", "means")


@transaction.atomic
def record_consent(user: User, number: str, *, request: ConsentGiven) -> Consent:
    """The consent.

    Raises:
        Invalid: something is missing, the recipient is a State that is feared or answers to one, or identifying data
            would go to the State where the person is without a reason.
    """
    saving = Saving.begin(user, number, permission=Permission.CONSENT_RECORD, request=request)
    if earlier := saving.earlier(Consent):
        return earlier
    given = {"given_on": timezone.localdate()} | read_entry(Consent, request, needed=NEEDED)
    refuse(_refused(saving.case, given))
    consent = Consent.objects.create(person=saving.case.person, recorded_by=user, **given)
    return saving.done(consent, Event.CONSENT_RECORDED, data_class=consent.data_class)


def _refused(case: Case, given: dict[str, Any]) -> dict[str, str]:
    state = given.get("recipient_state", "")
    feared = feared_states(case)
    problems = {}
    if not state and given["recipient_kind"] == RecipientKind.STATE:
        problems["recipient_state"] = _("Choose the State whose authority this is.")
    elif state in feared or states_behind(given["recipient"]) & feared:
        problems["recipient_state"] = _("Nothing may go to this State: it is feared, or may be.")
    elif state in returning_states(case) and given["data_class"] in IDENTIFYING and "host_reason" not in given:
        problems["host_reason"] = _(
            "This State could return the person. Write why it must know who they are, or choose other data."
        )
    if given["given_on"] > timezone.localdate():
        problems["given_on"] = _("A consent cannot be given in the future.")
    return problems
