"""What a file is, by its content; what is hostile stands in tests/security/test_hostile_documents.py."""

from __future__ import annotations

import pytest

from wellfounded.evidence.documents.coding import coding_of, decoded
from wellfounded.evidence.documents.content_type import Kind, kind_of
from wellfounded.evidence.documents.refusal import DocumentRefused, Reason

KOREAN = "북한 이탈 주민은 중국에서 강제로 송환된다고 말했다."
CHINESE = "外交部发言人在记者会上说，没有所谓的脱北者。"
MAIL = "Received: from a\nFrom: a@example.org\nSubject: s\n\nwords"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("Guards fired.", Kind.TEXT),
        ("# Findings\n\n1. Guards fired.", Kind.TEXT),
        ("Note: from here on guards fired.\nDate: unknown.", Kind.TEXT),
        ("<!DOCTYPE html>\n<html><body>x</body></html>", Kind.HTML),
        ("\ufeff <HTML lang=ko><p>x", Kind.HTML),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>x</html>", Kind.HTML),
        ("<!-- saved from a page --><div>x</div>", Kind.HTML),
        ("He wrote <html> and nothing else.", Kind.TEXT),
        (MAIL, Kind.MAIL),
        (MAIL.replace("\n", "\r\n"), Kind.MAIL),
        ("From: a@example.org\n\nOne field is no mail.", Kind.TEXT),
    ],
)
def test_kinds_of_text(content: str, kind: Kind) -> None:
    assert kind_of(content.encode()) is kind


@pytest.mark.parametrize(
    ("text", "coding"),
    [
        (KOREAN, "utf-8-sig"),
        (KOREAN, "utf-16"),
        (KOREAN, "cp949"),
        (CHINESE, "gb18030"),
        ("Le café de la gare était fermé, dit-elle.", "cp1252"),
    ],
)
def test_a_text_is_read_in_its_coding(text: str, coding: str) -> None:
    payload = text.encode(coding)
    assert (coding_of(payload), decoded(payload)) == (coding, text)


@pytest.mark.parametrize("payload", [b"\x89PNG", b"\xff\xfe\xfd", b"\xb0\xa1\xb0", b"a\0b", bytes(range(256)), b"\xe9"])
def test_what_is_no_text_is_not_made_one(payload: bytes) -> None:
    assert coding_of(payload) == ""
    with pytest.raises(DocumentRefused) as refused:
        kind_of(payload)
    assert refused.value.reason is Reason.NOT_TAKEN


def test_each_reason_says_what_is_wrong_and_how_to_mend_it() -> None:
    for reason in Reason:
        refused = DocumentRefused(reason, "a word more")
        assert "(a word more)." in refused.what
        assert refused.mend
        assert DocumentRefused(reason).what.endswith(".")
