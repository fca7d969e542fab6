"""Korean and Chinese are complete: a message without its translation fails the build. Each check is seen to fail."""

import polib
import pytest

from tools import messages


def test_every_message_stands_in_every_language() -> None:
    assert not list(messages.problems())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("", "missing"), ("%(other)s 명", "other places"), ("%(count)d 명 ", "other blanks")],
)
def test_a_missing_or_garbled_translation_is_named(text: str, complaint: str) -> None:
    entry = polib.POEntry(msgid="%(count)d people", msgstr=text)
    assert complaint in next(messages._wrong(entry))  # noqa: SLF001 - the same


def test_a_good_translation_passes() -> None:
    assert not list(messages._wrong(polib.POEntry(msgid="%(count)d people", msgstr="%(count)d명")))  # noqa: SLF001 - the same
