"""Phrases as cues: “according to X”, “in the eyes of X”, “as reported by X”, “in X's view”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.statements.draft import Draft
from wellfounded.evidence.statements.english.agents import may_speak
from wellfounded.evidence.statements.english.grammar import child, clause_of, subtree
from wellfounded.evidence.statements.english.verbs import source_span
from wellfounded.evidence.statements.lexicon import Cue, lexicon
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from wellfounded.evidence.statements.english.grammar import Parsed


def phrase_drafts(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each such phrase that has a source and a clause around it."""
    for start, words, cue in _phrases(parsed):
        draft = _of_phrase(start, words, cue=cue, parsed=parsed)
        if draft is not None:
            yield draft
    for noun in parsed.doc:
        draft = _in_view(noun, parsed=parsed)
        if draft is not None:
            yield draft


def _phrases(parsed: Parsed) -> Iterator[tuple[Token, list[Token], Cue]]:
    phrases = sorted(lexicon("english").cues["phrases"].items(), key=lambda item: -len(item[0].split()))
    lowered = [token.lower_ for token in parsed.doc]
    taken = -1
    for index in range(len(lowered)):
        if index <= taken:
            continue
        for text, cue in phrases:
            words = text.split()
            if lowered[index : index + len(words)] == words:
                taken = index + len(words) - 1
                yield parsed.doc[index], list(parsed.doc[index : taken + 1]), cue
                break


def _of_phrase(start: Token, words: list[Token], *, cue: Cue, parsed: Parsed) -> Draft | None:
    source = child(words[-1], "pobj")
    if source is None:
        source = next(
            (branch for word in words for branch in word.subtree if branch.i > words[-1].i and branch.dep_ == "pobj"),
            None,
        )
    if source is None or source.i <= words[-1].i or not may_speak(source, "source"):
        return None
    top = _top(start, words)
    clause = _clause_around(top)
    if clause is None:
        return None
    content = parsed.spans(subtree(clause, without=[top]))
    # a single word between commas is a remain of the phrase, and no content
    content = tuple(piece for piece in content if len(piece.of(parsed.text).split()) > 1)
    if not content:
        return None
    return Draft(
        cue=parsed.spans(words),
        content=content,
        rule=f"en.phrase:{cue.frames['phrase'].group}",
        confidence=cue.frames["phrase"].confidence,
        source=source_span(source, verb=top, parsed=parsed),
        head=Span(source.idx, source.idx + len(source)),
        stance="asserts",
    )


def _top(start: Token, words: list[Token]) -> Token:
    """The highest word of the phrase: everything of it hangs there."""
    top = start
    while top.head != top and top.head in words:
        top = top.head
    return top


def _clause_around(top: Token) -> Token | None:
    """The clause that the phrase is about: the whole sentence where a comma sets the phrase off at either end."""
    if top.head == top:
        return None
    words = subtree(top)
    first, last = words[0], words[-1]
    doc, sentence = top.doc, top.sent
    at_start = first.i == sentence.start
    set_off = first.i > sentence.start and doc[first.i - 1].text == ","
    ends = last.i + 1 >= sentence.end or all(not token.is_alpha for token in doc[last.i + 1 : sentence.end])
    clause = sentence.root if at_start or (set_off and ends) else clause_of(top.head)
    while clause.dep_ in {"relcl", "acl"} and clause.head != clause:
        clause = clause_of(clause.head)
    return clause if clause != top else None


def _in_view(noun: Token, *, parsed: Parsed) -> Draft | None:
    """“In X's view, …”."""
    cue = lexicon("english").cue("nouns", noun.lemma_.lower())
    prep = noun.head
    if cue is None or "in" not in cue.frames or noun.dep_ != "pobj" or prep.lower_ not in {"in", "by", "to"}:
        return None
    owner = child(noun, "poss")
    if owner is None or prep.head == prep:
        return None
    clause = clause_of(prep.head)
    content = parsed.spans(subtree(clause, without=[prep]))
    if not content or clause.i == prep.i:
        return None
    return Draft(
        cue=parsed.spans([prep, noun]),
        content=content,
        rule=f"en.phrase.in:{cue.frames['in'].group}",
        confidence=cue.frames["in"].confidence,
        source=source_span(owner, verb=noun, parsed=parsed),
        head=Span(owner.idx, owner.idx + len(owner)),
        stance="asserts",
    )
