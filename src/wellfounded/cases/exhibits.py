"""Looking at exhibits: lists, pages as safe pictures or text, and the mark of who has looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.access import open_case
from wellfounded.cases.errors import NotFound, NotNow
from wellfounded.cases.models import Exhibit, ExhibitOpened, ExhibitPage
from wellfounded.cases.models.exhibit import MediaType
from wellfounded.cases.permissions import Permission
from wellfounded.vault.child import run_guarded

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.cases.models import Case

WITH_PICTURES = frozenset({MediaType.PDF, MediaType.PNG, MediaType.JPEG})


def exhibit_of(case: Case, label: str) -> Exhibit:
    """An exhibit of a case by its label."""
    exhibit = Exhibit.objects.filter(case=case, label=label).first()
    if exhibit is None:
        raise NotFound(_("This case has no exhibit with this label."))
    return exhibit


def page_of(exhibit: Exhibit, number: int) -> ExhibitPage:
    page = ExhibitPage.objects.filter(exhibit=exhibit, number=number).first()
    if page is None:
        raise NotFound(_("This exhibit has no such page."))
    return page


@transaction.atomic
def open_page(user: User, number: str, *, label: str, page: int) -> ExhibitPage:
    """A page for reading, marked as opened by this person."""
    case = open_case(user, number, permission=Permission.EVIDENCE_READ)
    exhibit = exhibit_of(case, label)
    found = page_of(exhibit, page)
    mark = _mark(user, exhibit)
    if page > mark.furthest:
        mark.furthest = page
        mark.save(update_fields=["furthest"])
    return found


def picture_of(user: User, number: str, *, label: str, page: int) -> bytes:
    """The page as a fresh PNG, made in the guarded child when it is first asked for."""
    found = open_page(user, number, label=label, page=page)
    if found.exhibit.media not in WITH_PICTURES:
        raise NotFound(_("This exhibit has no pictures of its pages."))
    return drawn(found)


def drawn(page: ExhibitPage) -> bytes:
    """The picture of a page, made once and kept. The caller has opened the case."""
    if page.picture is None:
        page.picture = _draw(page)
        page.save(update_fields=["picture"])
    return bytes(page.picture)


@transaction.atomic
def recording_of(user: User, number: str, *, label: str) -> bytes:
    """A recording as received, for the player of the page."""
    case = open_case(user, number, permission=Permission.EVIDENCE_READ)
    exhibit = exhibit_of(case, label)
    if exhibit.media != MediaType.AUDIO:
        raise NotFound(_("This exhibit is no recording."))
    _mark(user, exhibit)
    return bytes(exhibit.content.original)


def _mark(user: User, exhibit: Exhibit) -> ExhibitOpened:
    """That this person has opened it; the log is told of the first time, as a player asks piece by piece."""
    mark, first = ExhibitOpened.objects.get_or_create(exhibit=exhibit, user=user)
    if first:
        detail = {"exhibit": exhibit.label}
        record(Event.EXHIBIT_OPENED, actor=user.username, subject=exhibit.case.number, detail=detail)
    return mark


def _draw(page: ExhibitPage) -> bytes:
    drawn = run_guarded("page", bytes(page.exhibit.content.original), options={"number": page.number})
    if drawn.refused is not None:
        raise NotNow(_("This page could not be drawn safely. Its text is still shown."))
    return drawn.parts[0]
