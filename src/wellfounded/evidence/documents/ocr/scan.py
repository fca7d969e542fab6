"""The words on the picture of a page, with how sure the reader is of them.

The page is read with one pack at a time: packs that are mixed read Korean worse, measured. Which one is told by a
strip of the page that holds much ink, read with each: the right pack is sure of its words and the others are not.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

from PIL import Image

from wellfounded.evidence.documents.ocr.packs import INSTALL, SPACING, folder, installed
from wellfounded.evidence.documents.ocr.spacing import chinese, spaced_like, together
from wellfounded.evidence.documents.ocr.straight import level, upright
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason
from wellfounded.evidence.search.language import Language, language_of

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 4_200  # points: a page of A4 at 350 to an inch
STRIP = 500
UNSURE = 65  # less than this, and the page may stand on its head
SURE = 80  # a pack that is as sure of its words as this, in its own script, need not be compared
ONE_BLOCK, BY_LAYOUT = 6, 3
# By layout English keeps its columns apart; Korean and Chinese come out broken so, and are read as one block.
MODES = {Language.ENGLISH: BY_LAYOUT, Language.KOREAN: ONE_BLOCK, Language.CHINESE: ONE_BLOCK}


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands on a page: its words, the mean confidence from 0 to 100, the language and what read it."""

    text: str
    confidence: float
    language: Language
    method: str


def scan(picture: Image.Image, *, language: Language | None = None, first: Language | None = None) -> Scan:
    """Read a page in a language, or in the one that its packs are surest of; `first` is tried before the others.

    Raises:
        DocumentRefused: no pack of tesseract is installed, or not that of the language.
    """
    place = folder()
    packs = installed(place)
    if place is None or not packs or (language and language not in packs):
        raise DocumentRefused(Reason.NO_OCR, INSTALL)
    picture.thumbnail((LONGEST, LONGEST))
    picture = level(picture)
    if language is None and first in packs:
        tried = _scan(picture, place, language=first, pack=packs[first])
        if tried.confidence >= SURE and language_of(tried.text) is first:
            return tried
    found = _in_its_language(picture, place, packs=packs, language=language)
    unsure = found.text and found.confidence < UNSURE
    turned = upright(picture, place, tesserocr=_library()) if unsure else None
    if turned is None:
        return found
    again = _in_its_language(turned, place, packs=packs, language=language)
    return max(found, again, key=lambda one: one.confidence)


def _in_its_language(
    picture: Image.Image, place: Path, *, packs: dict[Language, str], language: Language | None
) -> Scan:
    chosen = language or _language(picture, place, packs=packs)
    return _scan(picture, place, language=chosen, pack=packs[chosen])


def _scan(picture: Image.Image, place: Path, *, language: Language, pack: str) -> Scan:
    mode = MODES[language]
    text, confidence, version = _read(picture, place, pack=pack, mode=mode)
    if language is Language.CHINESE:
        text = chinese(text)
    if language is Language.KOREAN and pack != SPACING and (place / f"{SPACING}.traineddata").is_file():
        text = spaced_like(text, _read(picture, place, pack=SPACING, mode=mode)[0])
    return Scan(together(text).strip(), confidence, language, f"tesseract {version}, {pack}, mode {mode}")


def _language(picture: Image.Image, place: Path, *, packs: dict[Language, str]) -> Language:
    """The language whose pack is surest of a strip of the page."""
    if len(packs) == 1:
        return next(iter(packs))
    strip = _strip(picture)
    sure: dict[Language, float] = {}
    for language, pack in packs.items():
        words, confidence, _ = _read(strip, place, pack=pack, mode=ONE_BLOCK)
        of_its_own = language_of(words) is language
        sure[language] = confidence if of_its_own else confidence - SURE
        if of_its_own and confidence >= SURE and language is not Language.ENGLISH:
            return language
    return max(sure, key=lambda one: sure[one])


def _strip(picture: Image.Image) -> Image.Image:
    """The part of the page, from side to side, that holds the most ink."""
    if picture.height <= STRIP:
        return picture
    rows = picture.resize((1, picture.height), Image.Resampling.BOX).tobytes()
    dark = [255 - value for value in rows]
    starts = range(0, picture.height - STRIP + 1, STRIP // 4)
    top = max(starts, key=lambda start: sum(dark[start : start + STRIP]))
    return picture.crop((0, top, picture.width, top + STRIP))


def _read(picture: Image.Image, place: Path, *, pack: str, mode: int) -> tuple[str, float, str]:
    # One thread: the process has a limit of time, and a page is small.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    tesserocr = _library()
    with tesserocr.PyTessBaseAPI(path=str(place), lang=pack, psm=mode) as reader:
        reader.SetImage(picture)
        words: str = reader.GetUTF8Text()
        sure = reader.AllWordConfidences()
        version: str = reader.Version()
    return words, fmean(sure) if sure else 0.0, version


def _library() -> Any:
    try:
        # Loaded only here: it starts threads of its own, and most documents are no scans.
        import tesserocr  # noqa: PLC0415 - heavy, and needed only here
    except ImportError:
        raise DocumentRefused(Reason.NO_OCR, "pip install tesserocr") from None
    return tesserocr
