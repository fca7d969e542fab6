"""Frames of English verbs: in which shapes a verb takes what is said, and which words that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.english.agents import in_another_time, is_dumb
from wellfounded.evidence.statements.english.grammar import (
    child,
    children,
    cue_word,
    is_infinitive,
    is_passive,
    subtree,
)
from wellfounded.evidence.statements.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from wellfounded.evidence.statements.lexicon import Cue

OBJECTS = ("dobj", "dative", "obj")
EMPTY_OBJECTS = frozenset(
    "it this that them him her me us you so what which who himself herself themselves itself myself".split()  # noqa: SIM905 - a list of quoted words is harder to read
)
LEAST_WORDS = 3
LEAST_OBJECT = 2
NAMING = frozenset({"name", "identify", "quote", "disclose"})
CONTRASTS = frozenset({"while", "whereas", "although", "though"})
CONDITIONS = frozenset({"if", "unless"})
REASONS = CONDITIONS | {"because"}
JUDGED = frozenset(
    {"accusation", "allegation", "argument", "assertion", "charge", "claim", "position", "statement", "view"}
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


def _clause(at: Reading) -> Found | None:
    verb = at.verb
    for branch in children(verb, "ccomp"):
        if is_infinitive(branch) or (branch.tag_ == "VBG" and child(branch, "aux", "nsubj") is None):
            continue
        if _is_apart(branch, verb):
            continue
        return Found(said_in(branch, verb))
    around = _around(verb)
    return around if around is not None else _mislaid(verb)


def said_in(clause: Token, verb: Token) -> list[Token]:
    """The words of a clause that a cue takes, without what the parser hung on it of the sentence around."""
    words = subtree(clause, without=[*_inside(clause, verb), *_told_beside(clause, verb)])
    mark = child(clause, "mark")
    if clause.i > verb.i and mark is not None and mark.lower_ == "that":
        # “says, citing two of them, that …”
        words = [word for word in words if word.i >= mark.i]
    return [*words, *(_reasons(verb) if clause.i < verb.i else ())]


def _reasons(verb: Token) -> list[Token]:
    """“It is wrong, argues X, because …”: a reason or condition behind the cue belongs to what was said before it."""
    return _behind(verb, REASONS)


def _behind(verb: Token, marks: frozenset[str]) -> list[Token]:
    """The clauses behind a verb that begin with one of these words."""
    return [
        word
        for branch in children(verb, "advcl")
        if branch.i > verb.i and (mark := child(branch, "mark")) is not None and mark.lower_ in marks
        for word in branch.subtree
    ]


def _told_beside(clause: Token, verb: Token) -> Iterator[Token]:
    """What is another's, or another cue of the same speaker: “…, while Y says”, “ruled it was void and ordered”."""
    for branch in children(clause, "advcl"):
        mark = child(branch, "mark")
        if mark is not None and mark.lower_ in CONTRASTS and _is_cue(branch) and child(branch, "nsubj") is not None:
            yield branch
    yield from _judged(clause)
    if is_second_cue(verb, clause=clause):
        yield from (branch for branch in children(clause, "conj") if _is_same_shape(branch, verb))
        yield from children(clause, "cc")


def _judged(clause: Token) -> Iterator[Token]:
    """“…, a claim that Y called untrue”: what the text itself, or somebody else, says of the content behind it."""
    for word in clause.subtree:
        behind = word.dep_ == "appos" and word.lemma_.lower() in JUDGED and child(word, "det") is not None
        if behind and word.i > clause.i and child(word, "acl", "relcl") is not None:
            yield word


def is_second_cue(verb: Token, *, clause: Token) -> bool:
    """Whether a verb beside the chief verb of a clause was done by who said the clause.

    As the clause's own subject cannot, or since it stands in the time of the cue and the clause in another: “shows that
    they knew and suggests …”.
    """
    subject = child(clause, "nsubj", "nsubjpass")
    if verb.dep_ == "ccomp" or subject is None:
        return False
    own = in_another_time(verb, clause) or is_dumb(subject, clause)
    return own and any(_is_same_shape(branch, verb) for branch in children(clause, "conj"))


def _is_same_shape(branch: Token, verb: Token) -> bool:
    return branch.tag_ == verb.tag_ and _is_cue(branch) and child(branch, "nsubj", "nsubjpass") is None


def _is_cue(verb: Token) -> bool:
    return verb.pos_ == "VERB" and lexicon("english").cue("verbs", cue_word(verb, "verbs")) is not None


def _mislaid(verb: Token) -> Found | None:
    """“wrote that …”, “suggested without proof that …”, where the parser hung the clause elsewhere or nowhere."""
    behind = next((branch for noun in _in_phrases(verb) for branch in _that(noun)), None)
    if behind is not None:
        return Found(subtree(behind))
    position = verb.i + 1
    if position < verb.sent.end and verb.doc[position].lower_ == "that" and verb.dep_ == "ROOT":
        words = list(verb.doc[position : verb.sent.end])
        return Found(words) if len(words) > LEAST_WORDS else None
    return None


def _in_phrases(top: Token, *, depth: int = 3) -> Iterator[Token]:
    """The nouns of the phrases behind a verb, and of the phrases on those."""
    for prep in children(top, "prep", "npadvmod"):
        for noun in (prep, *children(prep, "pobj")):
            yield noun
            if depth:
                yield from _in_phrases(noun, depth=depth - 1)


def _is_apart(branch: Token, verb: Token) -> bool:
    """Whether a semicolon stands between: then it is a sentence of its own, whatever the parser says."""
    left, right = sorted((branch.i, verb.i))
    return any(token.text == ";" for token in verb.doc[left:right])


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
    return Found([*subtree(verb.head, without=[verb]), *_reasons(verb)], told)


