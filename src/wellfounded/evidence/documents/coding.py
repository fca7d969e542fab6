"""Bytes to text: UTF-8 and UTF-16 by rule; a coding of old only where the text then reads, and it is always said."""

from __future__ import annotations

import codecs
import re

from wellfounded.evidence.search.analysis.scripts import HAN, HANGUL, KANA

KOREAN, CHINESE, WESTERN = "cp949", "gb18030", "cp1252"

# What no text holds: control characters, but for blanks.
_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_EAST = re.compile(f"[{HANGUL}{HAN}{KANA}]")
_HANGUL = re.compile(f"[{HANGUL}]")
_COMMON = re.compile(f"[ -~\\s{HANGUL}{HAN}{KANA}\u2010-\u203b\u3000-\u303f\uff00-\uffef\u00a0-\u00ff]")
# Chinese read as Korean is about half Hangul; Korean has a tenth of Chinese characters where it has many.
_MOSTLY = 0.85
_NEARLY_ALL = 0.98
_MANY = 0.3
# Fewer letters of a script, or fewer signs, prove no coding.
_FEWEST, _SHORTEST = 5, 20


def coding_of(payload: bytes) -> str:
    """The name of the coding by which a file is a text; empty when it is none."""
    if payload.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16" if _read(payload, "utf-16") is not None else ""
    if _read(payload, "utf-8-sig") is not None:
        return "utf-8-sig"
    return _old_coding_of(payload)


def decoded(payload: bytes) -> str | None:
    """The text of a file; None when it is no text."""
    coding = coding_of(payload)
    return payload.decode(coding) if coding else None


def _old_coding_of(payload: bytes) -> str:
    korean = _read(payload, KOREAN)
    if korean and _share(_COMMON, korean, of=len(korean)) and _mostly_hangul(korean):
        return KOREAN
    chinese = _read(payload, CHINESE)
    if chinese and len(_EAST.findall(chinese)) >= _FEWEST and _share(_COMMON, chinese, of=len(chinese)):
        return CHINESE
    western = _read(payload, WESTERN)
    if western and len(western) >= _SHORTEST and sum(sign > "\x7f" for sign in western) < _MANY * len(western):
        return WESTERN
    return ""


def _read(payload: bytes, coding: str) -> str | None:
    """The text, when nothing but what is printed, and blanks, stands in it."""
    try:
        text = payload.decode(coding)
    except UnicodeDecodeError:
        return None
    return text if text.strip() and not _STRANGE.search(text) else None


def _share(pattern: re.Pattern[str], text: str, *, of: int) -> bool:
    return len(pattern.findall(text)) >= _NEARLY_ALL * of


def _mostly_hangul(text: str) -> bool:
    east = len(_EAST.findall(text))
    return east >= _FEWEST and len(_HANGUL.findall(text)) >= _MOSTLY * east
