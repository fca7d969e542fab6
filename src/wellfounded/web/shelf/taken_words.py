"""What took a text from a file, and what it remarked on, in the language of the screen.

What is kept stays as it was written, for a citation is only sure to fit the same method. What stands here in no pattern
is shown as it was written, and marked as English.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.shelf_refusals import why_not_taken
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason

if TYPE_CHECKING:
    from django.utils.functional import Promise
    from django.utils.safestring import SafeString

CODINGS: dict[str, str | Promise] = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp949": _("Korean (CP949)"),
    "gb18030": _("Chinese (GB 18030)"),
    "cp1252": _("Western European (Windows-1252)"),
}
METHODS: tuple[tuple[str, Promise], ...] = (
    (r"text as (?P<coding>\S+)", _("plain text, its letters read as %(coding)s")),
    (r"(?P<program>pypdfium2 .+)", _("the words of a PDF, by %(program)s")),
    (
        r"(?P<program>trafilatura \S+), as (?P<coding>\S+)",
        _("the words of a web page, by %(program)s, its letters read as %(coding)s"),
    ),
    (r"(?P<program>docx2python \S+)", _("the words of a Word document, by %(program)s")),
    (r"email of Python's library", _("the words of a mail")),
    (r"(?P<program>pillow \S+)", _("a picture, opened by %(program)s")),
    (
        r"(?P<program>tesseract [^,]+), (?P<pack>\S+), mode (?P<mode>\d+)",
        _("scanned pages, read by %(program)s with the letters of “%(pack)s” (layout %(mode)s)"),
    ),
)
REMARKS: tuple[tuple[str, Promise], ...] = (
    (
        r"The coding of the text was not stated; it was read as (?P<coding>\S+)\.",
        _("The file does not say how its letters are written; they were read as %(coding)s. Check a quotation."),
    ),
    (
        r"No main text was found on this page: all of its words were taken\.",
        _("No main text was found on this page: all of its words were taken."),
    ),
    (
        r"(?P<number>\d+) tracked changes: the text is read as if all were accepted\.",
        _("Tracked changes: %(number)s. The text is read as if all were accepted."),
    ),
    (
        r"(?P<number>\d+) files came with this mail; each is a document of its own\.",
        _("Files that came with this mail: %(number)s. Each is a document of its own."),
    ),
    (
        r"Scanned pages: (?P<number>\d+)\. A program read them .+",
        _("Scanned pages: %(number)s. A program read them and misreads some letters: check a quotation."),
    ),
    (
        r"Scanned pages that were not read: (?P<pages>[\d, ]+)\. (?P<why>.+)",
        _("Scanned pages that were not read: %(pages)s. %(why)s"),
    ),
)
BETWEEN = "; "


def method_words(method: str) -> SafeString:
    """What took a text; several programs may have."""
    return format_html_join(BETWEEN, "{}", ((_in_words(part, METHODS),) for part in method.split(BETWEEN)))


def remark_words(remark: str) -> str:
    """A remark of whatever took the text."""
    return _in_words(remark, REMARKS)


def _in_words(written: str, patterns: tuple[tuple[str, Promise], ...]) -> str:
    for pattern, words in patterns:
        if found := re.fullmatch(pattern, written):
            return str(words) % {name: _part(name, value) for name, value in found.groupdict().items()}
    return written if get_language() == "en" else format_html('<span lang="en">{}</span>', written)


def _part(name: str, value: str) -> str:
    if name == "coding":
        return str(CODINGS.get(value, value))
    if name == "why":
        reason = next((one for one in Reason if DocumentRefused(one).what[:-1] in value), None)
        return str(why_not_taken(reason)) if reason is not None else value
    return value
