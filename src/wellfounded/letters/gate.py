"""The one gate through which anything leaves the house.

Whatever prints, exports or downloads hands over an `Export` that was asked for, gets bytes back, and the log tells of
it with the hash of what left. Nothing else in the program gives out a file about a person.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.actions.ask_export import open_for_export
from wellfounded.cases.errors import NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Export
from wellfounded.cases.models.export import ALONE_UP_TO
from wellfounded.cases.recipients import feared_states
from wellfounded.letters.products import PRODUCTS

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True)
class Product:
    """What leaves: bytes, their type, and a name that names nobody."""

    content: bytes
    media_type: str
    name: str

    def response(self) -> HttpResponse:
        """As an answer to a browser or a program: to be kept as a file, never shown in a page."""
        disposition = f'attachment; filename="{self.name}"'
        return HttpResponse(self.content, content_type=self.media_type, headers={"Content-Disposition": disposition})


@transaction.atomic
def let_out(user: User, pk: int) -> Product:
    """Make what was asked for and let it out, once.

    Raises:
        NotFound: there is no such export of this user.
        NotNow: it was made before, or a second person has not agreed yet.
        NotAllowed: since it was asked for, a right was lost or the recipient became forbidden.
    """
    export = Export.objects.select_for_update().filter(pk=pk, asked_by=user).first()
    if export is None:
        raise NotFound(_("There is no such export."))
    _check_free(export)
    cases = [open_for_export(user, number, kind=export.kind) for number in export.numbers]
    if any(export.recipient_state in feared_states(case) for case in cases if export.recipient_state):
        raise NotAllowed(_("Nothing may go to this State: it is feared, or may be."))
    making = PRODUCTS[export.kind]
    content = making.make(export, cases)
    export.left_at, export.sha256 = timezone.now(), hashlib.sha256(content).hexdigest()
    export.save()
    detail = {"export": export.pk, "kind": export.kind, "sha256": export.sha256, "people": export.people}
    for number in export.numbers:
        record(Event.EXPORT_LEFT, actor=user.username, subject=number, detail=detail)
    return Product(content, making.media_type, f"wellfounded-{export.pk}{making.ending}")


def _check_free(export: Export) -> None:
    if export.left_at is not None:
        raise NotNow(_("This was made before. Ask for it again, so that the log tells of each copy."))
    if export.people > ALONE_UP_TO and export.approved_at is None:
        raise NotNow(
            _("A second person has to agree first: there are more than %(most)d people in it.") % {"most": ALONE_UP_TO}
        )
