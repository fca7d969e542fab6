from pathlib import Path

import pytest

from tests.integration.cli.door import wellfounded

PEOPLE = """number,names,born,sex,place
1,한별솔;韓星率,1984-03-05,f,함북 회령
2,류하늘,1990,m,신의주
3,Han Byul-sol,1984,f,
4,,1984,f,
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def test_the_likeliest_comes_first_with_every_part_of_the_weight(people: Path) -> None:
    said = wellfounded("identity", "search", people, "Han Pyŏl-sol", "--born", "1984-03-05", "--place", "Hoeryong")
    assert said.code == 0
    assert said.out.index("1 한별솔") < said.out.index("3 Han Byul-sol")
    assert "류하늘" not in said.out
    for part in ("before", "name", "birth", "place", "sum", "Both dates are the same day.", "회령"):
        assert part in said.out
    assert "two of them" in said.out
    assert "row 5, not read: There is no name." in said.beside


def test_nobody_near_is_said(people: Path) -> None:
    said = wellfounded("identity", "search", people, "Erika Mustermann", "--sex", "female", "--most", "1")
    assert (said.code, "Nobody in this list comes near" in said.out) == (0, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("missing.csv", "x"), "WF-001"),
        (("folder", "x"), "WF-002"),
        (("broken.csv", "x"), "WF-063"),
        (("register.csv", "x", "--born", "5/3/84"), "WF-014"),
    ],
)
def test_what_cannot_be_used_is_said_gently(people: Path, words: tuple[str, ...], told: str) -> None:
    (people.parent / "folder").mkdir()
    (people.parent / "broken.csv").write_bytes(b"\x00\x01")
    said = wellfounded("identity", "search", people.parent / words[0], *words[1:])
    assert said.code == 2
    assert told in said.beside
    assert "Traceback" not in said.out + said.beside


def test_a_list_that_may_not_be_read(people: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path, __: str) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    said = wellfounded("identity", "search", people, "x")
    assert (said.code, "may not be read" in said.beside) == (2, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("",), "“” cannot be compared. It is empty."),
        (("😀",), "“😀” cannot be compared. It holds U+1F600"),
        (("한별솔", "😀"), "“😀” cannot be compared."),
        (("한별솔", "--mother", "😀"), "--mother"),
        (("한별솔", "--sex", "foo"), "The sex “foo” is not known."),
    ],
)
def test_what_cannot_be_compared_is_never_answered_by_nobody(people: Path, words: tuple[str, ...], told: str) -> None:
    said = wellfounded("identity", "search", people, *words)
    assert (said.code, "WF-013" in said.beside, "Nobody in this list" in said.out) == (2, True, False)
    assert told in said.beside


@pytest.mark.parametrize("word", ["f", "여", "Female"])
def test_a_sex_is_asked_for_in_the_words_of_lists(people: Path, word: str) -> None:
    said = wellfounded("identity", "search", people, "한별솔", "--sex", word)
    assert (said.code, "The sex differs" in said.out) == (0, False)
    assert "sex +" in said.out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("number,names\n", "Nobody is in this list."),
        ("<CONSOLIDATED_LIST/>", "Nobody is in this list."),
        ('{"id":"1","schema":"Company","properties":{"name":["A"]}}', "Nobody is in this list."),
        ("number,names\n1,\n", "None of its entries could be read."),
    ],
)
def test_a_list_without_anybody_finds_nobody_out(people: Path, content: str, told: str) -> None:
    people.write_text(content, encoding="utf-8")
    said = wellfounded("identity", "search", people, "한별솔")
    assert (said.code, told in said.beside, "WF-063" in said.beside) == (2, True, True)
    assert "Nobody in this list comes near" not in said.out


def test_an_entry_that_was_read_in_part_is_counted_as_such(people: Path) -> None:
    people.write_text("number,names,born\n1,한별솔,1984-02-30\n2,,\n", encoding="utf-8")
    said = wellfounded("identity", "search", people, "한별솔")
    assert "1 of 2 entries were not read, 1 without a part:" in said.beside
