"""Quotations: a draft's content grows to the whole quotation; one that nobody took goes to whoever spoke beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.draft import Draft
from wellfounded.evidence.statements.english.agents import agency, doer, may_speak
from wellfounded.evidence.statements.english.grammar import cue_word
from wellfounded.evidence.statements.english.verbs import cue_words, source_span
from wellfounded.evidence.statements.lexicon import lexicon
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

    from wellfounded.evidence.statements.english.grammar import Parsed
    from wellfounded.evidence.statements.quotation import Quotation

ONLY_MARKS = re.compile(r"[\s,.;:–—-]*")
ENDS_SENTENCE = re.compile(r"[.!?…]['\"’”)]*$")
# “Mr. Hale” ends no sentence.
SENTENCE_END = re.compile(r"[a-z]{3}[.!?]\s+[A-Z“\"]")
SCARE_WORDS = 3


def grown(drafts: Sequence[Draft], parsed: Parsed) -> list[Draft]:
    """Drafts whose content takes the whole of every quotation that it begins or ends in."""
    return [replace(draft, content=_grow(draft, parsed)) for draft in drafts]


def _grow(draft: Draft, parsed: Parsed) -> tuple[Span, ...]:
    pieces = list(draft.content)
    for quotation in parsed.quotations:
        whole = quotation.span
        if any(whole.overlap(cue) for cue in draft.cue) or (draft.head and whole.holds(draft.head)):
            continue
        if any(piece.overlap(whole) and not piece.holds(whole) for piece in pieces):
            pieces.append(whole)
    return united(pieces, parsed.text)


def united(pieces: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The same stretches, in order; those that touch, or have only marks between them, made one."""
    result: list[Span] = []
    for piece in sorted(pieces):
        if result and (piece.start <= result[-1].end or ONLY_MARKS.fullmatch(text[result[-1].end : piece.start])):
            result[-1] = Span(result[-1].start, max(result[-1].end, piece.end))
        else:
            result.append(piece)
    return tuple(result)


