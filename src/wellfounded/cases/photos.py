"""The photo of a person, read through the doors: by whoever may learn who the person is, and by matchers of a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.cases.access import open_case
from wellfounded.cases.duplicate_pairs import open_pair
from wellfounded.cases.errors import NotFound
from wellfounded.cases.permissions import Permission

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.persons.models import Person, Photo


def present_photo(person: Person) -> Photo | None:
    """The one in use, without its picture, which lists never need."""
    return person.photos.filter(removed_at=None).defer("picture").select_related("added_by").first()


def photo_of(user: User, number: str) -> bytes:
    """The picture. The reading is logged.

    Raises:
        NotFound: there is no such case or photo, or the user may not know that there is.
        NotAllowed: the user may open the case, but not learn who the person is.
    """
    return _picture(open_case(user, number, permission=Permission.IDENTITY_READ).person)


def photo_of_side(user: User, lead: int, *, side: int) -> bytes:
    """The picture of the first or second of two people whom a matcher compares. The reading is logged."""
    sides = open_pair(user, lead).sides
    if side not in {1, 2}:
        raise NotFound(_("There is no photo."))
    return _picture(sides[side - 1].person)


def take_out(photo: Photo, *, user: User) -> Photo:
    photo.removed_by, photo.removed_at, photo.picture = user, timezone.now(), None
    photo.save()
    return photo


def _picture(person: Person) -> bytes:
    photo = person.photos.filter(removed_at=None).first()
    if photo is None:
        raise NotFound(_("There is no photo."))
    return bytes(photo.picture or b"")
