"""Passives that leave out who speaks: “it is alleged that”, “X is expected to”, “X was accused of”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wellfounded.evidence.statements.draft import Draft
from wellfounded.evidence.statements.english.grammar import child, children, cue_word, is_infinitive, subtree
from wellfounded.evidence.statements.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from wellfounded.evidence.statements.english.grammar import Parsed

CONFIDENCE = 0.4


def passive_drafts(parsed: Parsed) -> Iterator[Draft]:
    """A draft without a source for each such passive."""
    lists = lexicon("english").lists
    for verb in parsed.doc:
        if verb.tag_ != "VBN" or child(verb, "auxpass") is None or child(verb, "agent") is not None:
            continue
        lemma = cue_word(verb, "verbs")
        words = _content(verb) if lemma in lists["unsaid"] else _charge(verb) if lemma in lists["unsaid_charge"] else []
        content = parsed.spans(words)
        if content:
            yield Draft(
                cue=parsed.spans([*children(verb, "aux", "auxpass", "neg"), verb]),
                content=content,
                rule="en.passive.unsaid",
                confidence=CONFIDENCE,
            )


def _content(verb: Token) -> list[Token]:
    subject = child(verb, "nsubjpass")
    if subject is None:
        return []
    if subject.lower_ == "it":
        return next((subtree(branch) for branch in children(verb, "ccomp") if not is_infinitive(branch)), [])
    told = next((branch for branch in children(verb, "xcomp") if is_infinitive(branch)), None)
    return [*subtree(subject), *subtree(told)] if told is not None and subject.tag_ not in {"WDT", "WP"} else []


def _charge(verb: Token) -> list[Token]:
    subject = child(verb, "nsubjpass")
    charge = next((branch for branch in children(verb, "prep") if branch.lower_ == "of"), None)
    return [*subtree(subject), *subtree(charge)] if subject is not None and charge is not None else []
