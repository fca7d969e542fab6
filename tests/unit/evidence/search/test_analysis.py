import pytest

from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.analysis.northern import southern

WITH, WITHOUT = Analyzer(), Analyzer(words=False)
BOTH = pytest.mark.parametrize("analyzer", [WITH, WITHOUT], ids=["words", "pairs"])


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("China’s ministries", ["china", "ministri"]),
        ("China's ministry", ["china", "ministri"]),
        ("1,200 people in 2014", ["1200", "peopl", "2014"]),
        ("WHO said it, and so did IT", ["who", "said", "it"]),
        ("No café was not raided", ["no", "cafe", "not", "raid"]),
        ("A/HRC/25/63", ["hrc", "25", "63"]),
        ("re-education", ["re", "educ"]),
        ("ＵＮＨＣＲ", ["unhcr"]),
        ("Нет", ["нет"]),
        ("', _ ’", []),
    ],
)
def test_words_of_alphabets_are_folded_and_stemmed(text: str, terms: list[str]) -> None:
    assert WITH.terms(text) == terms


@BOTH
@pytest.mark.parametrize("text", ["탈북민을", "탈북민에게", "탈북민은", "탈북민의", "탈북민"])
def test_particles_come_off(text: str, analyzer: Analyzer) -> None:
    assert set(analyzer.terms(text)) == {"탈북민", "탈북", "북민"}


@BOTH
@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("강제송환", "강제로 송환된 사람들"),
        ("강제 송환", "강제송환을 당했다"),
        ("로동교화소", "노동교화소에서 지냈다"),
        ("녀성", "여성들이"),
        ("조선노동당", "조선로동당에 가입했다"),
        ("1951년 협약", "협약(1951)"),
        ("UNHCR", "유엔난민기구(UNHCR)는"),
        ("外交部", "中国外交部发言人"),
        ("遣返", "强制遣返难民"),
        ("汪文斌", "发言人汪文斌表示"),
    ],
)
def test_a_question_shares_terms_with_a_passage_in_another_form(
    question: str, passage: str, analyzer: Analyzer
) -> None:
    assert set(analyzer.terms(question)) & set(analyzer.terms(passage))


@pytest.mark.parametrize(("question", "passage"), [("강제송환", "처벌을 받았다"), ("外交部", "强制遣返难民")])
@BOTH
def test_texts_without_a_word_in_common_share_nothing(question: str, passage: str, analyzer: Analyzer) -> None:
    assert not set(analyzer.terms(question)) & set(analyzer.terms(passage))


@pytest.mark.parametrize(("question", "passage"), [("송환", "강제송환하다"), ("遣返", "强制遣返难民")])
def test_without_the_libraries_an_index_made_with_them_is_still_found_in(question: str, passage: str) -> None:
    assert set(WITHOUT.terms(question)) & set(WITH.terms(passage))


@BOTH
def test_every_token_stands_where_it_says(analyzer: Analyzer) -> None:
    text = "UNHCR은 1,951명의 탈북민을 北韓이 처벌했다고 1951년 中国外交部에 said."
    (tokens,) = analyzer.tokens([text])
    assert [start for _, start, _ in tokens] == sorted(start for _, start, _ in tokens)
    for term, start, end in tokens:
        if term in {"unhcr", "1951", "탈북민", "外交", "said"}:
            assert text[start:end].replace(",", "").casefold() in {term, "1951"}
    assert {"unhcr", "1951", "탈북민", "外交", "said", "北韓"} <= {term for term, _, _ in tokens}


@pytest.mark.parametrize(
    ("northern", "spoken"),
    [
        ("로동", "노동"),
        ("리유", "이유"),
        ("녀성", "여성"),
        ("력사", "역사"),
        ("나라", "나라"),
        ("구류", "구류"),
        ("abc", "abc"),
    ],
)
def test_spellings_of_the_north_are_written_as_in_the_south(northern: str, spoken: str) -> None:
    assert southern(northern) == spoken


def test_many_texts_give_what_each_gives_alone() -> None:
    texts = ["", "only English", "한국어 문장", "中文", "mixed 한국어 中文"]
    assert WITH.tokens(texts) == [WITH.tokens([text])[0] for text in texts]
