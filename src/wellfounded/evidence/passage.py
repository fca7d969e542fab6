"""What search needs to know of a document, and a piece of it that can be cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wellfounded.evidence.search.language import Language, language_of
from wellfounded.evidence.sentences import sentences_of


@dataclass(frozen=True, slots=True)
class Card:
    """A document as a library's catalogue knows it.

    `key` is the hash of the file; `shelf` says who may read it (a name that the caller gives meaning to, such as
    "public" or that of a case); `reliability` is a person's word for it, and empty until somebody judged. `countries`
    are codes of three letters.
    """

    key: str
    shelf: str
    title: str = ""
    source: str = ""
    day: date | None = None
    reliability: str = ""
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document: its number in the document (from 0), its text in NFC, and where it stands.

    `page` counts from 1, 0 when there are none; `paragraph` is the number printed beside it, as printed; `first` and
    `last` are offsets of characters in the text of the document. `criteria` are those that a person tied it to.
    """

    number: int
    text: str
    language: Language
    page: int = 0
    paragraph: str = ""
    first: int = 0
    last: int = 0
    criteria: tuple[str, ...] = ()

    @classmethod
    def of(cls, number: int, text: str) -> Passage:
        """A passage of which only the text is known."""
        return cls(number, text, language_of(text), last=len(text))

    @property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where its sentences stand: offsets of characters in `text`."""
        return sentences_of(self.text)
