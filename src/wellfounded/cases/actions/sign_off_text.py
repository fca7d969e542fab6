"""Sign off the texts of a paper in a language, as a qualified reader; or take a signature back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Language
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotFound
from wellfounded.cases.models import TextSignOff
from wellfounded.cases.permissions import Permission, check
from wellfounded.cases.signed_texts import is_signed_off
from wellfounded.cases.typed_text import clean, one_of, refuse, required

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

SHA_256 = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOff:
    """`hash` is of the texts as the reader saw them: what changed since is not signed off with them."""

    language: str
    kind: str
    hash: str
    statement: str


@transaction.atomic
def sign_off_text(user: User, *, request: SigningOff) -> TextSignOff:
    check(user, Permission.OFFICE_TEXTS_SIGN_OFF)
    problems = required({"statement": request.statement, "kind": request.kind, "language": request.language})
    problems |= one_of("language", request.language, known=Language.values)
    if len(request.hash) != SHA_256:
        problems["hash"] = _("Open the texts and read them before you sign.")
    if is_signed_off(request.language, request.kind, text_hash=request.hash):
        problems["language"] = _("These texts are signed off already.")
    refuse(problems)
    made = TextSignOff.objects.create(
        language=request.language,
        kind=request.kind,
        hash=request.hash,
        by=user,
        statement=clean(request.statement),
    )
    detail = {"language": made.language, "kind": made.kind, "hash": made.hash}
    record(Event.TEXT_SIGNED_OFF, actor=user.username, detail=detail)
    return made


@transaction.atomic
def withdraw_sign_off(user: User, pk: int) -> TextSignOff:
    """A mistake was found in texts that somebody had signed off: until they are mended no such paper is served."""
    check(user, Permission.OFFICE_TEXTS_SIGN_OFF)
    signed = TextSignOff.objects.select_for_update().filter(pk=pk, withdrawn_at=None).first()
    if signed is None:
        raise NotFound(_("There is no such signature."))
    signed.withdrawn_by, signed.withdrawn_at = user, timezone.now()
    signed.save()
    detail = {"language": signed.language, "kind": signed.kind, "hash": signed.hash}
    record(Event.TEXT_SIGN_OFF_WITHDRAWN, actor=user.username, detail=detail)
    return signed
