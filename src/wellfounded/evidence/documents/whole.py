"""A document from first to last: its text in parts, its scanned pages one by one, each in a guarded process of its own.

This core starts no process. Whoever calls it gives a `Runner` that carries out one of the `TASKS` where nothing can be
reached (in this project `wellfounded.vault.documents`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from wellfounded.evidence.documents.extraction import Extraction, RawPage, as_plain, from_plain, in_pages
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason
from wellfounded.evidence.search.language import Language

Answer = tuple[dict[str, Any], tuple[bytes, ...]]
EXTRACT, SCAN = "document", "scan"
MUCH = 20  # letters: fewer on all pages of a scan are no text
# What befalls one scanned page befalls that page alone.
OF_A_PAGE = frozenset({Reason.BROKEN, Reason.TOO_LARGE, Reason.TOO_SLOW, Reason.NO_OCR})


class Runner(Protocol):
    """Carries out a task in a guarded process. Raises `DocumentRefused`."""

    def __call__(self, task: str, payload: bytes, *, options: Mapping[str, Any]) -> Answer:
        """The answer of the task: plain data, and bytes."""
        ...  # pragma: no cover - what a runner must offer; nothing to run


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a document is to be read: whether scans are, in which language (None: told by the page), who is told."""

    scans: bool = True
    language: Language | None = None
    told: Callable[[int, int], None] = lambda _done, _of: None


def whole(payload: bytes, run: Runner, *, wishes: Wishes | None = None) -> Extraction:
    """What a file holds.

    Raises:
        DocumentRefused: nothing can be taken from it, and why.
    """
    wishes = wishes or Wishes()
    taken = _parts(payload, run)
    if taken.scanned and wishes.scans:
        taken = _with_scans(taken, payload, run=run, wishes=wishes)
    if not taken.text.strip() and not taken.attachments:
        raise DocumentRefused(Reason.NO_TEXT)
    return taken


def _parts(payload: bytes, run: Runner) -> Extraction:
    """The text of all pages, so many to a process."""
    parts: list[Extraction] = []
    last, total = 0, 1
    while last < total:
        data, files = run(EXTRACT, payload, options={"first_page": last + 1})
        part = _understood(data, files)
        parts.append(part)
        total = int(data["total"])
        if not part.pages or part.pages[-1].number <= last:
            break
        last = part.pages[-1].number
    if len(parts) == 1:
        return parts[0]
    raw = [RawPage(page.number, part.text[page.first : page.last]) for part in parts for page in part.pages]
    text, pages = in_pages(raw)
    return replace(parts[0], text=text, pages=pages, scanned=tuple(n for part in parts for n in part.scanned))


def _understood(data: dict[str, Any], files: tuple[bytes, ...]) -> Extraction:
    """A process that was taken over may answer anything: only the shape that was agreed is let in."""
    try:
        return from_plain(data, files)
    except (ValueError, TypeError, KeyError):
        raise DocumentRefused(Reason.BROKEN) from None


def _with_scans(taken: Extraction, payload: bytes, *, run: Runner, wishes: Wishes) -> Extraction:
    raw = {number: RawPage(number, "") for number in taken.scanned}
    raw |= {page.number: RawPage(page.number, taken.text[page.first : page.last]) for page in taken.pages}
    read, left = _scans(taken.scanned, payload, run=run, wishes=wishes)
    raw |= {number: RawPage(number, str(data["text"]), float(data["confidence"])) for number, data in read.items()}
    if left and sum(sign.isalnum() for page in raw.values() for sign in page.text) < MUCH:
        raise next(iter(left.values()))
    text, pages = in_pages([raw[number] for number in sorted(raw)])
    methods = dict.fromkeys([taken.method, *(str(data["method"]) for data in read.values())])
    remarks = (*taken.remarks, *_remarks(len(read), left))
    return replace(taken, text=text, pages=pages, method="; ".join(methods), remarks=remarks)


def _scans(
    numbers: tuple[int, ...], payload: bytes, *, run: Runner, wishes: Wishes
) -> tuple[dict[int, dict[str, Any]], dict[int, DocumentRefused]]:
    """What was read of each page, and why nothing was of the others; the language of one is tried on the next."""
    read: dict[int, dict[str, Any]] = {}
    left: dict[int, DocumentRefused] = {}
    before = None
    for done, number in enumerate(numbers):
        wishes.told(done, len(numbers))
        try:
            data, _ = run(SCAN, payload, options={"number": number, "language": wishes.language, "first": before})
            read[number], before = data, data["language"]
        except DocumentRefused as refused:
            if refused.reason is Reason.NO_OCR:
                return read, left | dict.fromkeys(numbers[done:], refused)
            if refused.reason not in OF_A_PAGE:
                raise
            left[number] = refused
    return read, left


def _remarks(read: int, left: Mapping[int, DocumentRefused]) -> list[str]:
    said = [f"Scanned pages: {read}. A program read them and misreads some letters: check a quotation."] if read else []
    for reason in dict.fromkeys(refused.reason for refused in left.values()):
        numbers = ", ".join(str(number) for number, refused in left.items() if refused.reason is reason)
        said.append(f"Scanned pages that were not read: {numbers}. {DocumentRefused(reason).what}")
    return said


def carry_out(task: str, payload: bytes, *, options: Mapping[str, Any]) -> Answer:
    """What the guarded process does for a task: the other side of a `Runner`.

    Raises:
        DocumentRefused: nothing can be taken, and why.
    """
    if task == EXTRACT:
        # A reader is loaded where a file is read: whoever only asks for a document never loads one.
        from wellfounded.evidence.documents.extract import extract  # noqa: PLC0415 - heavy, and needed only here

        taken, total = extract(payload, first_page=int(options["first_page"]))
        data, files = as_plain(taken)
        return data | {"total": total}, files
    return _scanned(payload, options), ()


def _scanned(payload: bytes, options: Mapping[str, Any]) -> dict[str, Any]:
    # Only a process that reads a scan loads what reads scans.
    from wellfounded.evidence.documents.ocr.page import scanned  # noqa: PLC0415 - heavy, and needed only here

    asked, first = (Language(options[key]) if options.get(key) else None for key in ("language", "first"))
    found = scanned(payload, int(options["number"]), language=asked, first=first)
    return {"text": found.text, "confidence": found.confidence, "language": str(found.language), "method": found.method}
