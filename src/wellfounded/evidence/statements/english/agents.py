"""Who may speak: whether a word is a person, a body, a document, or nothing that says anything; and who does a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.statements.english.grammar import child, children
from wellfounded.evidence.statements.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

PERSONAL = frozenset({"i", "he", "she", "we", "they", "who", "himself", "herself", "themselves"})
NEUTRAL = frozenset({"it"})
SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC"})
DUMB_ENTITIES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
DOER_ENDINGS = ("er", "or", "ist", "ian", "ee", "man", "men", "woman", "women")
QUANTITIES = frozenset(
    {"many", "some", "others", "most", "several", "all", "both", "few", "one", "those", "another", "none"}
)
SUBJECTS = ("nsubj", "nsubjpass")
# how far up a chain of verbs a subject is looked for
STEPS = 6


def agency(token: Token) -> str:
    """`speaker` (a person, body or State), `source` (a document, survey or medium), `it`, or `other`."""
    if token.lower_ in PERSONAL | NEUTRAL:
        return "it" if token.lower_ in NEUTRAL else "speaker"
    if token.ent_type_ in DUMB_ENTITIES and token.pos_ != "NOUN":
        return "other"
    words = lexicon("english").lists
    lemma = token.lemma_.lower()
    if lemma in words["people"] or lemma in words["bodies"]:
        return "speaker"
    if lemma in words["documents"] or lemma in words["media"]:
        return "source"
    named = token.ent_type_ in SPEAKING_ENTITIES or token.pos_ == "PROPN" or _is_odd_name(token)
    return "speaker" if named or _is_quantity(token) or _is_doer_noun(token) else "other"


def _is_odd_name(token: Token) -> bool:
    """A noun with a capital inside a sentence, or alone before a verb: a name that the model took for none."""
    return token.is_title and token.pos_ == "NOUN" and (token.i > token.sent.start or not any(token.children))


def _is_doer_noun(token: Token) -> bool:
    """“campaigner”, “jurist”: nouns of doers, which are longer than “order” or “list”."""
    return token.pos_ == "NOUN" and len(token.lemma_) > 5 and token.lemma_.endswith(DOER_ENDINGS)  # noqa: PLR2004 - see above


def may_speak(token: Token, agents: str) -> bool:
    """Whether a word may be the source of a cue that wants such agents."""
    kind = agency(token)
    if agents == "any":
        return kind != "other" or (token.pos_ == "NOUN" and token.ent_type_ not in DUMB_ENTITIES)
    if agents == "source":
        return kind in {"speaker", "source", "it"}
    return kind == "speaker"


def _is_quantity(token: Token) -> bool:
    """“Many say”, “one in five say”: a number or amount that stands for people."""
    return token.lower_ in QUANTITIES or (token.pos_ == "NUM" and token.dep_ in SUBJECTS)


def doer(verb: Token) -> Token | None:
    """Who does a verb: its subject, the agent of a passive, or whoever the sentence makes its subject; or None."""
    agent = _agent(verb)
    if agent is not None:
        return agent
    if child(verb, "nsubjpass", "auxpass") is not None:
        return None
    return _subject(verb, steps=STEPS)


def _agent(verb: Token) -> Token | None:
    by = child(verb, "agent")
    if by is None and verb.tag_ == "VBN":
        by = next((branch for branch in children(verb, "prep") if branch.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def _subject(verb: Token, *, steps: int) -> Token | None:
    own = children(verb, "nsubj")
    if own:
        # “The army, the ministry said, had acted”: of two, the one beside the verb
        before = [branch for branch in own if branch.i < verb.i]
        return _antecedent(before[-1] if before else own[0], verb)
    above = verb.head
    if above == verb or steps == 0:
        return _behind(verb)
    if verb.tag_ == "VBN" and verb.dep_ == "advcl":
        return None  # “asked whether”: it was done to the subject
    if verb.dep_ in {"acl", "relcl"} and above.pos_ in {"NOUN", "PROPN", "PRON"}:
        return _bringer(above) if verb.tag_ != "VBN" and not _is_to(verb) else None
    if verb.dep_ in {"conj", "xcomp", "advcl", "pcomp", "dep", "prep", "aux"}:
        return _of_head(verb, above, steps=steps - 1)
    return _behind(verb)


def _bringer(noun: Token) -> Token:
    """“issued a statement denying”: whoever issued it; else what the clause hangs on."""
    words = lexicon("english").lists
    verb = noun.head
    if noun.dep_ == "dobj" and noun.lemma_.lower() in words["documents"] and verb.lemma_.lower() in words["publishing"]:
        return _subject(verb, steps=1) or noun
    return noun


def _of_head(verb: Token, above: Token, *, steps: int) -> Token | None:
    if above.pos_ in {"VERB", "AUX"}:
        if verb.dep_ == "conj" and _said_by(verb, above):
            return _subject(above.head, steps=steps)
        asked = child(above, "dobj") if verb.dep_ == "xcomp" and _is_to(verb) else None
        return asked if asked is not None else _passive_or_active(above, steps=steps)
    if above.dep_ == "prep" or above.pos_ in {"ADP", "SCONJ", "ADJ"}:
        return _passive_or_active(above, steps=steps) if above.head != above else None
    return None


def _said_by(verb: Token, above: Token) -> bool:
    """“X ruled that it was void and ordered”: what stands beside a clause whose subject cannot speak is X's own.

    So is what stands in the time of the cue, and the clause in another: “shows that they knew and suggests”.
    """
    subject = child(above, "nsubj", "nsubjpass")
    cue = above.head
    beside = above.dep_ == "ccomp" and cue.pos_ == "VERB" and verb.tag_ == cue.tag_ and subject is not None
    return beside and (in_another_time(cue, above) or (subject is not None and is_dumb(subject, above)))


def in_another_time(cue: Token, clause: Token) -> bool:
    """Whether of a cue and its clause one stands in the present and one in the past."""
    return {cue.tag_, clause.tag_} == {"VBZ", "VBD"}


def is_dumb(subject: Token, clause: Token) -> bool:
    """Whether a subject cannot be the one who tells on: no speaker, or a document of which it is told what it is."""
    kind = agency(subject)
    return kind == "other" or (kind == "source" and clause.lemma_ == "be")


def _passive_or_active(verb: Token, *, steps: int) -> Token | None:
    """“He was quoted as saying”: whoever the passive is about."""
    passive = child(verb, "nsubjpass")
    return _antecedent(passive, verb) if passive is not None else _subject(verb, steps=steps)


def _antecedent(subject: Token, verb: Token) -> Token:
    """For “who”, “which” and “that”, the noun that they follow."""
    if subject.tag_ in {"WP", "WDT"}:
        clause = next((branch for branch in _upwards(verb) if branch.dep_ in {"relcl", "acl"}), None)
        if clause is not None:
            return clause.head
    return subject


def _upwards(token: Token) -> Iterator[Token]:
    yield token
    yield from token.ancestors


def _behind(verb: Token) -> Token | None:
    """“…, said the mayor”: the phrase right behind the verb, where the parser gave the verb no subject."""
    if verb.i + 1 >= len(verb.doc) or verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i == verb.sent.start:
        return None
    if verb.nbor(-1).pos_ != "PUNCT":
        return None
    behind = [branch for branch in verb.children if branch.i > verb.i and branch.pos_ in {"NOUN", "PROPN", "PRON"}]
    found = next(
        (branch for branch in behind if branch.dep_ in {"dobj", "npadvmod", "attr", "appos", "oprd", "dep"}), None
    )
    return found if found is not None and agency(found) == "speaker" else None


def _is_to(verb: Token) -> bool:
    return any(branch.lower_ == "to" and branch.dep_ == "aux" for branch in verb.children)
