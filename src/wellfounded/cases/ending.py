"""What every verb has in common that ends a row of the register: it stays, with who ended it, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.saving import Request, Saving
from wellfounded.cases.typed_text import clean, refuse, required
from wellfounded.persons.models import IdentityDocument, Kinship, NotToBeTold, SafeContact

if TYPE_CHECKING:
    from wellfounded.accounts.models import User

E = TypeVar("E", SafeContact, NotToBeTold, IdentityDocument, Kinship)


class Ends(Request, Protocol):
    """A request that says why."""

    @property
    def reason(self) -> str: ...


def end_row(user: User, number: str, *, table: type[E], field: str, request: Ends) -> E:
    """End the row of `table` whose key is in this field of the request. Goes in the transaction of the verb.

    Raises:
        Invalid: no reason is given, or the person of this case has no such row in use.
    """
    saving = Saving.begin(user, number, permission=Permission.IDENTITY_WRITE, request=request)
    if earlier := saving.earlier(table):
        return earlier
    refuse(required({"reason": request.reason}))
    rows = table._default_manager.filter(person=saving.case.person, ended_at=None)  # noqa: SLF001 - Django's public way in
    row = rows.filter(pk=getattr(request, field)).first()
    if row is None:
        raise Invalid({field: _("This is not in use any more, or was never there.")})
    row.ended_by, row.ended_at, row.ended_reason = user, timezone.now(), clean(request.reason)
    row.save()
    return saving.done(row, Event.IDENTITY_ENDED, what=field)
