"""A judged collection: documents, questions, and which documents answer which question how well."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


_GREATEST = 1_000_000
_HALF = re.compile("[\ud800-\udfff]")


class CollectionError(ValueError):
    """A collection cannot be used; `problems` are pairs of the place in the file and what is wrong there."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{place}: {message}" for place, message in problems))


@dataclass(frozen=True, slots=True)
class Collection:
    """`documents` and `questions` by their names; `judged` gives for a question the grades (over 0) of documents."""

    documents: Mapping[str, str]
    questions: Mapping[str, str]
    judged: Mapping[str, Mapping[str, float]]


def read_collection(path: Path) -> Collection:
    """Read a JSON file of the shape `{"docs": {id: text}, "queries": {id: text}, "qrels": {query: {doc: grade}}}`.

    Texts are brought into Unicode's form NFC. A question that no document answers is left out, as is usual.
    Raises `CollectionError` with every problem, `OSError` when the file cannot be read.
    """
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise CollectionError([("", "The file is no text in UTF-8.")]) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is no `JSONDecodeError`
        raise CollectionError([("", f"The file is no JSON: {error}.")]) from None
    if not isinstance(whole, dict):
        raise CollectionError([("", "An object with “docs”, “queries” and “qrels” is wanted here.")])
    problems: list[tuple[str, str]] = []
    documents, questions = (_texts(whole.get(name), name, problems=problems) for name in ("docs", "queries"))
    judged = _judged(whole.get("qrels"), problems)
    for question, grades in judged.items():
        if question not in questions:
            problems.append((f"qrels.{question}", "There is no such query."))
        problems.extend(
            (f"qrels.{question}.{name}", "There is no such doc.") for name in grades if name not in documents
        )
    if not problems and not judged:
        problems.append(("qrels", "No doc is judged to answer any query."))
    if problems:
        raise CollectionError(problems)
    return Collection(documents, {name: questions[name] for name in judged}, judged)


def _texts(value: Any, name: str, *, problems: list[tuple[str, str]]) -> dict[str, str]:
    if not isinstance(value, dict) or not value:
        problems.append((name, "An object of names and texts is wanted here."))
        return {}
    problems.extend((f"{name}.{key}", what) for key, text in value.items() if (what := _wrong_with(text)))
    return {key: unicodedata.normalize("NFC", text) for key, text in value.items() if isinstance(text, str)}


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
    for question, grades in value.items():
        if not isinstance(grades, dict) or not all(_is_grade(grade) for grade in grades.values()):
            problems.append((f"qrels.{question}", "An object of docs and numbers is wanted here."))
            continue
        kept = {name: float(grade) for name, grade in grades.items() if grade > 0}
        if kept:
            judged[question] = kept
    return judged


def _is_grade(value: Any) -> bool:
    """A number of usual size: JSON knows numbers without end, and words that are none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _GREATEST
