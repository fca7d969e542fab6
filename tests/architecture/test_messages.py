"""Korean and Chinese are complete: a message without its translation fails the build. Each check is seen to fail."""

import ast
import re
from collections.abc import Iterator

import polib
import pytest

from tools import messages

# One English word, one word in each other language, wherever it stands: its pattern, then Korean and Chinese.
TERMS = (
    (r"political opinion", "정치적 견해", "政治见解"),
    (r"\bprofiles?\b", "프로필", "法律配置"),
    (r"qualified reader", "감수자", "审读"),
    (r"sign(ed)?(-| these texts | )off", "승인 서명", "签署认可"),
    (r"subsidiary protection", "보조적 보호", "辅助保护"),
    (r"\binterview(s|ers?)?\b", "면담", "面谈"),
    # Whoever speaks for the person need be no lawyer; whoever tells the office of its own law is one.
    (r"\bcounsel\b(?! should)", "대리인", "代理人"),
    (r"\bmatchers?\b", "중복 확인 담당자", "查重员"),
    (r"\brecipients?\b", "받는 이", "接收方"),
    (r"\bprotected sources?\b", "보호되는 정보원", "受保护的消息来源"),
    (r"(?<!write-ahead )\blogs?\b", "로그", "日志"),
    (r"\bcriteri(on|a)\b", "요건", "要件"),
    (r"\bcountry information\b", "국가정황정보", "国家信息"),
    (r"\brefuted\b", "반증", "否定"),
    # A part of a file that is withheld is not given; it is not detained.
    (r"(?<!protection is )withheld|^withhold$", "제공하", "提供"),
)


def test_every_message_stands_in_every_language() -> None:
    assert not list(messages.problems())


def test_a_word_in_a_context_and_the_same_word_in_none_are_two_messages() -> None:
    read = [polib.POEntry(msgid="Read", msgctxt=context) for context in ("of a source", None, "of a source")]
    assert [entry.msgctxt for entry in messages.each_once(read)] == [None, "of a source"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("", "missing"), ("%(other)s 명", "other places"), ("%(count)d 명 ", "other blanks")],
)
def test_a_missing_or_garbled_translation_is_named(text: str, complaint: str) -> None:
    entry = polib.POEntry(msgid="%(count)d people", msgstr=text)
    assert complaint in next(messages._wrong(entry))  # noqa: SLF001 - the same


def test_a_good_translation_passes() -> None:
    assert not list(messages._wrong(polib.POEntry(msgid="%(count)d people", msgstr="%(count)d명")))  # noqa: SLF001 - the same


def other_words(entry: polib.POEntry, language: str) -> Iterator[str]:
    """The terms that the message has in English, and not in the one word of the other language."""
    english = messages.PLACE.sub("", entry.msgid)
    said = entry.msgstr or "".join(entry.msgstr_plural.values())
    for pattern, *words in TERMS:
        word = words[messages.LANGUAGES.index(language)]
        if re.search(pattern, english, flags=re.IGNORECASE) and word not in said:
            yield f"{language}: {word!r} is missing in {said!r} for {entry.msgid!r}"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_term_has_one_word_in_each_language(language: str) -> None:
    held = polib.pofile(str(messages.catalogue(language)))
    assert [wrong for entry in held for wrong in other_words(entry, language)] == []


def test_a_second_word_for_a_term_is_named() -> None:
    entry = polib.POEntry(msgid="There is no profile of this name.", msgstr="没有此名称的配置。")
    assert list(other_words(entry, "zh_Hans"))
    assert not list(other_words(polib.POEntry(msgid="Decision on %(profile)s", msgstr="决定"), "zh_Hans"))


def hidden_messages(source: str) -> list[str]:
    """Names for gettext that the extraction of messages does not know: what they say would never be translated."""
    found = [one for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom) for one in node.names]
    return [one.asname for one in found if "gettext" in one.name and one.asname not in {None, "_", one.name}]


def test_every_message_is_found_by_the_extraction() -> None:
    hidden = {path.name: hidden_messages(path.read_text(encoding="utf-8")) for path in messages.PACKAGE.rglob("*.py")}
    assert {name: found for name, found in hidden.items() if found} == {}
    assert hidden_messages("from django.utils.translation import gettext as _now") == ["_now"]


@pytest.mark.parametrize(
    ("context", "message", "never"),
    [
        ("to the author", "Return", ("송환", "遣返")),
        ("for the person", "Help", ("도움말", "帮助文档")),
        (None, "State", ("국가", "国家")),
        ("to put right", "Correct", ("정확", "正确")),
        ("of a decision", "withdrawn", ("내려", "撤下")),
        ("of a passage", "accepted", ("받아들임", "采信")),
    ],
)
def test_a_word_of_two_meanings_has_the_right_one(context: str | None, message: str, never: tuple[str, str]) -> None:
    """A recommendation that goes back to its author is no deportation, and the state of a case is no country."""
    for language, wrong in zip(messages.LANGUAGES, never, strict=True):
        entry = polib.pofile(str(messages.catalogue(language))).find(message, msgctxt=context or False)
        assert entry is not None
        assert entry.msgstr
        assert wrong not in entry.msgstr
