"""Where sentences end: not at every point, and always at the end of a paragraph."""

import pytest

from wellfounded.evidence.linking.suggest import NUMBER
from wellfounded.evidence.sentences import sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One came. Another left.", ["One came.", "Another left."]),
        ("A heading\n\nOne came.", ["A heading", "One came."]),
        ("A heading\n \nOne came.", ["A heading", "One came."]),
        ("A heading\ngoes on.", ["A heading\ngoes on."]),
        ("He said “we left\n\nat night” and wept.", ["He said “we left", "at night” and wept."]),
        ("See para. 43 of it. Then art. 3.", ["See para. 43 of it.", "Then art. 3."]),
        ("12. They came.", ["12. They came."]),
        ("강을 건넜다. 추웠다.", ["강을 건넜다.", "추웠다."]),
        ("他们走了。天很冷！", ["他们走了。", "天很冷！"]),
        ("", []),
        ("\n\n", []),
    ],
)
def test_a_text_falls_into_its_sentences(text: str, sentences: list[str]) -> None:
    assert [text[first:last] for first, last in sentences_of(text)] == sentences


@pytest.mark.parametrize(
    ("text", "rest"), [("12. They came.", "They came."), ("(3) It is so.", "It is so."), ("1990 was cold.", None)]
)
def test_the_number_of_a_paragraph_is_none_of_its_words(text: str, rest: str | None) -> None:
    found = NUMBER.match(text)
    assert (text[found.end() :] if found else None) == rest
