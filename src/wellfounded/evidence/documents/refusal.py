"""Why a file is not taken: a word that stays the same, a sentence, and how to mend it."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why nothing was taken from a file. The words are stable: they are shown, logged and tested."""

    EMPTY = "empty"
    NOT_TAKEN = "not_taken"
    TWO_TYPES = "two_types"
    PASSWORD = "password"  # noqa: S105 - the word of a reason, not one
    MACROS = "macros"
    ENTITIES = "entities"
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_DEEP = "too_deep"
    TOO_SLOW = "too_slow"
    NO_GUARD = "no_guard"
    NO_OCR = "no_ocr"
    NO_TEXT = "no_text"


_WORDS: dict[Reason, tuple[str, str]] = {
    Reason.EMPTY: ("This file is empty.", "Get it again from where it came."),
    Reason.NOT_TAKEN: (
        "This is none of the kinds that are taken: PDF, DOCX, HTML, text, mail (EML), PNG, JPEG, TIFF, WebP.",
        "Save it as a PDF, and add that.",
    ),
    Reason.TWO_TYPES: (
        "This file is made to be two kinds at once.",
        "Open it on a machine without secrets, print what you see as a PDF, and add that.",
    ),
    Reason.PASSWORD: (
        "This file is locked with a password.",
        "Open it, save a copy without the password, and add that.",
    ),
    Reason.MACROS: ("This file holds macros.", "Save it without macros, as DOCX, and add that."),
    Reason.ENTITIES: (
        "This file defines entities, which can make it grow or read other files.",
        "Save it anew with a word processor or a browser, and add that.",
    ),
    Reason.BROKEN: ("This file is damaged, or made so that it cannot be read.", "Get it again from where it came."),
    Reason.TOO_LARGE: (
        "This file, or what it unpacks to, is larger than is taken.",
        "Cut it into parts, and add each of them.",
    ),
    Reason.TOO_MANY_PAGES: ("This file has more pages than are taken.", "Cut it into parts, and add each of them."),
    Reason.TOO_DEEP: ("This file is nested deeper than any document is.", "Save it anew as a PDF, and add that."),
    Reason.TOO_SLOW: ("Reading this file takes longer than is allowed.", "Save it anew as a PDF, and add that."),
    Reason.NO_GUARD: (
        "This system cannot guard the process that reads files, so that nothing was read.",
        "Use a Linux kernel with seccomp, on x86-64 or AArch64.",
    ),
    Reason.NO_OCR: (
        "This is a scan, and the program that reads words of scans is not whole on this machine.",
        "Install it, and add this again: it was left out, nothing else is missing.",
    ),
    Reason.NO_TEXT: ("There are no words in this file.", "Scan it anew, straight and with more light, and add that."),
}


class DocumentRefused(Exception):  # noqa: N818 - the word that users are told
    """A file of which nothing is taken. `detail` is a word more, never one from the file."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{self.what} {self.mend} ({reason})")

    @property
    def what(self) -> str:
        """What is wrong, in a sentence."""
        return f"{_WORDS[self.reason][0][:-1]} ({self.detail})." if self.detail else _WORDS[self.reason][0]

    @property
    def mend(self) -> str:
        """What can be done about it."""
        return _WORDS[self.reason][1]
