import pytest
from django.utils import translation

from wellfounded.identity.dates.partial_date import NotADate
from wellfounded.persons.date_entry import SENTENCES, read_date

TYPED = {
    "1984년 3월 5일": "1984-03-05",
    "1984年3月5日": "1984-03-05",
    "1984.3.5": "1984-03-05",
    "1984. 3. 5.": "1984-03-05",
    "1984/3/5": "1984-03-05",
    "1984-3": "1984-03",
    "1984年3月": "1984-03",
    "1984년": "1984",
    "약 1984년": "1984~",
    "1984년쯤": "1984~",
    "about 1984": "1984~",
    "1984~": "1984~",
    "c. 1984~": "1984~",
    "約1984年3月": "1984-03~",
    "음력 1984년 3월 5일": "lunar:1984-03-05",
    "农历1984年闰10月": "lunar:1984-10L",
    "lunar:1984-10L": "lunar:1984-10L",
    "말띠": "zodiac:horse",
    "属马": "zodiac:horse",
    "龍年": "zodiac:dragon",
    "zodiac:pig@1983": "zodiac:pig@1983",
    "주체73년 3월": "juche:73-03",
    "juche 73": "juche:73",
    "1998년 봄": "1998-spring",
    "fall 1998": "1998-autumn",
    "1998 冬天": "1998-winter",
    "1984-spring~": "1984-spring~",
    "1984-1986": "1984/1986",
    "1984-03/1984-06": "1984-03/1984-06",
    "age:40@2024": "age:40@2024",
    "１９８４（홍수가 난 해）": "1984 (홍수가 난 해)",
    "(when I was small)": "(when I was small)",
}


@pytest.mark.parametrize(("typed", "stored"), TYPED.items())
def test_what_people_type_is_understood(typed: str, stored: str) -> None:
    assert str(read_date(typed)) == stored


@pytest.mark.parametrize("typed", ["", "  ", "　"])
def test_nothing_typed_is_nothing_known(typed: str) -> None:
    assert read_date(typed) is None


@pytest.mark.parametrize(
    "typed", ["5/3/1984", "84", "5 March 1984", "1984 3 5", "spring", "봄", "yesterday", "1984/86"]
)
def test_what_is_not_clear_is_asked_for_again(typed: str) -> None:
    with pytest.raises(NotADate) as refused:
        read_date(typed)
    assert str(refused.value) == str(SENTENCES[refused.value.code])


def test_too_many_words_are_too_many() -> None:
    with pytest.raises(NotADate) as refused:
        read_date(f"1984 ({'a' * 120})")
    assert refused.value.code == "too_long"


def test_the_sentence_comes_in_the_language_of_the_screen() -> None:
    with translation.override("ko"), pytest.raises(NotADate) as refused:
        read_date("moon:1984")
    assert str(refused.value)
