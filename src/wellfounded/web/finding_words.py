"""What a person may find of a criterion, in words of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.law.case_file import FindingWord

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

FINDING_WORDS: dict[FindingWord, StrPromise] = {
    FindingWord.ESTABLISHED: _("established"),
    FindingWord.CONCEDED: _("conceded"),
    FindingWord.ASSUMED: _("assumed"),
    FindingWord.NOT_ESTABLISHED: _("not established"),
    FindingWord.PARTLY_ESTABLISHED: _("partly established"),
    FindingWord.LEFT_OPEN: _("left open"),
    FindingWord.NOT_REACHED: _("not reached"),
}
