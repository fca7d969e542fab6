"""Korean sentences as Kiwi's morphemes, and the few questions that the rules ask of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.lexicon import lexicon
from wellfounded.evidence.statements.quotation import Quotation, quotations
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiwipiepy import Kiwi, Token

NOMINAL = frozenset({"NNG", "NNP", "NNB", "NR", "NP", "SL", "SH", "SN", "XPN", "XSN", "JKG", "JC", "MM", "W_SERIAL"})
BRACKETS = frozenset("()（）·‧")
TIME_NOUNS = frozenset({"일", "월", "년", "시", "분"})
TIME_WORDS = frozenset(
    {"이날", "오늘", "어제", "최근", "지난달", "지난해", "올해", "오전", "오후", "당시", "앞서", "지난주", "전날"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence: its morphemes and quotations; all offsets into the block."""

    text: str
    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]

    def quoted(self, token: Token) -> bool:
        """Whether a morpheme stands inside a quotation, its marks included."""
        return any(item.span.start <= token.start < item.span.end for item in self.quotations)

    def span(self, first: int, last: int) -> Span:
        """The stretch from one morpheme to another, both included."""
        end = max(token.start + token.len for token in self.tokens[first : last + 1])
        return Span(self.tokens[first].start, end)


@cache
def _kiwi() -> Kiwi:
    # the model takes seconds and half a gigabyte: whoever reads only English never pays for it
    from kiwipiepy import Kiwi  # noqa: PLC0415 - see the line above

    return Kiwi()


def sentences(block: str) -> Iterator[Sentence]:
    """The sentences of a block."""
    marks = quotations(block)
    for part in _kiwi().split_into_sents(block, return_tokens=True):
        tokens = tuple(token for token in part.tokens or () if token.len)
        if tokens:
            held = tuple(item for item in marks if part.start <= item.span.start < part.end)
            yield Sentence(block, tokens, held)


def stem_at(tokens: tuple[Token, ...], index: int) -> tuple[str, int]:
    """The verb that begins at a morpheme, without its ending, and its last morpheme; an empty one when none does."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.tag == "NNG" and following is not None and following.tag == "XSV" and following.form == "하":
        return f"{token.form}하", index + 1
    if token.form == "하" and token.tag in {"VV", "VX"}:
        return (token.form, index) if index and quotes(tokens[index - 1]) else ("", index)
    return (token.form, index) if token.tag.startswith("VV") else ("", index)


def is_finite(tokens: tuple[Token, ...], last: int) -> bool:
    """Whether a verb's ending tells that it happened: past or final or going on; not one that hangs on a noun."""
    following = [token.tag for token in tokens[last + 1 : last + 3]]
    return bool(following) and following[0] in {"EP", "EF", "EC"} and "ETM" not in following


def is_told_itself(tokens: tuple[Token, ...], last: int) -> bool:
    """Whether a verb of saying is itself told: 시인했다고 전했다."""
    return any(quotes(token) for token in tokens[last + 1 : last + 3])


def last_subject(sentence: Sentence, within: range) -> tuple[int, int] | None:
    """The subject nearest before a morpheme, for what is told inside of what is told."""
    for index in reversed(within[1:]):
        token = sentence.tokens[index]
        if token.tag == "JKS" and not sentence.quoted(token):
            first = phrase_start(sentence, index - 1, floor=within.start)
            return (first, index - 1) if first is not None else None
    return None


def subject_before(sentence: Sentence, within: range) -> tuple[int, int] | None:
    """The first noun phrase with a subject's or topic's particle in a stretch: its first and last."""
    for index in within:
        token = sentence.tokens[index]
        if (
            sentence.quoted(token)
            or token.tag not in {"JX", "JKS"}
            or token.form not in {"은", "는", "이", "가", "께서"}
        ):
            continue
        first = phrase_start(sentence, index - 1, floor=within.start)
        if first is not None:
            return first, index - 1
    return None


def phrase_start(sentence: Sentence, last: int, *, floor: int) -> int | None:
    """The first morpheme of the noun phrase that ends at `last`, without a date at its head; None if there is none."""
    first = last
    if last < floor or not _is_nominal(sentence.tokens[last]):
        return None
    while first > floor and _is_nominal(sentence.tokens[first - 1]) and not sentence.quoted(sentence.tokens[first - 1]):
        first -= 1
    while first < last and _is_time(sentence.tokens, first):
        first += 1
    return first


def _is_nominal(token: Token) -> bool:
    return token.tag in NOMINAL or (token.tag in {"SSO", "SSC", "SP", "SW"} and token.form in BRACKETS)


def _is_time(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    if token.form in TIME_WORDS or token.tag == "JKG":
        return True
    dated = token.tag == "SN" and tokens[index + 1].form in TIME_NOUNS
    return dated or (token.form in TIME_NOUNS and index > 0 and tokens[index - 1].tag == "SN")


def quotes(token: Token) -> bool:
    """Whether a morpheme closes what somebody says: 라고, ㄴ다고, 다며; or the 고 behind a quotation mark."""
    return token.tag == "JKQ" or (token.tag in {"EC", "EF"} and ends_with(token.form, "quoting"))


def ends_with(form: str, name: str) -> bool:
    """Whether a form ends with one of the words of a list."""
    return form.endswith(tuple(lexicon("korean").lists[name]))
