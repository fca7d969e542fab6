"""Rules of Korean: what is quoted or told before a verb of saying, whose it is, and 에 따르면."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.draft import Draft
from wellfounded.evidence.statements.korean.morphemes import (
    TIME_WORDS,
    ends_with,
    is_finite,
    is_told_itself,
    last_subject,
    phrase_start,
    quotes,
    stem_at,
    subject_before,
)
from wellfounded.evidence.statements.lexicon import Frame, lexicon
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wellfounded.evidence.statements.korean.morphemes import Sentence
    from wellfounded.evidence.statements.quotation import Quotation

# How many morphemes may stand between what is said and the verb: “라고 기자들에게 거듭 말했다”.
MANY_WORDS = 3  # a quotation of no more may be a phrase
BETWEEN = 14
VERBAL = frozenset({"VV", "VA", "XSV", "XSA", "EF", "VCP"})
CIRCUMSTANCE = frozenset({"에서", "에게", "한테", "께", "부터", "서"})
ABOUT = frozenset({"통하", "대하", "관하", "향하", "인용하", "열리", "맞", "앞두", "갖", "가지", "진행되"})


@dataclass(frozen=True, slots=True)
class Said:
    """A verb of saying at morphemes `first` to `last`, with the quoting morpheme before it, or -1."""

    first: int
    last: int
    particle: int
    stem: str


def drafts_of(sentence: Sentence) -> list[Draft]:
    """All drafts of a sentence."""
    found: list[Draft] = []
    floor = 0
    for said in _sayings(sentence):
        if is_told_itself(sentence.tokens, said.last):
            inner = _inner(sentence, said, floor=floor)
            found.extend([inner] if inner is not None else [])
            continue
        draft = _told(sentence, said, floor=floor) if said.particle >= 0 else _done(sentence, said, floor=floor)
        if draft is not None:
            if draft.source is None and found and floor:
                draft = replace(draft, source=found[-1].source, head=found[-1].head)
            found.append(draft)
            floor = said.last + 1
    found.extend(_viewed(sentence))
    found.extend(_according(sentence, found))
    return found


def _sayings(sentence: Sentence) -> Iterator[Said]:
    known = lexicon("korean")
    last_seen = -1
    for index, token in enumerate(sentence.tokens):
        if index <= last_seen or sentence.quoted(token):
            continue
        stem, last = stem_at(sentence.tokens, index)
        cue = known.cue("verbs", stem) if stem else None
        if cue is None or not is_finite(sentence.tokens, last):
            continue
        last_seen = last
        yield Said(index, last, _particle_before(sentence, index), stem)


def _particle_before(sentence: Sentence, verb: int) -> int:
    for index in range(verb - 1, max(-1, verb - BETWEEN), -1):
        token = sentence.tokens[index]
        if sentence.quoted(token):
            return -1
        if quotes(token) or _is_about_to(sentence, index) or (token.tag == "EC" and _closes_quotation(sentence, index)):
            return index
        if token.tag in VERBAL:
            return -1
    return -1


def _is_about_to(sentence: Sentence, index: int) -> bool:
    """“오를 것으로 내다봤다”: the noun 것 with 으로 carries what is expected."""
    return index > 0 and sentence.tokens[index].form == "으로" and sentence.tokens[index - 1].form == "것"


def _closes_quotation(sentence: Sentence, index: int) -> bool:
    return (
        index > 0
        and sentence.quoted(sentence.tokens[index - 1])
        and sentence.tokens[index].form in {"며", "면서", "고"}
    )


def _told(sentence: Sentence, said: Said, *, floor: int) -> Draft | None:
    """“X는 Y라고 말했다”: the content stands before the quoting morpheme."""
    frames = lexicon("korean").cues["verbs"][said.stem].frames
    quoted = _quoted_at(sentence, said.particle)
    frame = frames.get("quote" if quoted else "clause")
    if frame is None:
        return None
    subject = subject_before(sentence, range(said.particle + 1, said.first))
    behind = subject is not None
    if subject is None:
        subject = _leading_subject(sentence, range(floor, said.particle))
    if quoted and _is_whole(sentence, quoted):
        content = _chain(sentence, quoted, floor=floor)
    else:
        start = floor if subject is None or behind else subject[1] + 2
        begin = _behind_circumstance(sentence, range(start, said.particle))
        if begin >= said.particle:
            return None
        content = (sentence.span(begin, said.particle),)
    return _draft(sentence, said, content=content, subject=subject, frame=(("quote" if quoted else "clause"), frame))


def _inner(sentence: Sentence, said: Said, *, floor: int) -> Draft | None:
    """What somebody said, as told by another: the subject is the nearest, and there must be one."""
    end = said.particle if said.particle >= 0 else said.first
    subject = last_subject(sentence, range(floor, end))
    if subject is None or subject == subject_before(sentence, range(floor, end)):
        return None
    if said.particle < 0:
        return _done(sentence, said, floor=subject[0])
    frame = lexicon("korean").cues["verbs"][said.stem].frames.get("clause")
    begin = subject[1] + 2
    if frame is None or begin >= said.particle:
        return None
    content = (sentence.span(begin, said.particle),)
    return _draft(sentence, said, content=content, subject=subject, frame=("clause", frame))


def after_quotation(sentence: Sentence, before: Sentence | None) -> Draft | None:
    """“…?” X가 물었다: a quotation that ended the sentence before, and then only who asked."""
    said = next(_sayings(sentence), None)
    ending = before.quotations[-1] if before is not None and before.quotations else None
    if said is None or said.particle >= 0 or ending is None:
        return None
    between = sentence.text[ending.span.end : sentence.tokens[0].start]
    subject = subject_before(sentence, range(said.first))
    frame = lexicon("korean").cues["verbs"][said.stem].frames.get("quote")
    if between.strip() or subject is None or subject[0] > 0 or frame is None:
        return None
    return _draft(sentence, said, content=(ending.span,), subject=subject, frame=("quote", frame))


def _quoted_at(sentence: Sentence, particle: int) -> Quotation | None:
    """The quotation that ends right before the quoting morpheme (“…”라고, “…”이라고)."""
    start = sentence.tokens[particle].start
    return next((item for item in sentence.quotations if 0 <= start - item.span.end <= 1), None)


def _is_whole(sentence: Sentence, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence: it has a verb with a final ending, or more than three words."""
    inside = [token for token in sentence.tokens if quotation.inner.start <= token.start < quotation.inner.end]
    return any(token.tag == "EF" for token in inside) or len(quotation.inner.of(sentence.text).split()) > MANY_WORDS


