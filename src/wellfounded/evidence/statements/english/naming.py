"""From the words of a source to a name, a kind, a role and a body: “Chinese Foreign Ministry spokesperson Li Wei”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.english.agents import agency
from wellfounded.evidence.statements.english.grammar import child
from wellfounded.evidence.statements.english.roles import LEADING, role_of
from wellfounded.evidence.statements.lexicon import lexicon
from wellfounded.evidence.statements.mention import Named
from wellfounded.evidence.statements.statement import Kind, Mention, Span
from wellfounded.evidence.statements.states import state_named, state_speaking

if TYPE_CHECKING:
    from spacy.tokens import Token

    from wellfounded.evidence.statements.english.grammar import Parsed

PRONOUNS = frozenset(
    "he she they it i we you his her their its my our himself herself themselves itself him them me us".split()  # noqa: SIM905 - a list of quoted words is harder to read
)
PLURALS = frozenset({"they", "their", "them", "themselves", "we", "our", "us", "it", "its", "itself"})
TITLES = re.compile(
    r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|President|Senator"
    r"|Governor|Judge|Justice|Mayor|Sheriff|Pope|King|Queen|Prince|Princess|Secretary|Minister|Chancellor)\.?\s+(?=\S)"
)
POSSESSIVE = re.compile(r"['’]s?$")
ONE_PERSON = frozenset({"he", "she"})
SENTENCES_BACK = 2
BODY_ENTITIES = frozenset({"ORG", "GPE", "FAC", "NORP"})


def named(head: Span, source: Span, *, parsed: Parsed) -> Named:
    """Read a mention: `head` is its chief word, `source` the phrase around it."""
    token = next(word for word in parsed.doc if word.idx == head.start)
    words = source.of(parsed.text)
    if token.lower_ in PRONOUNS:
        before = _told_of_before(token) if token.lower_ in ONE_PERSON else ""
        return Named(words, Kind.UNNAMED, Mention.PRONOUN, plural=token.lower_ in PLURALS, before=before)
    run = _name(token, source) if token.lemma_.lower() not in lexicon("english").lists["documents"] else []
    if not run:
        return _described(token, words)
    name_at = Span(run[0].idx, run[-1].idx + len(run[-1]))
    name = plain(name_at.of(parsed.text))
    if _is_person(run, token):
        role, body = role_of(parsed.text[source.start : name_at.start], parsed.text[name_at.end : source.end])
        return Named(name, Kind.PERSON, Mention.NAME, role, body, state_speaking(body, role) if role else "")
    return Named(name, _kind_of_body(run, name), Mention.NAME, state=state_speaking(name))


def _told_of_before(pronoun: Token) -> str:
    """The person whom the sentences right before tell of: “Ada Poe heads the clinic. She said …”; empty for nobody."""
    earlier = [sentence for sentence in pronoun.doc.sents if sentence.end <= pronoun.sent.start]
    for sentence in reversed(earlier[-SENTENCES_BACK:]):
        subject = child(sentence.root, "nsubj", "nsubjpass")
        run = _run(subject) if subject is not None and subject.pos_ == "PROPN" else []
        if run and subject is not None and _is_person(run, subject):
            return plain(pronoun.doc[run[0].i : run[-1].i + 1].text)
    return ""


def plain(name: str) -> str:
    """A name without article, possessive and title."""
    bare = POSSESSIVE.sub("", " ".join(name.split()).strip(" ,"))
    return TITLES.sub("", LEADING.sub("", bare))


def _name(token: Token, source: Span) -> list[Token]:
    """The proper nouns around the head, or around the name that is put beside it (“the envoy, Li Wei,”)."""
    beside = [
        branch
        for branch in token.children
        if branch.dep_ == "appos" and branch.pos_ == "PROPN" and branch.idx < source.end
    ]
    person = next((branch for branch in beside if branch.ent_type_ == "PERSON"), None)
    if token.pos_ != "PROPN":
        return _run(person or beside[0]) if beside else []
    own = _run(token)
    speaks_for_itself = any(word.ent_type_ == "PERSON" for word in own) or person is None
    return own if speaks_for_itself or person is None else _run(person)


def _run(token: Token) -> list[Token]:
    """Proper nouns that touch, with the whole of the entity that a body's name is; a role before a name is left out."""
    doc, start, end = token.doc, token.i, token.i + 1
    while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].dep_ in {"compound", "nmod", "amod"}:
        start -= 1
    if token.ent_type_ in BODY_ENTITIES:
        while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].ent_type_ == token.ent_type_:
            end += 1
    words = list(doc[start:end])
    people = [word for word in words if word.ent_type_ == "PERSON"]
    return people if people and token in people else words


def _is_person(run: list[Token], head: Token) -> bool:
    kinds = {word.ent_type_ for word in run}
    if run[-1].lemma_.lower() in lexicon("english").lists["bodies"] and len(run) > 1:
        return False
    if "PERSON" in kinds or _is_who(head):
        return True
    role_nouns = lexicon("english").lists["people"]
    has_role = head.lemma_.lower() in role_nouns or any(
        word.lemma_.lower() in role_nouns for word in head.children if word.dep_ in {"compound", "appos"}
    )
    return has_role and not (kinds & BODY_ENTITIES and head in run)


def _is_who(head: Token) -> bool:
    """“Orlov, who …”: only of a person one says who; of several, the plural of the noun tells."""
    relative = (branch for branch in head.children if branch.dep_ == "relcl")
    return head.tag_ == "NNP" and any(word.lower_ == "who" for clause in relative for word in clause.children)


def _described(token: Token, words: str) -> Named:
    described = plain(words)
    lists = lexicon("english").lists
    lemma = token.lemma_.lower()
    if lemma in lists["documents"] or lemma in lists["media"]:
        kind = Kind.DOCUMENT if lemma in lists["documents"] else Kind.MEDIA
        return Named(described, kind, Mention.DESCRIPTION)
    if lemma in lists["bodies"]:
        return Named(described, Kind.ORGANISATION, Mention.DESCRIPTION, state=state_speaking(described))
    if agency(token) == "speaker":
        kind = Kind.GROUP if token.tag_ in {"NNS", "NNPS"} else Kind.PERSON
        return Named(described, kind, Mention.DESCRIPTION, role=described, state=state_speaking("", described))
    return Named(described, Kind.UNNAMED, Mention.DESCRIPTION)


def _kind_of_body(run: list[Token], name: str) -> Kind:
    lists = lexicon("english").lists
    last = name.rsplit(maxsplit=1)[-1].lower() if name else ""
    if name.lower() in lists["agencies"] or last in lists["media"]:
        return Kind.MEDIA
    if last in lists["documents"]:
        return Kind.DOCUMENT
    if run[-1].ent_type_ == "NORP":
        return Kind.GROUP
    return Kind.STATE if state_named(name) else Kind.ORGANISATION
