"""Verbs as cues: “X said that”, “urged Y to”, “denied the claims”, “described Y as”, “Y was criticised by X”."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.draft import Draft
from wellfounded.evidence.statements.english.agents import agency, doer, may_speak
from wellfounded.evidence.statements.english.circumstance import when_and_where, without_venue
from wellfounded.evidence.statements.english.grammar import (
    child,
    children,
    cue_word,
    is_infinitive,
    is_passive,
    subtree,
)
from wellfounded.evidence.statements.lexicon import Cue, lexicon
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from wellfounded.evidence.statements.english.grammar import Parsed

MODALS = frozenset({"may", "might", "should", "could", "would", "must", "can", "ought", "'d", "ca"})
OBJECTS = ("dobj", "dative", "obj")
EMPTY_OBJECTS = frozenset(
    {
        "it",
        "this",
        "that",
        "them",
        "him",
        "her",
        "me",
        "us",
        "you",
        "so",
        "what",
        "which",
        "who",
        "himself",
        "herself",
        "themselves",
        "itself",
        "myself",
    }
)
QUESTION_WORDS = frozenset({"whether", "if", "how", "why", "what", "who", "when", "where", "which"})


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A verb read as a cue."""

    verb: Token
    cue: Cue


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a frame found: the words of the content, and to whom it was said."""

    words: list[Token]
    addressed_to: Token | None = None


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
    if source is None or source in _interrogative(verb):
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
            stance=frame.stance,
        )
    return None


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
    cut = [branch for branch in source.subtree if branch == verb]
    words = subtree(source, without=cut)
    pieces = parsed.spans(words) or (Span(source.idx, source.idx + len(source)),)
    own = [piece for piece in pieces if piece.start <= source.idx < piece.end]
    return (own or list(pieces))[0]


# ── frames: what hangs on the verb as content ────────────────────────────────────────────────────────────────────────


def _clause(at: Reading) -> Found | None:
    verb = at.verb
    for branch in children(verb, "ccomp"):
        if is_infinitive(branch) or (branch.tag_ == "VBG" and child(branch, "aux", "nsubj") is None):
            continue
        return Found(subtree(branch, without=_inside(branch, verb)))
    return _around(verb)


def _inside(branch: Token, verb: Token) -> list[Token]:
    return [verb] if verb in branch.subtree else []


def _around(verb: Token, *, told: Token | None = None) -> Found | None:
    """“The plan, he said, will fail”; “it failed, as he said”: the clause on which the cue hangs."""
    thing = child(verb, "dobj")
    if verb.head == verb or (thing is not None and thing != told and thing.lower_ != "it"):
        return None
    like_as = (
        verb.dep_ == "advcl"
        and not is_passive(verb)
        and any(branch.lower_ == "as" for branch in children(verb, "mark", "advmod"))
    )
    if not (verb.dep_ == "parataxis" or like_as):
        return None
    if verb.dep_ == "parataxis" and child(verb, "nsubj") is None:
        return None
    return Found(subtree(verb.head, without=[verb]), told)


def _told(at: Reading) -> Found | None:
    verb = at.verb
    told = child(verb, *OBJECTS)
    if told is None and is_passive(verb):
        told = child(verb, "nsubjpass")
    by = child(verb, "agent")
    hung_on = (child(by, "pobj"),) if by is not None else ()
    # the parser hangs “that” on whoever is nearest: “told by a clerk that”
    for branch in (*children(verb, "ccomp"), *(item for top in (*hung_on, told) if top for item in _that(top))):
        if not is_infinitive(branch):
            return Found(subtree(branch, without=_inside(branch, verb)), told)
    return _around(verb, told=told)


def _that(noun: Token) -> list[Token]:
    """Clauses on a noun that begin with “that” and lack nothing: no relative clause."""
    return [
        branch
        for branch in children(noun, "relcl", "acl", "ccomp")
        if any(item.lower_ == "that" and item.dep_ == "mark" for item in branch.children)
    ]


def _ask(at: Reading) -> Found | None:
    verb = at.verb
    asked = _asked(verb, at.cue)
    for branch in (*verb.children, *(asked.children if asked is not None else ())):
        if branch.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"} and is_infinitive(branch):
            own = child(branch, *("nsubj", "nsubjpass"))
            if asked is None and own is None:
                return None
            words = subtree(branch)
            return Found(words if asked is None else [*subtree(asked, without=[branch]), *words], asked or own)
    return None


def _asked(verb: Token, cue: Cue) -> Token | None:
    pieces = cue.word.split()
    if len(pieces) > 1:
        prep = next((branch for branch in verb.children if branch.lower_ == pieces[-1]), None)
        return child(prep, "pobj") if prep is not None else None
    return child(verb, "nsubjpass") if is_passive(verb) else child(verb, *OBJECTS)


def _to(at: Reading) -> Found | None:
    verb = at.verb
    if is_passive(verb) or child(verb, *OBJECTS) is not None:
        return None
    for branch in children(verb, "xcomp"):
        if is_infinitive(branch):
            return Found(subtree(branch))
    return None


def _object(at: Reading) -> Found | None:
    verb = at.verb
    thing = _thing(verb, at.cue)
    if thing is None or thing.lower_ in EMPTY_OBJECTS or thing.ent_type_ in {"DATE", "TIME"}:
        return None
    words = subtree(thing)
    return Found(words) if sum(word.is_alpha for word in words) > 1 else None


def _thing(verb: Token, cue: Cue) -> Token | None:
    pieces = cue.word.split()
    if len(pieces) > 1:
        prep = next((branch for branch in verb.subtree if branch.lower_ == pieces[-1] and branch.i > verb.i), None)
        if prep is not None and prep.dep_ != "prt":
            return child(prep, "pobj", "pcomp")
    if is_passive(verb):
        return child(verb, "nsubjpass")
    found = child(verb, "dobj")
    if found is not None:
        return found
    return next((branch for branch in children(verb, "xcomp", "ccomp") if branch.tag_ == "VBG"), None)


def _accuse(at: Reading) -> Found | None:
    verb = at.verb
    accused = child(verb, "nsubjpass") if is_passive(verb) else child(verb, "dobj")
    if accused is None:
        return None
    preps = (*children(verb, "prep"), *children(accused, "prep"))
    charge = next(
        (branch for branch in preps if branch.lower_ in {"of", "for", "with", "over"} and branch.i > accused.i), None
    )
    if charge is None or (charge.head == accused and child(charge, "pcomp") is None):
        return None
    return Found([*subtree(accused, without=[charge]), *subtree(charge)], accused)


def _as(at: Reading) -> Found | None:
    verb = at.verb
    named = _thing(verb, at.cue)
    if named is None:
        return _small_clause(verb)
    told = (*children(verb, "prep"), *children(named, "prep"))
    name = next((branch for branch in told if branch.lower_ == "as" and branch.i > named.i), None)
    if name is None:
        name = child(verb, "oprd")
    if name is None:
        return _small_clause(verb)
    return Found([*subtree(named, without=[name]), *subtree(name)])


def _small_clause(verb: Token) -> Found | None:
    """“called it a lie”, when the parser reads “it a lie” as a clause without a verb."""
    for branch in children(verb, "ccomp", "xcomp"):
        if (
            branch.pos_ in {"NOUN", "ADJ", "PROPN"}
            and child(branch, "nsubj") is not None
            and child(branch, "cop") is None
        ):
            return Found(subtree(branch))
    return None


def _about(prep: str) -> Callable[[Reading], Found | None]:
    def frame(at: Reading) -> Found | None:
        for branch in children(at.verb, "prep"):
            if branch.lower_ == prep and child(branch, "pobj", "pcomp") is not None:
                words = subtree(branch)
                return Found(words) if len(words) > 2 else None  # noqa: PLR2004 - “about it” says nothing
        return None

    return frame


def _question(at: Reading) -> Found | None:
    verb = at.verb
    for branch in children(verb, "ccomp"):
        words = subtree(branch)
        if words and words[0].lower_ in QUESTION_WORDS:
            return Found(words)
    return None


FRAMES: dict[str, Callable[[Reading], Found | None]] = {
    "clause": _clause,
    "shown": _clause,
    "told": _told,
    "ask": _ask,
    "to": _to,
    "object": _object,
    "feeling": _object,
    "accuse": _accuse,
    "as": _as,
    "about": _about("about"),
    "on": _about("on"),
    "question": _question,
}