def _chain(sentence: Sentence, last: Quotation, *, floor: int) -> tuple[Span, ...]:
    """The quotation, and those before it that only 며, 이어 and the like join to it."""
    pieces = [last.span]
    begin = sentence.tokens[floor].start
    for item in reversed([item for item in sentence.quotations if begin <= item.span.start < last.span.start]):
        between = sentence.text[item.span.end : pieces[0].start].strip(" ,")
        if between not in lexicon("korean").lists["chaining"] or not _is_whole(sentence, item):
            break
        pieces.insert(0, item.span)
    return tuple(pieces)


def _leading_subject(sentence: Sentence, within: range) -> tuple[int, int] | None:
    """The topic or subject at the head. A lone subject of a clause that is told is that clause's own."""
    subject = subject_before(sentence, within)
    if subject is None:
        return None
    particle = sentence.tokens[subject[1] + 1]
    if particle.tag == "JX" or sentence.quoted(sentence.tokens[within.stop - 1]):
        return subject
    return subject if subject_before(sentence, range(subject[1] + 2, within.stop)) else None


def _behind_circumstance(sentence: Sentence, within: range) -> int:
    """The first morpheme behind “25일 기자회견에서”, “이에 대해”, and commas."""
    position = within.start
    for index in within:
        token = sentence.tokens[index]
        if sentence.quoted(token) or token.tag in {"JKS", "JKO", "JX", "JKC", "EF"}:
            break
        if _ends_circumstance(sentence, index) or (token.form in TIME_WORDS and index == position):
            position = index + 1
        elif token.tag == "EC":
            break
    return position


def _ends_circumstance(sentence: Sentence, index: int) -> bool:
    token, before = sentence.tokens[index], sentence.tokens[index - 1]
    if token.tag == "EC":
        return before.form in ABOUT
    if token.tag == "NNB":
        return token.form in {"일", "월", "년"} and before.tag == "SN"
    return token.tag == "SP" or (token.tag == "JKB" and token.form in CIRCUMSTANCE)


