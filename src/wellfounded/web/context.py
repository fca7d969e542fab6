"""What every page shows: the office and the navigation of the user's roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Office, User
from wellfounded.accounts.roles import Role
from wellfounded.cases.permissions import Permission, may
from wellfounded.cases.store_keeping import is_encrypted, keys_folder

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise

# Whoever may be entitled to erase in a case.
ERASING = frozenset({Role.REGISTRAR, Role.REVIEWER})
# Whoever may be entitled to let something of a case out.
EXPORTING = frozenset({Role.ADJUDICATOR, Role.COUNSEL, Role.PROTECTION_OFFICER})


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation: shown to those with any of the permissions or roles; with neither, to everybody."""

    route: str
    label: Promise
    permissions: tuple[Permission, ...] = ()
    roles: frozenset[Role] = frozenset()


PLACES = (
    Place("home", _("My work")),
    Place("register_person", _("Register"), (Permission.OFFICE_CASE_REGISTER,)),
    Place("duplicates", _("Possible duplicates"), (Permission.OFFICE_DUPLICATES_DECIDE,)),
    Place("lists", _("Lists"), (Permission.OFFICE_LISTS_KEEP,)),
    Place("exchanges", _("Exchanges"), (Permission.OFFICE_EXCHANGES_KEEP,)),
    Place("dashboard", _("Overview"), (Permission.OFFICE_DASHBOARD_READ,)),
    Place("shelf", _("Shelf"), (Permission.OFFICE_LIBRARY_READ,)),
    Place("quality", _("Quality"), (Permission.OFFICE_QUALITY_SAMPLE,)),
    Place("exports", _("Exports"), roles=EXPORTING),
    Place("erasures", _("Erasure"), roles=ERASING),
    Place("texts", _("Texts"), (Permission.OFFICE_TEXTS_SIGN_OFF,)),
    Place("accounts", _("Accounts"), (Permission.OFFICE_ACCOUNTS_MANAGE,)),
    Place("store", _("Store"), (Permission.OFFICE_STORE_KEEP,)),
    Place("log", _("Log"), (Permission.OFFICE_LOG_READ,)),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A place as the page shows it."""

    address: str
    label: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor of every page."""
    return {
        # Read when a page shows them: a part of a page does not.
        "office": SimpleLazyObject(Office.objects.first),
        "navigation": SimpleLazyObject(lambda: _navigation(request)),
        "may_wipe": SimpleLazyObject(lambda: _may_wipe(request)),
        "idle_seconds": settings.IDLE_LOCK_SECONDS,
    }


def _may_wipe(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    keys_are_here = is_encrypted() or keys_folder() is not None
    return keys_are_here and isinstance(user, User) and may(user, Permission.OFFICE_STORE_WIPE)


def _navigation(request: HttpRequest) -> list[Item]:
    user = getattr(request, "user", None)  # a refusal may come before the sign-in is read
    if not isinstance(user, User):
        return []
    shown = [place for place in PLACES if _is_for(user, place)]
    return [Item(address := reverse(place.route), str(place.label), current=request.path == address) for place in shown]


def _is_for(user: User, place: Place) -> bool:
    everybody = not place.permissions and not place.roles
    return everybody or user.holds(*place.roles) or any(may(user, one) for one in place.permissions)
