"""The published span measure, against an annotation of who said what.

A prediction counts when it covers at least half of the gold content and at least half of itself is gold; with speaker,
the source must be the right one too. One prediction answers for one gold statement at most, by a largest matching.
Figures are F1 of precision (matched of all predictions) and recall (matched of all gold).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wellfounded.evidence.statements.statement import Mention, Mode, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from wellfounded.evidence.statements.statement import Statement

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated statement. `names` are names of the speaker, `resolved` when the mention does not tell it.

    `words` are those of each piece of the content, as the annotation repeats them; empty where it does not.
    """

    id: str
    content: tuple[Span, ...]
    mode: str = ""
    names: tuple[str, ...] = ()
    source: Span | None = None
    resolved: bool = False
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted; add two to count two articles."""

    gold: int = 0
    predicted: int = 0
    content: int = 0
    speaker: int = 0
    # by mode of the gold: how many there are, and how many were found
    modes: tuple[tuple[str, int, int], ...] = ()

    def __add__(self, other: Figures) -> Figures:
        totals: dict[str, tuple[int, int]] = {}
        for mode, count, found in (*self.modes, *other.modes):
            before = totals.get(mode, (0, 0))
            totals[mode] = (before[0] + count, before[1] + found)
        return Figures(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.content + other.content,
            self.speaker + other.speaker,
            tuple((mode, *counts) for mode, counts in sorted(totals.items())),
        )

    @property
    def content_f1(self) -> float:
        """F1 of the content alone."""
        return self._f1(self.content)

    @property
    def speaker_f1(self) -> float:
        """F1 of the content with the right speaker."""
        return self._f1(self.speaker)

    @property
    def precision(self) -> float:
        """Of the content: matched of all predictions."""
        return self.content / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Of the content: matched of all gold."""
        return self.content / self.gold if self.gold else 0.0

    def _f1(self, matched: int) -> float:
        total = self.gold + self.predicted
        return 2 * matched / total if total else 0.0


def score(gold: Sequence[Gold], predicted: Sequence[Statement]) -> Figures:
    """Compare the statements of one article with its annotation."""
    by_content = _largest_matching(gold, predicted, fits=same_content)
    by_speaker = _largest_matching(gold, predicted, fits=lambda g, p: same_content(g, p) and same_speaker(g, p))
    modes = {item.mode for item in gold}
    found = set(by_content)
    counted = tuple(
        (mode, sum(item.mode == mode for item in gold), sum(gold[index].mode == mode for index in found))
        for mode in sorted(modes)
    )
    return Figures(len(gold), len(predicted), len(by_content), len(by_speaker), counted)


def matched(gold: Sequence[Gold], predicted: Sequence[Statement]) -> dict[int, int]:
    """Which prediction answers for which gold statement, by content: index of the gold to index of the prediction."""
    return _largest_matching(gold, predicted, fits=same_content)


def misplaced(gold: Sequence[Gold], text: str) -> int:
    """How many annotated contents do not stand at their places in a text: it is another text, or another coding."""
    return sum(
        any(words and span.of(text) != words for span, words in zip(item.content, item.words, strict=False))
        for item in gold
    )


def as_annotated(gold: Sequence[Gold], text: str) -> str:
    """The text in the form in which most annotated contents stand at their places.

    As it is, or without the mark at its beginning, or with one sign for each end of a line, as many programs give a
    file to whoever annotates it.
    """
    bare = text.removeprefix("\ufeff")
    forms = dict.fromkeys(form for whole in (text, bare) for form in (whole, whole.replace("\r\n", "\n")))
    return min(forms, key=lambda form: misplaced(gold, form))


def same_content(gold: Gold, predicted: Statement) -> bool:
    """Whether the prediction covers half of the gold, and half of the prediction is gold."""
    shared = sum(mine.overlap(theirs) for mine in predicted.content for theirs in gold.content)
    whole = sum(map(len, gold.content))
    own = sum(map(len, predicted.content))
    return whole > 0 and own > 0 and shared >= HALF * whole and shared >= HALF * own


