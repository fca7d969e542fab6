"""Why a file is not taken onto the shelf, in the language of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.evidence.documents.refusal import Reason

if TYPE_CHECKING:
    from django.utils.functional import Promise

WORDS = {
    Reason.EMPTY: _("Choose a file. This one is empty or was not sent."),
    Reason.NOT_TAKEN: _("This is none of the kinds that are taken. Save it as a PDF, and add that."),
    Reason.TWO_TYPES: _("This file is made to be two kinds at once. Print what you see as a PDF, and add that."),
    Reason.PASSWORD: _("This file is locked with a password. Save a copy without it, and add that."),
    Reason.MACROS: _("This file holds macros. Save it without them, and add that."),
    Reason.ENTITIES: _("This file could read other files. Save it anew with a word processor, and add that."),
    Reason.BROKEN: _("This file is damaged, or made so that it cannot be read. Get another copy."),
    Reason.TOO_LARGE: _("This file, or what it unpacks to, is larger than is taken. Cut it into parts."),
    Reason.TOO_MANY_PAGES: _("This file has more pages than are taken. Cut it into parts."),
    Reason.TOO_DEEP: _("This file is nested deeper than any document is. Save it anew as a PDF."),
    Reason.TOO_SLOW: _("Reading this file takes longer than is allowed. Save it anew as a PDF."),
    Reason.NO_GUARD: _("This machine cannot guard the reading of files, so that none is read."),
    Reason.NO_OCR: _("This is a scan, and this machine has no program that reads words of scans."),
    Reason.NO_TEXT: _("There are no words in this file. Scan it anew, straight and with more light."),
}


def why_not_taken(reason: Reason) -> Promise:
    return WORDS[reason]
