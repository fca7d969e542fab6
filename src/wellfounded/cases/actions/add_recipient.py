"""Write in somebody to whom exports may be sealed. It counts only after a second person has compared the key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Office
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.bodies_of_states import one_state, states_behind
from wellfounded.cases.models import Recipient
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.typed_text import clean, one_of, refuse, required
from wellfounded.law.country_name import country_names
from wellfounded.persons.models import RecipientKind
from wellfounded.vault.errors import VaultError
from wellfounded.vault.recipients import fingerprint_of

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientGiven:
    """`state` is the State that they belong or answer to; `public_key` begins with age1."""

    name: str
    kind: str
    state: str
    public_key: str
    key: str = ""  # of the page; the same public key is written in only once anyway


@transaction.atomic
def add_recipient(user: User, request: RecipientGiven) -> Recipient:
    """The recipient, not yet in force.

    Raises:
        NotAllowed: the user keeps no recipients.
        Invalid: something is missing, the key is none or known already, or a State that this office names as feared
            stands behind the name.
    """
    check(user, Permission.OFFICE_RECIPIENTS_KEEP)
    refuse(_problems(request))
    public = request.public_key.strip()
    made = Recipient.objects.create(
        name=clean(request.name),
        kind=request.kind,
        state=request.state,
        key=public,
        fingerprint=fingerprint_of(public),
        added_by=user,
    )
    record(Event.RECIPIENT_ADDED, actor=user.username, subject=str(made.pk), detail={"fingerprint": made.fingerprint})
    return made


def _problems(request: RecipientGiven) -> dict[str, str]:
    given = {"name": request.name, "kind": request.kind, "state": request.state, "public_key": request.public_key}
    problems = required(given)
    problems |= one_of("kind", request.kind, known=RecipientKind.values)
    problems |= one_of("state", request.state, known=country_names())
    if len(clean(request.name)) > LONGEST_NAME:
        problems["name"] = _("At most %(most)d letters.") % {"most": LONGEST_NAME}
    if "public_key" not in problems:
        problems |= _problems_of_key(request.public_key.strip())
    office = Office.objects.first() or Office()
    feared = one_state(office.feared.replace(",", " ").split())
    if feared & {request.state, *states_behind(request.name)}:
        problems["state"] = _("Nothing may go to this State: it is feared, or may be.")
    return problems


def _problems_of_key(public: str) -> dict[str, str]:
    try:
        fingerprint_of(public)
    except VaultError:
        return {"public_key": _("This is no public key of age. One begins with age1 and is 62 letters long.")}
    if Recipient.objects.filter(key=public, ended_at=None).exists():
        return {"public_key": _("This key is written in already.")}
    return {}
