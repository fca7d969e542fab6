"""What a list writes where nothing is known: it is no name and no date, and says as little as an empty cell."""

from __future__ import annotations

import re
import unicodedata

_WORDS = frozenset(
    (
        *("unknown", "not known", "not available", "n/a", "n.a."),
        *("미상", "불명", "불상", "모름", "알 수 없음", "不详", "不詳", "未知", "不明"),
        *("неизвестно", "не известно", "inconnu", "inconnue", "unbekannt", "غير معروف"),
    )
)
_SIGNS = re.compile(r"[-–—_?？.*/\s]+")
# What a spreadsheet shows where a formula failed, in whatever language: #REF!, #N/A, #NAME?, #NV.
_FAILED = re.compile(r"#[A-Z0-9/]{2,10}[!?]?")


def says_unknown(cell: str) -> bool:
    """Whether the cell says in a word of a few languages that the thing is not known."""
    return " ".join(unicodedata.normalize("NFKC", cell).casefold().split()) in _WORDS


def says_nothing(cell: str) -> bool:
    """The same, or by signs alone: a dash, a question mark."""
    return says_unknown(cell) or bool(_SIGNS.fullmatch(cell))


def is_failed_formula(cell: str) -> bool:
    """Whether a spreadsheet wrote that a formula gave nothing: it has letters, and is no name."""
    return bool(_FAILED.fullmatch(cell.strip()))
