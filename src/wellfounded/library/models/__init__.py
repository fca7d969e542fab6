"""The tables of the shelf. The words of passages lie in the index beside them, made by the core `evidence`."""

from wellfounded.library.models.document import DocumentText, ShelfDocument
from wellfounded.library.models.source import Judgement, Shelf, Source
from wellfounded.library.models.statement import ShelfStatement, StatementTie, Voice
from wellfounded.library.models.tie import Cited, Tie
from wellfounded.library.models.withdrawal import Withdrawal

__all__ = [
    "Cited",
    "DocumentText",
    "Judgement",
    "Shelf",
    "ShelfDocument",
    "ShelfStatement",
    "Source",
    "StatementTie",
    "Tie",
    "Voice",
    "Withdrawal",
]
