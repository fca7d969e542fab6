from wellfounded.evidence.search.analysis.analyzer import Analyzer
from wellfounded.evidence.search.index.snippet import Snippet, snippet

ANALYZER = Analyzer()


def made(text: str, question: str, *, width: int = 240) -> Snippet:
    return snippet(text, ANALYZER.tokens([text])[0], terms=frozenset(ANALYZER.terms(question)), width=width)


def marked(found: Snippet) -> list[str]:
    return [found.text[start:end] for start, end in found.marks]


def test_words_that_match_in_another_form_are_marked() -> None:
    found = made("Returnees are punished; punishment is severe.", "how are those returned punished")
    assert marked(found) == ["punished", "punishment"]


def test_korean_and_chinese_are_marked_without_their_particles() -> None:
    assert marked(made("탈북민을 강제로 송환했다.", "탈북민 강제송환")) == ["탈북민", "강제", "송환"]
    assert marked(made("中国外交部发言人表示", "外交部")) == ["外交部"]


def test_marks_touch_but_never_overlap() -> None:
    found = made("中国外交部发言人汪文斌表示", "中国外交部发言人")
    assert all(before[1] < after[0] for before, after in zip(found.marks, found.marks[1:], strict=False))


def test_a_long_passage_is_shown_where_most_of_the_question_stands() -> None:
    text = " ".join(
        ["The border is long."] * 40 + ["Punishment of the border crossers is severe."] + ["It rained."] * 40
    )
    found = made(text, "punishment of crossers", width=120)
    assert marked(found) == ["Punishment", "crossers"]
    assert len(found.text) <= 140
    assert text[found.first : found.first + len(found.text)] == found.text


def test_a_passage_without_a_match_is_shown_from_its_beginning() -> None:
    found = made("One two three. " * 40, "elephants")
    assert (found.first, found.marks) == (0, ())
