"""Chinese names: common characters put together, in the spellings of Peking, Taipei, Hong Kong and Singapore."""

import pytest

from wellfounded.identity.names.channel import Likeness
from wellfounded.identity.names.compare import Verdict, compare_names
from wellfounded.identity.names.form import form_of
from wellfounded.identity.names.other.chinese import Chinese
from wellfounded.identity.names.other.hanzi import consonants, folded_syllable, hanzi, probability
from wellfounded.identity.names.other.palladius import in_pinyin_letters

THRESHOLD = 5.0

SAME = [
    ("陈志明", "Chen Zhiming"),
    ("陳志明", "Chen Zhi Ming"),
    ("陳志明", "Chih-ming Chen"),
    ("陈志明", "CHAN Chi-ming"),
    ("陈志明", "Peter Chan Chi Ming"),
    ("陈志明", "Tan Chee Beng"),
    ("黄文华", "Wong Man-wah"),
    ("黄文华", "HUANG Wenhua"),
    ("曾国强", "Zeng Guoqiang"),
    ("欧阳建国", "Ouyang Jianguo"),
    ("陈志明", "陳志明"),
    ("林英安", "Lin Ing-an"),
    ("Chan Chi-ming", "Chen Zhiming"),
    ("Chih-ming Chen", "Chen Zhiming"),
    ("Wong Kwok-keung", "Huang Guoqiang"),
    ("弗拉基米尔谢尔盖", "Vladimir Sergey"),
    ("陈志明", "Чэнь Чжимин"),
    ("Chen Zhiming", "Чень Чжимин"),
    ("黄文华", "Хуан Вэньхуа"),
    ("欧阳建国", "Оуян Цзяньго"),
    ("吕雪芹", "Люй Сюэцинь"),
    ("欧阳建国", "Ou Yang Jianguo"),
    ("司马文华", "Ssu-ma Wên-hua"),
    ("梁振华", "Leung Chun-wah"),
]
OTHER = [
    ("陈志明", "Chen Guoqiang"),
    ("陈志明", "Wang Zhiming"),
    ("陈志明", "Wong Kwok-keung"),
    ("陈志明", "陈国强"),
    ("陈志明", "John Smith"),
    ("Chen Guoqiang", "Chen Zhiming"),
    ("陈志明", "Чэнь Гоцян"),
    ("陈志明", "Ван Чжимин"),
]


def likeness(left: str, right: str) -> Likeness:
    channel = Chinese()
    one, other = channel.read(form_of(left)), channel.read(form_of(right))
    assert one is not None
    assert other is not None
    found = channel.likeness(one, other)
    assert found is not None
    return found


@pytest.mark.parametrize(("left", "right"), SAME)
def test_one_name_in_two_writings_stands_above_the_threshold(left: str, right: str) -> None:
    found = likeness(left, right)
    assert found.score > THRESHOLD, found.why


@pytest.mark.parametrize(("left", "right"), OTHER)
def test_two_names_stand_below_the_threshold(left: str, right: str) -> None:
    found = likeness(left, right)
    assert found.score < THRESHOLD, found.why


@pytest.mark.parametrize("name", ["Maria Gonzalez", "Muhammad Hassan", "Chen", "Sergey Kuznetsov"])
def test_latin_names_that_are_not_chinese_are_left_to_another_channel(name: str) -> None:
    channel = Chinese()
    one, chinese = channel.read(form_of(name)), channel.read(form_of("Chen Zhiming"))
    assert one is not None
    assert chinese is not None
    assert channel.likeness(one, chinese) is None


def test_a_surname_is_read_as_a_surname() -> None:
    spelt = hanzi().spelt("曾", surname=True)
    assert probability(spelt, "zeng") > probability(hanzi().spelt("曾", surname=False), "zeng")
    assert "zeng" in likeness("曾国强", "Zeng Guoqiang").left


def test_a_western_name_beside_the_surname_leaves_the_question_open() -> None:
    found = likeness("李志明", "Desmond Lee")
    assert found.score > THRESHOLD
    assert not found.certain
    assert likeness("李志明", "Desmond Lee Kwok-keung").score < THRESHOLD
    assert likeness("李志明", "Desmond Wong").score < THRESHOLD