def _done(sentence: Sentence, said: Said, *, floor: int) -> Draft | None:
    """“X는 Y를 규탄했다”: the object is what was said."""
    frame = lexicon("korean").cues["verbs"][said.stem].frames.get("object")
    objects = [index for index in range(max(floor, said.first - 4), said.first) if sentence.tokens[index].tag == "JKO"]
    if frame is None or not objects or sentence.quoted(sentence.tokens[objects[-1]]):
        return None
    subject = subject_before(sentence, range(floor, objects[-1]))
    if subject is None:
        return None
    begin = _behind_circumstance(sentence, range(subject[1] + 2, objects[-1]))
    if begin >= objects[-1]:
        return None
    content = (sentence.span(begin, objects[-1]),)
    return _draft(sentence, said, content=content, subject=subject, frame=("object", frame))


def _draft(
    sentence: Sentence,
    said: Said,
    *,
    content: tuple[Span, ...],
    subject: tuple[int, int] | None,
    frame: tuple[str, Frame],
) -> Draft:
    source = sentence.span(*subject) if subject is not None else None
    name, reading = frame
    return Draft(
        cue=(sentence.span(said.first, min(said.last + 2, len(sentence.tokens) - 1)),),
        content=content,
        rule=f"ko.verb.{name}:{reading.group}",
        confidence=reading.confidence if source else reading.confidence - 0.2,
        source=source,
        head=source,
        stance=lexicon("korean").stance(said.stem),
    )


def _viewed(sentence: Sentence) -> Iterator[Draft]:
    """“X는 Y라는 입장이다”, “Y라는 X의 주장”, “Y라는 게 X의 지적이다”."""
    for index, token in enumerate(sentence.tokens):
        cue = lexicon("korean").cue("nouns", token.form) if token.tag == "NNG" else None
        if cue is None or sentence.quoted(token):
            continue
        mark = next(
            (at for at in range(index - 1, max(-1, index - BETWEEN), -1) if _names(sentence, at)),
            None,
        )
        subject = _holder(sentence, index, mark=mark) if mark is not None else None
        if mark is None or subject is None:
            continue
        start = 0 if subject[0] > mark else _behind_circumstance(sentence, range(subject[1] + 2, mark))
        frame = cue.frames["clause"]
        if start < mark:
            yield Draft(
                cue=(sentence.span(index, index),),
                content=(sentence.span(start, mark),),
                rule=f"ko.noun.clause:{frame.group}",
                confidence=frame.confidence,
                source=sentence.span(*subject),
                head=sentence.span(*subject),
                stance=lexicon("korean").stance(cue.word),
            )


def _names(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.tag in {"ETM", "EC", "JKQ"} and ends_with(token.form, "naming") and not sentence.quoted(token)


def _holder(sentence: Sentence, noun: int, *, mark: int) -> tuple[int, int] | None:
    """Whose view it is: what stands with 의 between the mark and the noun, else the topic at the head."""
    for index in range(noun - 1, mark, -1):
        if sentence.tokens[index].tag == "JKG":
            first = phrase_start(sentence, index - 1, floor=mark + 1)
            return (first, index - 1) if first is not None else None
    return subject_before(sentence, range(mark)) if noun - mark <= 2 else None  # noqa: PLR2004 - the noun right behind


def _according(sentence: Sentence, found: list[Draft]) -> Iterator[Draft]:
    """“X에 따르면 Y다”: everything behind it."""
    for index, token in enumerate(sentence.tokens[:-2]):
        verb, ending = sentence.tokens[index + 1 : index + 3]
        if token.form != "에" or verb.form not in {"따르", "의하"} or ending.form != "면" or sentence.quoted(token):
            continue
        first = phrase_start(sentence, index - 1, floor=0)
        if first is None or index + 3 >= len(sentence.tokens):
            continue
        start = index + 3 + (sentence.tokens[index + 3].tag == "SP")
        frame = lexicon("korean").cues["phrases"]["에 따르면"].frames["phrase"]
        whole = sentence.span(start, len(sentence.tokens) - 1)
        if any(draft.source is None and whole.holds(draft.cue[0]) for draft in found):
            # “X에 따르면 Y라고 말했다” without a speaker: X is the one
            found[:] = [draft for draft in found if draft.source is not None or not whole.holds(draft.cue[0])]
        yield Draft(
            cue=(sentence.span(index, index + 2),),
            content=(whole,),
            rule=f"ko.phrase:{frame.group}",
            confidence=frame.confidence,
            source=sentence.span(first, index - 1),
            head=sentence.span(first, index - 1),
        )
