"""Verbs as cues: “X said that”, “urged Y to”, “denied the claims”, “described Y as”, “Y was criticised by X”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.statements.draft import Draft
from wellfounded.evidence.statements.english.agents import agency, doer, may_speak
from wellfounded.evidence.statements.english.circumstance import topic_of, when_and_where, without_venue
from wellfounded.evidence.statements.english.frames import FRAMES, Reading
from wellfounded.evidence.statements.english.grammar import child, children, cue_word, is_infinitive, subtree
from wellfounded.evidence.statements.lexicon import Cue, lexicon
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from wellfounded.evidence.statements.english.grammar import Parsed

MODALS = frozenset({"may", "might", "should", "could", "would", "must", "can", "ought", "'d", "ca"})

NOBODY = frozenset({"nobody", "none", "neither", "no"})


def verb_drafts(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each verb that attributes and has somebody who does it."""
    for verb in parsed.doc:
        if verb.pos_ in {"VERB", "AUX"} and happened(verb):
            for cue in _cues(verb):
                draft = _draft(verb, cue, parsed=parsed)
                if draft is not None:
                    yield draft
                    break


def happened(verb: Token) -> bool:
    """Whether the text says that it was said or thought: not “may say”, “should consider”, “to determine whether”."""
    helpers = {branch.lower_ for branch in verb.children if branch.dep_ in {"aux", "auxpass"}}
    if helpers & MODALS:
        return False
    if not is_infinitive(verb):
        return not (verb.dep_ == "advcl" and verb.tag_ == "VBG" and _is_state(verb.head))
    return verb.dep_ in {"xcomp", "advcl"} and verb.head.lemma_.lower() in lexicon("english").lists["carriers"]


def _is_state(verb: Token) -> bool:
    """“X is a party, highlighting …”: what is so says nothing."""
    return verb.lemma_ == "be" and child(verb, "attr") is not None


def _cues(verb: Token) -> Iterator[Cue]:
    """Longer cues first: “call on” before “call”."""
    lemma = cue_word(verb, "verbs")
    particles = [branch for branch in verb.children if branch.dep_ in {"prt", "prep", "acomp", "advmod", "dobj"}]
    known = lexicon("english")
    for particle in particles:
        long = known.cue("verbs", f"{lemma} {particle.lower_}")
        if long is not None:
            yield long
        for second in particle.children if particle.dep_ != "dobj" else ():
            longer = known.cue("verbs", f"{lemma} {particle.lower_} {second.lower_}")
            if longer is not None:
                yield longer
    single = known.cue("verbs", lemma)
    if single is not None:
        yield single


def _draft(verb: Token, cue: Cue, *, parsed: Parsed) -> Draft | None:
    source = doer(verb)
    if source is None or source in _interrogative(verb) or _is_nobody(source) or _is_being_asked(verb):
        return None
    for name, frame in sorted(cue.frames.items(), key=lambda item: -item[1].confidence):
        reader = FRAMES.get(name) if may_speak(source, frame.agents) else None
        found = reader(Reading(verb, cue)) if reader is not None else None
        if found is None or not found.words:
            continue
        if agency(source) == "it" and name not in {"clause", "shown"}:
            continue
        words, venue = without_venue(found.words)
        content = parsed.spans(words)
        if not content:
            continue
        addressed = parsed.spans(subtree(found.addressed_to)) if found.addressed_to is not None else ()
        when, where = when_and_where(verb, parsed)
        if where is not None and any(where.overlap(piece) for piece in content):
            where = parsed.trimmed(Span(where.start, max(where.start, content[0].start)))
        return Draft(
            cue=parsed.spans(cue_words(verb, cue)),
            content=content,
            rule=f"en.verb.{name}:{frame.group}",
            confidence=frame.confidence,
            source=source_span(source, verb=verb, parsed=parsed),
            head=Span(source.idx, source.idx + len(source)),
            addressed_to=addressed[0] if addressed else None,
            when=when,
            where=(parsed.spans(subtree(venue)) or (where,))[0] if venue is not None else where,
            topic=topic_of(found.words, parsed),
            stance="" if child(verb, "neg") is not None else lexicon("english").stance(cue.word),
        )
    return None


def _is_nobody(source: Token) -> bool:
    """“Nobody has explained why”: what nobody said, was not said."""
    return source.lower_ in NOBODY or any(branch.lower_ in NOBODY for branch in children(source, "det", "preconj"))


def _is_being_asked(verb: Token) -> bool:
    """“Asked by reporters whether …, X said”: it only tells when X said it."""
    return verb.i == verb.sent.start and verb.tag_ in {"VBN", "VBD"} and verb.lemma_.lower() in {"ask", "press"}


def _interrogative(verb: Token) -> list[Token]:
    return [branch for branch in children(verb, "nsubj") if branch.tag_ == "WP" and verb.dep_ not in {"relcl", "acl"}]


def cue_words(verb: Token, cue: Cue) -> list[Token]:
    """The verb with its auxiliaries, negation and particle."""
    wanted = set(cue.word.split()[1:])
    helpers = [
        branch for branch in verb.children if branch.dep_ in {"aux", "auxpass", "neg", "prt"} or branch.lower_ in wanted
    ]
    return [*(branch for branch in helpers if abs(branch.i - verb.i) <= 3), verb]  # noqa: PLR2004 - “did not say”


def source_span(source: Token, *, verb: Token, parsed: Parsed) -> Span:
    """The phrase around the source, up to and without the verb that hangs on it."""
    cut = [item for item in source.subtree if item == verb or (item.head == source and item.lower_ == "as")]
    words = subtree(source, without=cut)
    pieces = parsed.spans(words) or (Span(source.idx, source.idx + len(source)),)
    own = [piece for piece in pieces if piece.start <= source.idx < piece.end]
    return (own or list(pieces))[0]
