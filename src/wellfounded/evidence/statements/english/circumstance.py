"""When and where a cue happened, in the words of the text: “on Monday”, “earlier this week”, “at a press briefing”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.statements.english.grammar import child, subtree
from wellfounded.evidence.statements.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from wellfounded.evidence.statements.english.grammar import Parsed
    from wellfounded.evidence.statements.statement import Span

VENUE_PREPOSITIONS = frozenset({"at", "during", "in"})
TIME_PREPOSITIONS = frozenset({"on", "in", "at", "during", "by", "since"})
TIME_ADVERBS = frozenset({"recently", "earlier", "today", "yesterday", "tonight", "later", "lately", "previously"})


def when_and_where(verb: Token, parsed: Parsed) -> tuple[Span | None, Span | None]:
    """The phrases of time and of venue that hang on a cue."""
    when = next((_span(phrase, parsed) for phrase in _times(verb)), None)
    where = next((_span(phrase, parsed) for phrase in _venues(verb)), None)
    return when, where


def topic_of(words: Sequence[Token], parsed: Parsed) -> Span | None:
    """What a content is about: the subject of its clause, where that is no pronoun."""
    inside = {word.i for word in words}
    top = next((word for word in words if word.head.i not in inside or word.head == word), None)
    subject = child(top, "nsubj", "nsubjpass") if top is not None else None
    if subject is None or subject.pos_ == "PRON":
        return None
    pieces = parsed.spans(subtree(subject))
    return pieces[0] if pieces else None


def without_venue(words: Sequence[Token]) -> tuple[list[Token], Token | None]:
    """Content without a phrase of venue at its very end, and that phrase: it tells where, and was not said."""
    last = max(word.i for word in words)
    first = min(word.i for word in words)
    for word in words:
        if word.lower_ in VENUE_PREPOSITIONS and word.i > first and word.right_edge.i == last and _is_venue(word):
            kept = [item for item in words if item.i < word.left_edge.i]
            return (kept, word) if len(kept) > 1 else (list(words), None)
    return list(words), None


def _times(verb: Token) -> Iterator[Token]:
    for branch in verb.children:
        dated = any(item.ent_type_ in {"DATE", "TIME"} for item in branch.subtree)
        if (branch.dep_ == "npadvmod" and dated) or (branch.dep_ == "advmod" and branch.lower_ in TIME_ADVERBS):
            yield branch
        elif branch.dep_ == "prep" and branch.lower_ in TIME_PREPOSITIONS:
            thing = child(branch, "pobj")
            if thing is not None and thing.ent_type_ in {"DATE", "TIME"}:
                yield branch


def _venues(verb: Token) -> Iterator[Token]:
    for branch in verb.children:
        if branch.dep_ == "prep" and branch.lower_ in VENUE_PREPOSITIONS and _is_venue(branch):
            yield branch
        elif branch.dep_ == "prep":
            yield from (item for item in branch.subtree if item.lower_ in VENUE_PREPOSITIONS and _is_venue(item))


def _is_venue(prep: Token) -> bool:
    thing = child(prep, "pobj")
    return thing is not None and thing.lemma_.lower() in lexicon("english").lists["venues"]


def _span(phrase: Token, parsed: Parsed) -> Span | None:
    pieces = parsed.spans(subtree(phrase))
    return pieces[0] if pieces else None
