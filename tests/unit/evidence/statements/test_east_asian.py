import pytest

from tests.unit.evidence.statements.sentences import cases, misses, scored


@pytest.mark.parametrize("language", ["korean", "chinese"])
def test_our_own_sentences_are_read(language: str) -> None:
    figures = scored(language)
    assert figures.content_f1 >= 0.95, "\n".join(misses(language))
    assert figures.speaker_f1 >= 0.95, "\n".join(misses(language))


@pytest.mark.parametrize("language", ["korean", "chinese"])
def test_there_are_sixty_and_some_say_nothing(language: str) -> None:
    assert len(cases(language)) >= 60
    assert sum(not case["says"] for case in cases(language)) >= 5


@pytest.mark.parametrize(("language", "least"), [("korean_more", 0.8), ("chinese_more", 0.88)])
def test_a_second_set_is_read(language: str, least: float) -> None:
    """Written after the rules: .77 in Korean and .90 in Chinese when first run, with speaker the same."""
    figures = scored(language)
    assert figures.content_f1 >= least, "\n".join(misses(language))
    assert figures.speaker_f1 >= least, "\n".join(misses(language))
