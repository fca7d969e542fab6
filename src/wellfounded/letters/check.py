"""What a product holds, held against what was permitted, before it is handed over.

The product is read back in the guarded child, as somebody with bad intentions would read it. What is in it and was not
permitted, or is hidden in it, keeps it in the house: nobody can wave it through.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from wellfounded.vault.child import run_guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What a file may say of itself: what it is called, in which language, and what is alike in every file of its kind.
TELLS_NOTHING = frozenset({"2000-01-01T00:00:00Z", "en", "ko", "zh-hans"})
LONG = 4  # letters: shorter texts must be the whole of what is left over, or every digit would be permitted
FOOT = re.compile(r"\d+ / \d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Permitted:
    """What may be in it; each form of file looks at its own. `people` is how many the cover will say."""

    people: int
    texts: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    data: Any = None
    files: Mapping[str, str] | None = None
    numbers: tuple[str, ...] = ()
    # What stands at the foot of each page, before its number.
    running: str = ""


def problems_of(content: bytes, *, form: str, permitted: Permitted) -> list[str]:
    """What in the product was not permitted; nothing when it may leave. No sentence quotes what stands in it."""
    parsed = run_guarded("leaving", content, options={"form": form})
    if parsed.refused is not None:
        return [f"it could not be read back ({parsed.refused})"]
    return problems_of_parsed(parsed.result, permitted=permitted)


def problems_of_parsed(found: Mapping[str, Any], *, permitted: Permitted) -> list[str]:
    """The same of what was read back."""
    problems = [f"hidden: {part}" for part in found.get("hidden", ())]
    told = found.get("told", {})
    problems += [f"it tells of itself: {name}" for name, one in told.items() if _tells(one, permitted)]
    if "pages" in found:
        problems += _wrong_words([_without_foot(page, permitted.running) for page in found["pages"]], permitted)
    elif "paragraphs" in found:
        problems += _wrong_words(found["paragraphs"], permitted)
    elif "rows" in found:
        problems += _wrong_rows(found["rows"], permitted)
    elif "files" in found:
        problems += _wrong_files(found["files"], permitted)
    elif found.get("data") != permitted.data:
        problems.append("it holds other data than was permitted")
    return problems


def texts_of(told: object) -> Iterator[str]:
    """Every text in plain data, however deep: what a paper made of it may print."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, (int, float)):
        yield str(told)
    elif isinstance(told, Mapping):
        yield from (text for one in told.values() for text in texts_of(one))
    elif isinstance(told, (list, tuple, set, frozenset)):
        yield from (text for one in told for text in texts_of(one))
    elif is_dataclass(told) and not isinstance(told, type):
        yield from (text for one in fields(told) for text in texts_of(getattr(told, one.name)))


def strangers(pages: Iterable[str], texts: Iterable[str]) -> list[str]:
    """The words of the pages that are in no text that was permitted.

    A permitted text is looked for whole, whatever lines and pages it runs over. One of a few letters, such as a number,
    covers only a word that is nothing else: or the digits of any number would be permitted.
    """
    known = {squeezed(text) for text in texts} - {""}
    words = [word for page in pages for word in page.split()]
    letters = [squeezed(word) for word in words]
    whole = "".join(letters)
    covered = bytearray(len(whole))
    for text in known:
        if len(text) >= LONG:
            _cover(whole, text, covered=covered)
    left, place = [], 0
    for word in letters:
        left.append("".join(letter for at, letter in enumerate(word, start=place) if not covered[at]))
        place += len(word)
    short = {text for text in known if len(text) < LONG}
    return [rest for at, rest in enumerate(left) if rest and not _short_here(letters, short, at=at)]


def _short_here(words: list[str], short: set[str], *, at: int) -> bool:
    """Whether a word is a short text, or a part of one: a narrow column breaks it over lines, letter by letter."""
    spans = ((first, last) for first in range(max(0, at - LONG), at + 1) for last in range(at + 1, at + LONG + 1))
    return any("".join(words[first:last]) in short for first, last in spans)


def squeezed(text: str) -> str:
    """The letters and digits of a text in one form: no blanks, no marks, no signs that nobody sees."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter)[0] in "LMN")


def _cover(whole: str, text: str, *, covered: bytearray) -> None:
    place = whole.find(text)
    while place >= 0:
        covered[place : place + len(text)] = b"\1" * len(text)
        place = whole.find(text, place + 1)


def _without_foot(page: str, running: str) -> str:
    """A page without its number and what stands before it, which part a text that runs over to the next page."""
    return FOOT.sub("", page.rstrip()).rstrip().removesuffix(running)


def _tells(said: str, permitted: Permitted) -> bool:
    if said in TELLS_NOTHING or said.isdigit():
        return False
    return squeezed(said) not in {squeezed(text) for text in permitted.texts}


def _wrong_words(pages: list[str], permitted: Permitted) -> list[str]:
    found = strangers(pages, permitted.texts)
    problems = [f"{len(found)} words that were not permitted"] if found else []
    if permitted.numbers:
        printed = squeezed("".join(pages))
        missing = [number for number in permitted.numbers if squeezed(number) not in printed]
        problems += ["not the case that was asked for"] if missing else []
    return problems


def _wrong_rows(rows: list[list[str]], permitted: Permitted) -> list[str]:
    """Each row as permitted, in its order; one row a person below the line of names."""
    width = max(map(len, permitted.rows), default=0)
    filled = [(*row, *[""] * (width - len(row))) for row in rows]
    problems = [] if filled == list(permitted.rows) else ["it holds other rows than were permitted"]
    return problems if len(rows) - 1 == permitted.people else [*problems, "its rows are not as many as its cover says"]


def _wrong_files(files: Mapping[str, str], permitted: Permitted) -> list[str]:
    allowed = permitted.files or {}
    return ["a file that was not permitted" for name, digest in files.items() if allowed.get(name) != digest]