def same_speaker(gold: Gold, predicted: Statement) -> bool:
    """Whether the source is right.

    Where the annotator says whom a pronoun stands for, that name is wanted; a pronoun that we left open is wrong then.
    Everywhere else the mention in the text is enough: ours must overlap with the annotator's by half of the shorter.
    Where the gold has no source, ours must have none.
    """
    if gold.source is None and not gold.names:
        return predicted.source is None
    if any(_same_name(predicted.speaker.name, name) for name in gold.names):
        return True
    if gold.resolved or gold.source is None or predicted.source is None:
        return False
    return _half_shared(gold.source, predicted.source)


def _half_shared(one: Span, other: Span) -> bool:
    return one.overlap(other) >= HALF * min(len(one), len(other)) > 0


def _same_name(ours: str, theirs: str) -> bool:
    """The same words, or one name is the end or the beginning of the other (“King”, “Robert King”)."""
    one, other = _name_words(ours), _name_words(theirs)
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return long[-len(short) :] == short or long[: len(short)] == short


def _name_words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", name).casefold()
    return [word for word in re.findall(r"[\w-]+", plain) if word not in {"the", "a", "an", "s"}]


def _largest_matching(
    gold: Sequence[Gold], predicted: Sequence[Statement], *, fits: Callable[[Gold, Statement], bool]
) -> dict[int, int]:
    edges = [[index for index, other in enumerate(predicted) if fits(item, other)] for item in gold]
    taken: dict[int, int] = {}
    for item in range(len(gold)):
        _place(item, edges, taken=taken, seen=set())
    return {mine: theirs for theirs, mine in taken.items()}


def _place(item: int, edges: Sequence[Sequence[int]], *, taken: dict[int, int], seen: set[int]) -> bool:
    """One augmenting path: give `item` a prediction, moving others where that helps."""
    for candidate in edges[item]:
        if candidate in seen:
            continue
        seen.add(candidate)
        if candidate not in taken or _place(taken[candidate], edges, taken=taken, seen=seen):
            taken[candidate] = item
            return True
    return False


class GoldError(ValueError):
    """An annotation that cannot be read; `problems` says every place and what is wrong there."""

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{where}: {what}" for where, what in self.problems))


def read_gold(data: Any) -> dict[str, tuple[Gold, ...]]:
    """The annotation by document, from JSON of the shape that `docs/reference/statements.md` describes.

    Raises `GoldError` with every place that is wrong.
    """
    entries = data.get("statements") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise GoldError([("statements", "A list of statements is wanted here.")])
    problems: list[tuple[str, str]] = []
    documents: dict[str, list[Gold]] = {}
    named = data.get("docs")
    if isinstance(named, dict):
        documents = {str(name): [] for name in named}
    for index, entry in enumerate(entries):
        where = f"statements[{index}]"
        try:
            document = str(entry.get("doc", ""))
            documents.setdefault(document, []).append(_gold(entry, index))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            problems.append((where, f"This statement cannot be read ({type(error).__name__}: {error})."))
    if problems:
        raise GoldError(problems)
    return {document: tuple(items) for document, items in documents.items()}


def _gold(entry: dict[str, Any], index: int) -> Gold:
    pieces = sorted((_span(piece["span"]), str(piece.get("text") or "")) for piece in entry["content"])
    if not pieces:
        raise ValueError("no content")
    speaker = entry.get("speaker") or {}
    canonical = str(speaker.get("canonical") or "")
    mention = str(speaker.get("mention") or "")
    pronoun = speaker.get("mention_type") == Mention.PRONOUN
    source = speaker.get("mention_span")
    named = tuple(part.strip() for part in canonical.split(";") if part.strip())
    return Gold(
        id=str(entry.get("id", index)),
        content=tuple(span for span, _ in pieces),
        mode=str(entry.get("mode") or Mode.INDIRECT),
        names=named,
        source=_span(source) if source else None,
        resolved=pronoun and canonical.casefold() != mention.casefold(),
        words=tuple(words for _, words in pieces),
    )


def _span(value: Any) -> Span:
    start, end = value
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
        raise ValueError(f"no span: {value}")
    return Span(start, end)
