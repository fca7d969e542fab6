"""Say that the speakers of two statements are one, or are not; names alone never join anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.cases.errors import NotNow
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import shelf_gate, statement_behind
from wellfounded.cases.typed_text import refuse
from wellfounded.library.models import ShelfStatement, Voice
from wellfounded.library.models.statement import Standing

if TYPE_CHECKING:
    from wellfounded.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerJudged:
    """`other` is a statement of the speaker that is compared; `same` says whether they are one."""

    other: int
    same: bool = True


@transaction.atomic
def judge_speaker(user: User, pk: int, *, request: SpeakerJudged) -> ShelfStatement:
    """Join the speakers of two confirmed statements, or keep apart; what was said the other way before gives way.

    Raises:
        NotNow: one of the statements is not confirmed, so that nobody answers for its speaker.
    """
    gate = shelf_gate(user, permission=Permission.OFFICE_LIBRARY_WRITE)
    one, other = statement_behind(gate, pk), statement_behind(gate, request.other)
    if one.pk == other.pk:
        refuse({"other": _("Choose another statement.")})
    if {one.standing, other.standing} != {Standing.CONFIRMED}:
        raise NotNow(_("Confirm the statement first."))
    if request.same:
        _join(one, other, by=user)
    else:
        _part(one, other)
    detail = {"statement": one.pk, "other": other.pk, "same": request.same}
    label = one.text.document.source.label
    record(Event.LIBRARY_SPEAKER_JUDGED, actor=user.username, subject=label, detail=detail)
    return one


def _join(one: ShelfStatement, other: ShelfStatement, *, by: User) -> None:
    voice = one.voice or other.voice or Voice.objects.create(made_by=by)
    for said in (one, other):
        if said.voice_id and said.voice_id != voice.pk:
            ShelfStatement.objects.filter(voice=said.voice_id).update(voice=voice)
    for said, apart in ((one, other), (other, one)):
        said.voice = voice
        said.not_same = [number for number in said.not_same if number != apart.pk]
        said.save(update_fields=["voice", "not_same"])


def _part(one: ShelfStatement, other: ShelfStatement) -> None:
    """The first one leaves the speaker that both had; whoever else was joined to it stays."""
    if one.voice_id and one.voice_id == other.voice_id:
        one.voice = None
    for said, apart in ((one, other), (other, one)):
        said.not_same = sorted({*said.not_same, apart.pk})
        said.save(update_fields=["voice", "not_same"])
