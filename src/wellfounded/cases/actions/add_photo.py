"""Adds a photo of the person, or puts a newer one in its place. It is read only in the guarded child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wellfounded.audit.events import Event
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.add_exhibit import REFUSALS
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.photos import take_out
from wellfounded.cases.saving import Saving
from wellfounded.cases.typed_text import refuse
from wellfounded.persons.models import Photo
from wellfounded.vault.child import Refusal, run_guarded

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

MOST = 20 << 20
_REFUSALS = REFUSALS | {Refusal.NOT_THIS_TYPE: gettext_lazy("A photo is a PNG or JPEG picture. Choose another file.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoGiven:
    """The file's own bytes and its name are not kept: telephones write into it where and when it was taken."""

    content: bytes = b""
    key: str = ""


def add_photo(user: User, number: str, *, request: PhotoGiven) -> Photo:
    """The photo that now stands; the one before it is taken out.

    The child reads the file first, so that no lock waits for it.
    """
    open_case(user, number, permission=Permission.IDENTITY_WRITE)
    if not request.content:
        refuse({"content": _("Choose a file. This one is empty or was not sent.")})
    if len(request.content) > MOST:
        raise Invalid({"content": str(_REFUSALS[Refusal.TOO_BIG])})
    parsed = run_guarded("photo", request.content)
    if parsed.refused is not None:
        raise Invalid({"content": str(_REFUSALS[parsed.refused])})
    return _write(user, number, request=request, picture=parsed.parts[0])


@transaction.atomic
def _write(user: User, number: str, *, request: PhotoGiven, picture: bytes) -> Photo:
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(Photo):
        return earlier
    person = saving.case.person
    for before in person.photos.filter(removed_at=None):
        take_out(before, user=user)
    made = Photo.objects.create(person=person, picture=picture, added_by=user)
    return saving.done(made, Event.PHOTO_ADDED)
