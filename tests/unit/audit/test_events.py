"""Every kind of entry has its grammar and its words."""

import re

from wellfounded.audit.events import Event
from wellfounded.audit.words import WORDS, words_of


def test_every_event_says_source_subject_and_action() -> None:
    wrong = [event for event in Event if not re.fullmatch(r"(office|case|library|person):[a-z_]+:[a-z_]+", event)]
    assert wrong == []


def test_every_event_has_its_own_words() -> None:
    assert [event for event in Event if event not in WORDS] == [], "add them to audit/words.py and run `make docs`"
    assert len(set(WORDS.values())) == len(WORDS)


def test_an_event_of_another_version_is_told_by_its_name() -> None:
    assert words_of("case:record:read") == "Case read"
    assert words_of("case:record:sung") == "case:record:sung"