def _told(at: Reading) -> Found | None:
    verb = at.verb
    told = child(verb, *OBJECTS)
    if told is None and is_passive(verb):
        told = child(verb, "nsubjpass")
    by = child(verb, "agent")
    hung_on = (child(by, "pobj"),) if by is not None else ()
    # the parser hangs “that” on whoever is nearest: “told by a clerk that”
    for branch in (*children(verb, "ccomp"), *(item for top in (*hung_on, told) if top for item in _that(top))):
        if not is_infinitive(branch) and not _is_apart(branch, verb):
            return Found(said_in(branch, verb), told)
    if any(is_infinitive(branch) for branch in children(verb, "xcomp")):
        return None
    around = _around(verb, told=told)
    if around is not None or told is None:
        return around
    mislaid = _mislaid(verb)
    return Found(mislaid.words, told) if mislaid is not None else None


def _that(noun: Token) -> list[Token]:
    """Clauses on a noun that begin with “that” and lack nothing: no relative clause, though the parser may say so."""
    return [branch for branch in children(noun, "relcl", "acl", "ccomp") if _is_complete(branch)]


def _is_complete(clause: Token) -> bool:
    """A passive with a subject of its own has no object: its “that” is none."""
    that = next((branch for branch in clause.children if branch.lower_ == "that"), None)
    if that is None:
        return False
    return that.dep_ == "mark" or (that.dep_ == "dobj" and child(clause, "nsubjpass") is not None)


def _ask(at: Reading) -> Found | None:
    verb = at.verb
    asked = _asked(verb, at.cue)
    for branch in (*verb.children, *(asked.children if asked is not None else ())):
        if branch.dep_ in {"xcomp", "ccomp", "advcl", "acl", "relcl"} and is_infinitive(branch):
            if is_passive(branch) and branch.lemma_.lower() in NAMING:
                return None  # “who asked not to be named”
            own = child(branch, *("nsubj", "nsubjpass"))
            if asked is None and own is None:
                return None
            words = subtree(branch)
            return Found(words if asked is None else [*subtree(asked, without=[branch]), *words], asked or own)
    return None


def _asked(verb: Token, cue: Cue) -> Token | None:
    pieces = cue.word.split()
    if len(pieces) > 1:
        return next((thing for thing in _things_of(verb, pieces[-1])), None)
    return child(verb, "nsubjpass") if is_passive(verb) else child(verb, *OBJECTS)


def _to(at: Reading) -> Found | None:
    verb = at.verb
    if is_passive(verb) or child(verb, *OBJECTS) is not None:
        return None
    for branch in children(verb, "xcomp", "advcl"):
        if is_infinitive(branch) and branch.i > verb.i and child(branch, "mark") is None:
            unnamed = is_passive(branch) and branch.lemma_.lower() in NAMING
            return None if unnamed else Found(subtree(branch))
    return None


def _object(at: Reading) -> Found | None:
    verb = at.verb
    thing = _thing(verb, at.cue)
    if verb.tag_ == "VBG" and verb.lower_ == "citing":
        return None  # whom it cites, is a source
    if thing is None or thing.lower_ in EMPTY_OBJECTS or thing.ent_type_ in {"DATE", "TIME"}:
        return None
    words = [*subtree(thing), *_conditions(verb)]
    least = 1 if verb.lemma_.lower() in lexicon("english").lists["telling"] else LEAST_OBJECT
    return Found(words) if sum(word.is_alpha for word in words) >= least else None


def _conditions(verb: Token) -> list[Token]:
    """“warn of a famine if the rains fail”."""
    behind = [branch for branch in children(verb, "advcl") if branch.i > verb.i]
    return [
        word for one in behind if (mark := child(one, "mark")) and mark.lower_ in CONDITIONS for word in one.subtree
    ]


def _things_of(verb: Token, preposition: str) -> Iterator[Token]:
    """What stands behind a verb's own preposition: “called on Congress”, not “called on Monday”."""
    for prep in verb.subtree:
        if prep.lower_ == preposition and prep.i > verb.i and prep.dep_ != "prt":
            thing = child(prep, "pobj", "pcomp")
            if thing is not None and thing.ent_type_ not in {"DATE", "TIME"}:
                yield thing


def _thing(verb: Token, cue: Cue) -> Token | None:
    pieces = cue.word.split()
    if len(pieces) > 1:
        thing = next(_things_of(verb, pieces[-1]), None)
        if thing is not None:
            return thing
    if is_passive(verb):
        return child(verb, "nsubjpass")
    found = child(verb, "dobj")
    if found is not None:
        return found
    doing = children(verb, "xcomp", "ccomp")
    return next((branch for branch in doing if branch.tag_ in {"VBG", "VBN"} and not is_infinitive(branch)), None)


def _accuse(at: Reading) -> Found | None:
    verb = at.verb
    accused = child(verb, "nsubjpass") if is_passive(verb) else child(verb, "dobj")
    if accused is None:
        return None
    preps = (*children(verb, "prep"), *children(accused, "prep"))
    charge = next(
        (branch for branch in preps if branch.lower_ in {"of", "for", "with", "over", "to"} and branch.i > accused.i),
        None,
    )
    if charge is None or (charge.head == accused and child(charge, "pcomp") is None):
        return None
    return Found([*subtree(accused, without=[charge]), *subtree(charge)], accused)


def _as(at: Reading) -> Found | None:
    verb = at.verb
    named = _thing(verb, at.cue)
    if named is None:
        return _small_clause(verb)
    by = child(verb, "agent")
    told = [branch for top in (verb, named, *((by, *by.children) if by is not None else ())) for branch in top.children]
    name = next(
        (branch for branch in told if branch.lower_ == "as" and branch.i > named.i and branch.dep_ == "prep"), None
    )
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