def beside_cue(parsed: Parsed, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A saying verb right before or behind a quotation that no draft holds: “…,” said X; X said: “…”."""
    for verb in parsed.doc:
        cue = lexicon("english").cue("verbs", cue_word(verb, "verbs")) if verb.pos_ in {"VERB", "AUX"} else None
        if cue is None or "quote" not in cue.frames or parsed.quotation_at(verb) is not None:
            continue
        source = doer(verb)
        if (
            source is None
            or not may_speak(source, cue.frames["quote"].agents)
            or parsed.quotation_at(source) is not None
        ):
            continue
        words = cue_words(verb, cue)
        span = source_span(source, verb=verb, parsed=parsed)
        near = [item for item in parsed.quotations if _adjoins(item, verb, source=span, parsed=parsed)]
        free = [item for item in near if not _is_taken(item, drafts)]
        if free:
            yield Draft(
                cue=parsed.spans(words),
                content=united([item.span for item in free], parsed.text),
                rule=f"en.quotation.beside:{cue.frames['quote'].group}",
                confidence=cue.frames["quote"].confidence,
                source=span,
                head=Span(source.idx, source.idx + len(source)),
                stance="asserts",
            )


def with_halves(drafts: Sequence[Draft], beside: Iterable[Draft], *, text: str) -> list[Draft]:
    """Drafts with those of `beside`; two of one cue are the halves of one quotation, as in “Late,” said X, “and dark”.

    The parser gives the verb one half as its clause; only their place beside the verb tells that the other is its own.
    """
    result = list(drafts)
    for found in beside:
        same = (index for index, held in enumerate(result) if (held.cue, held.source) == (found.cue, found.source))
        index = next(same, None)
        if index is None:
            result.append(found)
        else:
            result[index] = replace(result[index], content=united([*result[index].content, *found.content], text))
    return result


def _adjoins(quotation: Quotation, verb: Token, *, source: Span, parsed: Parsed) -> bool:
    """Whether only the source, the cue and marks stand between a quotation and the cue, on either side."""
    cue = Span(verb.idx, verb.idx + len(verb))
    left, right = min(cue.start, source.start), max(cue.end, source.end)
    if quotation.span.end <= left:
        return bool(ONLY_MARKS.fullmatch(parsed.text[quotation.span.end : left]))
    if quotation.span.start >= right:
        between = parsed.text[right : quotation.span.start]
        return bool(ONLY_MARKS.fullmatch(between)) and not re.search(r"[.;]\s*$", between)
    return False


def _is_taken(quotation: Quotation, drafts: Sequence[Draft]) -> bool:
    """Whether a draft already holds a quotation, and not merely something that is told inside of it."""
    return any(
        piece.overlap(quotation.span) * 2 >= len(quotation.span)
        for draft in drafts
        if not (draft.cue and quotation.span.holds(draft.cue[0]))
        for piece in draft.content
    )


def is_sentence(quotation: Quotation, text: str) -> bool:
    """Whether a quotation is a sentence of its own, and not a few words that somebody quotes."""
    inner = quotation.inner.of(text).strip()
    return (
        len(inner.split()) > SCARE_WORDS
        and inner[:1].isupper()
        and (bool(ENDS_SENTENCE.search(inner) or inner.endswith(",")) or not quotation.closed)
    )


def continued(parsed: Parsed, drafts: Sequence[Draft]) -> list[Draft]:
    """Quotations that follow in the same block without a cue of their own belong to the quotation before them."""
    result = list(drafts)
    for quotation in parsed.quotations:
        if _is_taken(quotation, result):
            continue
        if not is_sentence(quotation, parsed.text) and not _goes_on(quotation, parsed):
            continue
        before = [
            (max(piece.end for piece in (*draft.content, *draft.cue)), index)
            for index, draft in enumerate(result)
            if draft.source is not None
            and max(piece.end for piece in (*draft.content, *draft.cue)) <= quotation.span.start
        ]
        if before:
            index = max(before)[1]
            held = result[index]
            result[index] = replace(held, content=united([*held.content, quotation.span], parsed.text))
    return result


def _goes_on(quotation: Quotation, parsed: Parsed) -> bool:
    """“If he wins,” she warned, “we are lost.”: the second half of a quotation that a comma opened."""
    before = [item for item in parsed.quotations if item.span.end <= quotation.span.start]
    if not before or not before[-1].inner.of(parsed.text).rstrip().endswith(","):
        return False
    between = parsed.text[before[-1].span.end : quotation.span.start]
    return between.rstrip().endswith(",") and not SENTENCE_END.search(between)


def after_colon(parsed: Parsed, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """“Hale sees trouble ahead: “They have lost.””: a whole quotation behind a colon is of the subject before it."""
    for quotation in parsed.quotations:
        ahead = parsed.text[: quotation.span.start].rstrip()
        if not ahead.endswith(":") or _is_taken(quotation, drafts) or not is_sentence(quotation, parsed.text):
            continue
        words = [token for token in parsed.doc if token.idx < len(ahead)]
        verb = _chief_verb(words)
        source = doer(verb) if verb is not None else None
        if verb is None or source is None or agency(source) not in {"speaker", "source"} or source.idx > len(ahead):
            continue
        yield Draft(
            cue=(Span(len(ahead) - 1, len(ahead)),),
            content=(quotation.span,),
            rule="en.quotation.colon",
            confidence=0.75,
            source=source_span(source, verb=verb, parsed=parsed),
            head=Span(source.idx, source.idx + len(source)),
            stance="asserts",
        )


def _chief_verb(words: Sequence[Token]) -> Token | None:
    """The highest verb with a subject among the words of the last sentence."""
    if not words:
        return None
    sentence = words[-1].sent
    verbs = [token for token in words if token.sent == sentence and token.pos_ in {"VERB", "AUX"}]
    return min(
        (token for token in verbs if any(branch.dep_ == "nsubj" for branch in token.children)),
        key=lambda token: len(list(token.ancestors)),
        default=None,
    )


def fragments(parsed: Parsed, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Quoted words in a clause of somebody who can speak, though its verb is no cue: “ran on ‘…’”."""
    for quotation in parsed.quotations:
        inside = [token for token in parsed.doc if quotation.inner.start <= token.idx < quotation.inner.end]
        if sum(token.is_alpha for token in inside) < 2 or _is_taken(quotation, drafts):  # noqa: PLR2004 - one word is a label
            continue
        if all(token.is_title for token in inside if token.is_alpha and len(token) > 3):  # noqa: PLR2004 - a title
            continue
        top = next((token for token in inside if token.head.i < inside[0].i or token.head.i > inside[-1].i), None)
        verb = _verb_above(top, quotation) if top is not None else None
        source = doer(verb) if verb is not None else None
        if (
            verb is None
            or source is None
            or agency(source) != "speaker"
            or quotation.span.start <= source.idx < quotation.span.end
        ):
            continue
        yield Draft(
            cue=parsed.spans([verb]),
            content=(quotation.span,),
            rule="en.quotation.fragment",
            confidence=0.45,
            source=source_span(source, verb=verb, parsed=parsed),
            head=Span(source.idx, source.idx + len(source)),
            stance="asserts",
        )


def _verb_above(token: Token, quotation: Quotation) -> Token | None:
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"} and not quotation.span.start <= above.idx < quotation.span.end:
            return above
    return None