def test_variants_have_one_character() -> None:
    assert hanzi().plain("陳龍啟") == hanzi().plain("陈龙启")


def test_habits_of_spelling_are_folded() -> None:
    assert folded_syllable("boon") == folded_syllable("bun")
    assert folded_syllable("hwah") == folded_syllable("hua")
    assert consonants("kun") == consonants("kan")


def test_what_was_found_is_said() -> None:
    found = likeness("陈志明", "Chan Chi-ming")
    assert found.why == "陈 may be spelt chan; 志明 may be spelt chi ming"
    assert found.left == "陈志明 (chen zhiming)"


def test_two_chinese_spellings_are_not_left_to_the_korean_reading() -> None:
    found = compare_names("Wong Kwok-keung", "Huang Guoqiang")
    assert found.channel == "Chinese"
    assert found.verdict in {Verdict.LIKELY, Verdict.POSSIBLE}
    assert compare_names("Kim Jong Chol", "Kim Tong Chol").channel == "Korean"


@pytest.mark.parametrize(
    ("characters", "letters"),
    [
        ("蔡文福", "Chua Boon Hock"),
        ("林國強", "Lim Kok Kiang"),
        ("郭明德", "Quek Beng Teck"),
        ("洪水龍", "Ang Chwee Leong"),
        ("王美玉", "Heng Bee Geok"),
        ("张亮", "Tiu Leong"),
        ("梁志强", "Liang Chee Kian"),  # -n for -ng
    ],
)
def test_southern_min_is_read(characters: str, letters: str) -> None:
    assert compare_names(characters, letters).verdict is not Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("characters", "letters"), [("蔡文福", "Chua Beng Hock"), ("林國強", "Lim Kok Seng"), ("郭明德", "Ang Beng Teck")]
)
def test_another_name_in_southern_min_is_another(characters: str, letters: str) -> None:
    assert compare_names(characters, letters).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("cyrillic", "pinyin"),
    [
        ("цзиньпин", "jinping"),
        ("сяобо", "xiaobo"),
        ("цзэдун", "zedong"),
        ("вень", "wen"),
        ("чунъюань", "chongyuan"),
        ("хуэй", "hui"),
        ("люй", "lu"),
        ("эр", "er"),
        ("шицин", "shiqing"),
        ("сергей", ""),
        ("чен", "cheng"),
        ("ким", ""),
        ("", ""),
        ("ань" * 9, ""),
    ],
)
def test_chinese_words_in_cyrillic_letters_are_read_by_their_rules(cyrillic: str, pinyin: str) -> None:
    assert in_pinyin_letters(cyrillic) == pinyin


@pytest.mark.parametrize(
    ("left", "right"),
    [("王家衛", "Wong Kar-wing"), ("Tsai Ing-wen", "Tsai Ing-yang"), ("Dang Thai Son", "Dang Thanh Son")],
)
def test_letters_that_are_odd_for_korean_find_no_korean_name_against_a_better_reading(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("left", "right"), [("許憲", "Hŏ Hŏn"), ("王家衛", "Wong Kar-wai"), ("Tsai Ing-wen", "Cai Yingwen")]
)
def test_the_better_reading_finds_its_own_and_breves_are_korean(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is Verdict.LIKELY


@pytest.mark.parametrize(
    ("left", "right"),
    [("Omar Khayyam", "Amir Khayyam"), ("Orhan Pamuk", "Orhan Pamir"), ("Anatoly Kim", "Anatoly Kan")],
)
def test_names_that_could_only_be_cut_into_chinese_syllables_are_no_chinese_ones(left: str, right: str) -> None:
    assert compare_names(left, right).verdict is Verdict.DIFFERENT


def test_letters_of_vietnamese_are_no_chinese_ones() -> None:
    assert compare_names("Trịnh Công Sơn", "Trịnh Cung Tôn").channel != "Chinese"
    assert compare_names("Trịnh Công Sơn", "Trinh Cong Son").verdict is Verdict.LIKELY


def test_a_chinese_name_in_rare_syllables_is_still_one() -> None:
    assert compare_names("Shao Yifu", "Shaw Yi-fu").channel == "Chinese"
    assert compare_names("조위", "Cho Wi").verdict is Verdict.LIKELY  # Hangul is nobody else's
