"""Takes the photo of a person out. Nobody has to say why; the picture itself is gone, also from the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.photos import take_out
from wellfounded.cases.saving import Saving
from wellfounded.persons.models import Photo

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRemoved:
    """`photo` says which one is meant, so that nobody takes out a newer one unseen."""

    photo: int
    key: str = ""


@transaction.atomic
def remove_photo(user: User, number: str, *, request: PhotoRemoved) -> Photo:
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(Photo):
        return earlier
    photo = saving.case.person.photos.filter(pk=request.photo, removed_at=None).first()
    if photo is None:
        raise Invalid({"photo": _("This photo is not there any more.")})
    return saving.done(take_out(photo, user=user), Event.PHOTO_REMOVED)
