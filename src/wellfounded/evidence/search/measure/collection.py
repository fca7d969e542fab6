"""A judged collection: documents, questions, and which documents answer which question how well."""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


_GREATEST = 1_000_000
_NO_QUERY, _NO_DOC = "There is no such query.", "There is no such doc."
_HALF = re.compile("[\ud800-\udfff]")


class CollectionError(ValueError):
    """A collection cannot be used; `problems` are pairs of the place in the file and what is wrong there."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{place}: {message}" for place, message in problems))


@dataclass(frozen=True, slots=True)
class Collection:
    """`documents` and `questions` by their names; `judged` gives for a question the grades (over 0) of documents.

    `remarks` say what was judged and is not there: a part of a larger collection is still one.
    """

    documents: Mapping[str, str]
    questions: Mapping[str, str]
    judged: Mapping[str, Mapping[str, float]]
    remarks: tuple[str, ...] = ()


def read_collection(path: Path) -> Collection:
    """Read a JSON file of the shape `{"docs": {id: text}, "queries": {id: text}, "qrels": {query: {doc: grade}}}`.

    A document may be an object with `title` and `text`, and a query of `qrels` may name its documents in a list
    without grades. Texts are brought into Unicode's form NFC. A question that no document answers is left out, as is
    usual; a judged document that is not there stays in the judgement, as one that cannot be found.
    Raises `CollectionError` with every problem, `OSError` when the file cannot be read.
    """
    try:
        whole = json.loads(_text_of(path.read_bytes()))
    except UnicodeDecodeError:
        raise CollectionError([("", "The file is no text in UTF-8.")]) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is no `JSONDecodeError`
        raise CollectionError([("", f"The file is no JSON: {error}.")]) from None
    if not isinstance(whole, dict):
        raise CollectionError([("", "An object with “docs”, “queries” and “qrels” is wanted here.")])
    problems: list[tuple[str, str]] = []
    documents, questions = (_texts(whole.get(name), name, problems=problems) for name in ("docs", "queries"))
    judged = _judged(whole.get("qrels"), problems)
    gone = list(_gone(documents, questions, judged=judged)) if not problems else []
    kept = {name: grades for name, grades in judged.items() if name in questions}
    if not problems and not any(name in documents for grades in kept.values() for name in grades):
        problems += gone or [("qrels", "No doc is judged to answer any query.")]
    if problems:
        raise CollectionError(problems)
    return Collection(documents, {name: questions[name] for name in kept}, kept, tuple(_remarks(gone)))


def _text_of(content: bytes) -> str:
    """UTF-8 with or without a mark, or UTF-16 with one."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if marked else "utf-8-sig")


def _gone(
    documents: Mapping[str, str], questions: Mapping[str, str], *, judged: Mapping[str, Mapping[str, float]]
) -> Iterator[tuple[str, str]]:
    """What is judged and not there: each query, and each doc of the others."""
    for question, grades in judged.items():
        if question not in questions:
            yield f"qrels.{question}", _NO_QUERY
            continue
        yield from ((f"qrels.{question}.{name}", _NO_DOC) for name in grades if name not in documents)


def _remarks(gone: list[tuple[str, str]]) -> Iterator[str]:
    for what, then in ((_NO_QUERY, "judged queries are left out"), (_NO_DOC, "judged docs count as not found")):
        places = [place for place, message in gone if message == what]
        if places:
            yield f"{len(places):,} {then}, because they are not in the file; the first: {places[0]}"


def _texts(value: Any, name: str, *, problems: list[tuple[str, str]]) -> dict[str, str]:
    if not isinstance(value, dict) or not value:
        problems.append((name, "An object of names and texts is wanted here."))
        return {}
    texts = {key: _titled(text) for key, text in value.items()}
    problems.extend((f"{name}.{key}", what) for key, text in texts.items() if (what := _wrong_with(text)))
    return {key: unicodedata.normalize("NFC", text) for key, text in texts.items() if isinstance(text, str)}


def _titled(value: Any) -> Any:
    """A text with its title before it, when it came as an object of both; else what was given."""
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return value
    title = value.get("title") or ""
    return f"{title}\n{value['text']}" if title and isinstance(title, str) else value["text"]


def _wrong_with(text: Any) -> str:
    if not isinstance(text, str):
        return "A text is wanted here."
    # JSON can write the half of a character; no store keeps it.
    return "" if _HALF.search(text) is None else "There is half a character in this text (a lone surrogate)."


def _judged(value: Any, problems: list[tuple[str, str]]) -> dict[str, dict[str, float]]:
    if not isinstance(value, dict):
        problems.append(("qrels", "An object is wanted here: for each query the grade of each doc that answers it."))
        return {}
    judged = {}
    for question, given in value.items():
        grades = dict.fromkeys(given, 1) if _is_list_of_names(given) else given
        if not isinstance(grades, dict) or not all(_is_grade(grade) for grade in grades.values()):
            problems.append((f"qrels.{question}", "An object of docs and numbers is wanted here."))
            continue
        kept = {name: float(grade) for name, grade in grades.items() if grade > 0}
        if kept:
            judged[question] = kept
    return judged


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _is_grade(value: Any) -> bool:
    """A number of usual size: JSON knows numbers without end, and words that are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _GREATEST
