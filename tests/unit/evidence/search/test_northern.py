import pytest

from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.analysis.northern import Southern, others


@pytest.fixture(scope="module")
def whole() -> Analyzer:
    return Analyzer()


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("로동교화소", "노동교화소"),
        ("녀성", "여성"),
        ("리유", "이유"),
        ("외국려행", "외국여행"),
        ("국제련합", "국제연합"),
        ("래일", "내일"),
        ("규률", "규율"),
        ("혁명렬사릉", "혁명열사릉"),
        ("로인들이", "노인들이"),
        ("륙로", "육로"),
        ("로씨야", "러시아"),
        ("원쑤", "원수"),
        ("비법월경", "불법월경"),
    ],
)
def test_either_spelling_finds_the_other(north: str, south: str, whole: Analyzer) -> None:
    wanted = set(whole.terms(south))
    assert wanted <= set(whole.terms(north))


SOUTHERN = (
    "러시아 라디오 레바논 로켓 관련된 합리적 처리 남녀 능력 신뢰 훈련 미래 니켈 누구나 때문이라고 년간 일련의 원료"
)


def test_words_that_the_south_writes_so_are_left_alone(whole: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    found, northern = whole.terms(SOUTHERN), whole.terms("로동교화소와 리유")
    monkeypatch.setattr("wellfounded.evidence.search.analysis.korean._southern", lambda: str)
    assert whole.terms(SOUTHERN) == found
    assert whole.terms("로동교화소와 리유") != northern


def test_a_word_is_changed_only_where_the_other_is_far_likelier() -> None:
    assert Southern(lambda word: {"리유": -20.0, "이유": -10.0}[word])("리유") == "이유"
    assert Southern(lambda word: {"리유": -11.0, "이유": -10.0}[word])("리유") == "리유"


def test_places_stay_and_what_hangs_on_other_signs_is_no_beginning() -> None:
    always = Southern(lambda word: -float(word.count("로") + word.count("리")))
    assert always("UNHCR로, 3년 “있다”라고 로") == "UNHCR로, 3년 “있다”라고 로"
    text = "그는 로동교화소에서 리유 없이 맞았다."
    tokens = Analyzer().tokens([text])[0]
    assert ("노동", 3, 5) in tokens
    assert ("이유", 11, 13) in tokens


def test_spellings_of_their_own_stand_with_their_place() -> None:
    assert list(others("그는 로씨야로 갔다. 美 의회")) == [("러시아", 3, 6), ("미국", 12, 13)]
    assert not list(others("불로씨야"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3만4천명", "34,000명"),
        ("3만 4000명", "34000명"),
        ("2만여 명", "20,000명"),
        ("1.5억", "150,000,000"),
        ("1억 2,000만 원", "120000000원"),
        ("90년대", "1990년대"),
        ("三万 3.4万人", "34000人"),
        ("2억5천만", "250,000,000"),
    ],
)
def test_numbers_are_found_however_they_are_written(one: str, other: str, whole: Analyzer) -> None:
    numbers = {term for term in whole.terms(other) if term.isdigit()}
    assert numbers <= set(whole.terms(one))


@pytest.mark.parametrize("text", ["제46조", "46조 1항", "3년 4개월", "3만 4억"])
def test_what_is_no_number_makes_none(text: str, whole: Analyzer) -> None:
    assert not [term for term in whole.terms(text) if term.isdigit() and len(term) > 4]
