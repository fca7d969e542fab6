"""Rules of Chinese: “X说：……”, “……”，X说, “据X报道，……”, “在X看来，……”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from wellfounded.evidence.statements.chinese.clauses import PAUSE, Sentence, Word, source_before
from wellfounded.evidence.statements.draft import Draft
from wellfounded.evidence.statements.lexicon import Cue, Frame, lexicon
from wellfounded.evidence.statements.statement import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = "，,：: 、了\u3000"
# “X的说法”, “X说的话”: a cue that hangs on a noun, or is one, attributes nothing by itself.
BEHIND_NO_CUE = frozenset({"的", "的话", "过", "法", "话", "书", "会"})
BEFORE_NO_CUE = frozenset(
    {
        "的",
        "所",
        "被",
        "可以",
        "应该",
        "应",
        "可能",
        "据",
        "会",
        "这",
        "该",
        "那",
        "此",
        "有关",
        "上述",
        "相关",
        "任何",
        "一切",
        "这一",
    }
)
# What a longer cue ends with: “反驳说”, “回忆道”.
SAYING = frozenset({"说", "道", "称", "说道"})
TOLD = frozenset({"告诉", "提醒", "告诫"})
SHORTEST = 2
# Question, answer, or a name with a role, and a colon; what follows opens no quotation.
LABEL = re.compile(r"\s*(问|答|問|[一-鿿·]{2,14}?)[：:]\s*(?![“「\"\s])")
ACCORDING = re.compile(r"(?:据|根据|依据|按照|據|根據)")


def drafts_of(sentence: Sentence) -> list[Draft]:
    """All drafts of a sentence."""
    found = list(_according(sentence))
    found.extend(_in_view(sentence))
    taken = [span for draft in found for span in draft.cue]
    cues = [item for item in _cues(sentence) if not any(span.start <= item[1].start < span.end for span in taken)]
    floor = _first_floor(sentence, found)
    for number, (index, word, cue) in enumerate(cues):
        following = cues[number + 1][0] if number + 1 < len(cues) else None
        draft = _of_cue(sentence, (index, word, cue), floor=floor, following=following)
        if draft is not None:
            found.append(draft)
            floor = index + 1
    return found


def _first_floor(sentence: Sentence, found: list[Draft]) -> int:
    """Behind “据X报道，” a sentence begins anew."""
    end = max((draft.cue[-1].end for draft in found), default=sentence.span.start)
    return next((index for index, word in enumerate(sentence.words) if word.start >= end), 0)


def _cues(sentence: Sentence) -> Iterator[tuple[int, Word, Cue]]:
    verbs = lexicon("chinese").cues["verbs"]
    for index, word in enumerate(sentence.words):
        cue = verbs.get(word.text) or (verbs["说"] if word.text in SAYING else None)
        if cue is None or sentence.quoted(word.start):
            continue
        following = sentence.words[index + 1].text if index + 1 < len(sentence.words) else ""
        before = sentence.words[index - 1].text if index else ""
        if following in BEHIND_NO_CUE | SAYING or before in BEFORE_NO_CUE:
            continue
        yield index, word, cue


def _of_cue(sentence: Sentence, found: tuple[int, Word, Cue], *, floor: int, following: int | None) -> Draft | None:
    index, word, cue = found
    floor = max(floor, _behind_quotation(sentence, index))
    source = source_before(sentence, index, floor=floor)
    joined = source is None and floor > 0 and _is_joined(sentence, index)
    content, frame = _content(sentence, found, following=following)
    if content is None:
        content, frame = _quoted_before(sentence, word, source=source), "quote"
    if content is None or frame not in cue.frames:
        return None
    if source is None and not joined and not _may_omit(sentence, index):
        return None
    reading: Frame = cue.frames[frame]
    return Draft(
        cue=(Span(word.start, word.end),),
        content=content,
        rule=f"zh.verb.{frame}:{reading.group}",
        confidence=reading.confidence if source is not None else reading.confidence - 0.2,
        source=source,
        head=source,
        stance=lexicon("chinese").stance(cue.word),
    )


def _behind_quotation(sentence: Sentence, cue: int) -> int:
    """The first word behind the last quotation before a cue: who says it stands there, or nowhere."""
    at = sentence.words[cue].start
    end = max((item.span.end for item in sentence.quotations if item.span.end <= at), default=0)
    return next((index for index, word in enumerate(sentence.words) if word.start >= end), 0) if end else 0


def _is_joined(sentence: Sentence, cue: int) -> bool:
    """“……，并强调……”: a comma, and then only words that go on with the same speaker."""
    for index in range(cue - 1, -1, -1):
        word = sentence.words[index]
        if PAUSE.fullmatch(word.text):
            # the comma right behind a cue opens what is said, and nobody goes on
            return index > 0 and sentence.words[index - 1].text not in lexicon("chinese").cues["verbs"]
        if word.text not in lexicon("chinese").lists["joining"] and word.tag not in {"d", "c", "t"}:
            return False
    return False


def _may_omit(sentence: Sentence, cue: int) -> bool:
    """“还表示，……”: only adverbs stand before the cue, so whoever spoke before goes on."""
    return all(word.tag in {"d", "c", "x", "t"} for word in sentence.words[:cue])


def _content(
    sentence: Sentence, found: tuple[int, Word, Cue], *, following: int | None
) -> tuple[tuple[Span, ...] | None, str]:
    """What follows the cue, up to the end of the sentence or to where the next cue of the same speaker begins."""
    _, word, cue = found
    frame = "clause" if "clause" in cue.frames else "object"
    end = sentence.span.end
    if following is not None:
        end = _boundary(sentence, word.end, following=following) or end
    start = _behind_addressee(sentence, word) if word.text in TOLD else word.end
    while start < end and sentence.text[start] in MARKS:
        start += 1
    while end > start and sentence.text[end - 1] in MARKS:
        end -= 1
    return ((Span(start, end),), frame) if end - start >= SHORTEST else (None, frame)


def _behind_addressee(sentence: Sentence, cue: Word) -> int:
    """“告诉记者，……”: what was said begins behind the comma or colon, if there is one."""
    pause = PAUSE.search(sentence.text, cue.end, sentence.span.end)
    return pause.end() if pause is not None else sentence.span.end


def _boundary(sentence: Sentence, start: int, *, following: int) -> int | None:
    """The comma behind which the next cue follows with nothing but 并, 还, 他 and the like before it."""
    comma = next((index for index in range(following - 1, 0, -1) if PAUSE.fullmatch(sentence.words[index].text)), None)
    if comma is None or not sentence.text[start : sentence.words[comma].start].strip(MARKS):
        return None
    between = sentence.words[comma + 1 : following]
    joining = lexicon("chinese").lists["joining"]
    plain = all(word.text in joining or word.tag in {"d", "c", "t"} for word in between)
    return sentence.words[comma].start if plain else None


def _quoted_before(sentence: Sentence, cue: Word, *, source: Span | None) -> tuple[Span, ...] | None:
    """“……”，X说: the quotations that end before the source."""
    left = source.start if source is not None else cue.start
    before = [item.span for item in sentence.quotations if item.span.end <= left]
    if not before or sentence.text[before[-1].end : left].strip(MARKS):
        return None
    return tuple(before)


def _according(sentence: Sentence) -> Iterator[Draft]:
    """“据X报道，……” and “根据X的报告，……”, at the head of the sentence or behind a comma."""
    ends = sorted(lexicon("chinese").lists["according_ends"], key=len, reverse=True)
    for match in ACCORDING.finditer(sentence.text, sentence.span.start, sentence.span.end):
        before = sentence.text[sentence.span.start : match.start()].strip()
        comma = PAUSE.search(sentence.text, match.end(), sentence.span.end)
        if sentence.quoted(match.start()) or comma is None or (before and before[-1] not in MARKS and len(before) > 6):  # noqa: PLR2004 - “6月1日”
            continue
        source = Span(match.end(), comma.start())
        ending = next((end for end in ends if source.of(sentence.text).endswith(end)), "")
        keeps = ending in {"的报告", "的调查", "的数据"}
        name = Span(source.start, source.end - (0 if keeps else len(ending)))
        content = Span(comma.end(), sentence.span.end)
        frame = lexicon("chinese").cues["phrases"]["据"].frames["phrase"]
        if len(name) >= SHORTEST and len(content) >= SHORTEST and not PAUSE.search(name.of(sentence.text)):
            cue = (Span(match.start(), match.end()), *((Span(name.end, source.end),) if name.end < source.end else ()))
            yield _phrase(cue, content, source=name, frame=frame)
        return


def transcript(block: str) -> Draft | None:
    """“问：……”, “王芳：……”: a paragraph that begins with who speaks."""
    match = LABEL.match(block)
    if match is None or len(block) - match.end() < SHORTEST:
        return None
    return Draft(
        cue=(Span(match.end() - 1, match.end()),),
        content=(Span(match.end(), len(block)),),
        rule="zh.transcript",
        confidence=0.8,
        source=Span(match.start(1), match.end(1)),
        head=Span(match.start(1), match.end(1)),
    )


def _in_view(sentence: Sentence) -> Iterator[Draft]:
    """“在X看来，……”."""
    match = re.compile(r"在([^，,。]{2,16}?)(?:看来|眼中|眼里)[，,]?").match(sentence.text, sentence.span.start)
    if match is not None and match.end() + SHORTEST <= sentence.span.end:
        source = Span(match.start(1), match.end(1))
        cue = (Span(match.start(), source.start), Span(source.end, match.end()))
        frame = lexicon("chinese").cues["phrases"]["在"].frames["view"]
        yield _phrase(cue, Span(match.end(), sentence.span.end), source=source, frame=frame)


def _phrase(cue: tuple[Span, ...], content: Span, *, source: Span, frame: Frame) -> Draft:
    return Draft(
        cue=cue,
        content=(content,),
        rule=f"zh.phrase:{frame.group}",
        confidence=frame.confidence,
        source=source,
        head=source,
    )
