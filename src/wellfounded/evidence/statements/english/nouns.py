"""Nouns and adjectives as cues: “X's claim that”, “made the allegation that”, “denial of”, “X is confident that”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.statements.draft import Draft
from wellfounded.evidence.statements.english.agents import doer, may_speak
from wellfounded.evidence.statements.english.grammar import child, children, cue_word, is_infinitive, subtree
from wellfounded.evidence.statements.english.verbs import source_span
from wellfounded.evidence.statements.lexicon import Cue, lexicon
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from wellfounded.evidence.statements.english.grammar import Parsed


def noun_drafts(parsed: Parsed) -> Iterator[Draft]:
    """A draft for each noun or adjective that attributes, has content and somebody whose it is."""
    known = lexicon("english")
    for word in parsed.doc:
        if word.pos_ == "NOUN":
            cue = known.cue("nouns", cue_word(word, "nouns"))
            draft = _of_noun(word, cue, parsed=parsed) if cue is not None else None
        elif word.pos_ in {"ADJ", "VERB"}:
            cue = known.cue("adjectives", word.lower_)
            draft = _of_adjective(word, cue, parsed=parsed) if cue is not None else None
        else:
            draft = None
        if draft is not None:
            yield draft


def _of_noun(noun: Token, cue: Cue, *, parsed: Parsed) -> Draft | None:
    found = _content(noun, cue)
    if found is None:
        return None
    frame, words = found
    source, cue_words = _owner(noun, words=words)
    # “X's claim that …”: whoever owns a claim, made it
    agents = "any" if frame == "clause" and source is not None and source.dep_ == "poss" else "source"
    if source is None or not may_speak(source, agents):
        return None
    content = parsed.spans(words)
    if not content:
        return None
    return Draft(
        cue=parsed.spans(cue_words),
        content=content,
        rule=f"en.noun.{frame}:{cue.frames[frame].group}",
        confidence=cue.frames[frame].confidence,
        source=source_span(source, verb=noun, parsed=parsed),
        head=Span(source.idx, source.idx + len(source)),
        stance=lexicon("english").stance(cue.word),
    )


def _content(noun: Token, cue: Cue) -> tuple[str, list[Token]] | None:
    for branch in (*children(noun, "acl", "ccomp", "relcl"), *_said_of(noun)):
        if is_infinitive(branch) and branch.dep_ in {"acl", "xcomp"} and "to" in cue.frames:
            return "to", subtree(branch)
        if "clause" in cue.frames and _is_that_clause(branch):
            return "clause", subtree(branch)
    for branch in children(noun, "prep"):
        if branch.lower_ in cue.frames and child(branch, "pobj", "pcomp") is not None:
            return branch.lower_, subtree(branch)
    return None


def _said_of(noun: Token) -> list[Token]:
    """“His view is that …”; “made it a claim that …”."""
    if noun.dep_ in {"nsubj", "dobj"} and noun.head.pos_ in {"AUX", "VERB"}:
        return children(noun.head, "ccomp", "xcomp") if noun.head.lemma_ == "be" else []
    return []


def _is_that_clause(branch: Token) -> bool:
    """“the claim that they are safe”, and not “the claim that he made”."""
    mark = child(branch, "mark")
    if mark is not None and mark.lower_ in {"that", "whether"}:
        return True
    return branch.dep_ == "ccomp" and child(branch, "nsubj", "nsubjpass") is not None


def _owner(noun: Token, *, words: list[Token]) -> tuple[Token | None, list[Token]]:
    """Whose claim it is, and the words of the cue: “Y's claim”, “claim by Y”, “Y made the claim”, “claim from Y”."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner, [noun]
    content = {word.i for word in words}
    for prep in children(noun, "prep"):
        source = child(prep, "pobj")
        if prep.lower_ in {"by", "from", "among", "of"} and prep.i not in content and source is not None:
            return source, [noun]
    acl = child(noun, "acl")
    if acl is not None and acl.tag_ == "VBN" and acl.i not in content:
        return doer(acl), [acl, noun]
    verb = _support_verb(noun)
    if verb is not None:
        return doer(verb), [verb, noun]
    national = next(
        (
            branch
            for branch in children(noun, "amod", "compound")
            if branch.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"}
        ),
        None,
    )
    return national, [noun]


def _support_verb(noun: Token) -> Token | None:
    """The verb that carries the noun: “expressed”, “made”, in the active with the noun as its object."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in lexicon("english").lists["support_verbs"]:
        return verb
    if noun.dep_ == "nsubjpass" and verb.lemma_.lower() in lexicon("english").lists["support_verbs"]:
        return verb
    return None


def _of_adjective(word: Token, cue: Cue, *, parsed: Parsed) -> Draft | None:
    found = _adjective_content(word, cue)
    if found is None:
        return None
    frame, words = found
    source = _holder(word)
    if source is None or not may_speak(source, cue.frames[frame].agents):
        return None
    content = parsed.spans(words)
    if not content:
        return None
    return Draft(
        cue=parsed.spans([word]),
        content=content,
        rule=f"en.adjective.{frame}:{cue.frames[frame].group}",
        confidence=cue.frames[frame].confidence,
        source=source_span(source, verb=word, parsed=parsed),
        head=Span(source.idx, source.idx + len(source)),
        stance=lexicon("english").stance(cue.word),
    )


def _adjective_content(word: Token, cue: Cue) -> tuple[str, list[Token]] | None:
    # the parser hangs “she is not certain that …” on the verb
    behind = [item for item in children(word.head, "ccomp") if item.i > word.i] if word.dep_ == "acomp" else []
    for branch in (*children(word, "ccomp", "xcomp"), *behind):
        if is_infinitive(branch):
            if "to" in cue.frames:
                return "to", subtree(branch)
        elif "clause" in cue.frames and child(branch, "nsubj", "nsubjpass", "expl") is not None:
            return "clause", subtree(branch)
    for branch in children(word, "prep", "agent"):
        if branch.lower_ in cue.frames and child(branch, "pobj", "pcomp") is not None:
            return branch.lower_, subtree(branch)
    return None


def _holder(word: Token) -> Token | None:
    """Whose state of mind it is: the subject of “be”, or of the participle itself."""
    if word.dep_ in {"acomp", "attr", "oprd"} and word.head.pos_ in {"AUX", "VERB"}:
        return doer(word.head)
    return child(word, "nsubjpass", "nsubj") if word.pos_ == "VERB" else None
