import pytest

from wellfounded.identity.names.pairs import PairsError, scored


def test_other_columns_are_kept_and_rows_get_a_score_and_a_verdict() -> None:
    table = scored("id\tname1\tname2\tnote\n7\t김철수\tKim Chol Su\tx\n8\t\tKim Chol Su\n").splitlines()
    assert table[0].split("\t") == ["id", "name1", "name2", "note", "score", "verdict", "reading1", "reading2"]
    first, second = (line.split("\t") for line in table[1:])
    assert first[:4] == ["7", "김철수", "Kim Chol Su", "x"]
    assert float(first[4]) > 5
    assert first[5] in {"likely", "possible"}
    assert second[3:6] == ["", "0.0000", "cannot compare"]


def test_all_wrong_rows_are_named_at_once() -> None:
    with pytest.raises(PairsError) as caught:
        scored("name1\tname2\n김철수\nA\tB\tC\n")
    assert [problem.line for problem in caught.value.problems] == [2, 3]


@pytest.mark.parametrize("head", ["name1", "name1\tname1\tname2", "name1\tname2\tscore", ""])
def test_columns_are_asked_for(head: str) -> None:
    with pytest.raises(PairsError) as caught:
        scored(head + "\n")
    assert all(problem.line == 1 for problem in caught.value.problems)


def test_what_a_spreadsheet_wrote_is_compared_without_its_quotation_marks() -> None:
    head, row = scored('"Name1"\t"NAME2"\t"a note"\n"김철수"\t"Kim ""Chol"" Su"\t""\t\n  \n').splitlines()
    assert head.startswith('"Name1"\t"NAME2"\t"a note"\tscore\t')
    plain = scored('name1\tname2\n김철수\tKim "Chol" Su\n').splitlines()[1]
    assert row.split("\t")[3:] == plain.split("\t")[2:]


@pytest.mark.parametrize("name", ['"', '""', '"Kim', '"Joe" Kim "Chol"', "\u2028"])
def test_a_mark_that_belongs_to_a_name_does_no_harm(name: str) -> None:
    assert len(scored(f"name1\tname2\n{name}\tKim\nA\tB\n").split("\n")) == 4


def test_lines_that_end_as_windows_ends_them_are_read() -> None:
    assert "likely" in scored("\ufeffname1\tname2\r\n위황률\tWi Hwang Ryul\r\n")


@pytest.mark.parametrize("sign", [",", ";", "|"])
def test_a_table_without_tabs_is_told_what_to_save_it_as(sign: str) -> None:
    with pytest.raises(PairsError, match="no tab between its columns") as caught:
        scored(f"name1{sign}name2\n김철수{sign}Kim Chol Su\n")
    assert "Unicode text" in caught.value.problems[0].mend


@pytest.mark.parametrize("head", ["Name 1\tName 2", "NAME_1\tname_2", '"name 1"\t name2 '])
def test_columns_are_known_with_a_blank_in_them(head: str) -> None:
    assert "\tlikely\t" in scored(f"{head}\n위황률\tWi Hwang Ryul\n")


@pytest.mark.parametrize("rows", ["", "\n", "\n\n \n"])
def test_a_table_without_pairs_is_no_measurement(rows: str) -> None:
    with pytest.raises(PairsError, match="no pair"):
        scored(f"name1\tname2{rows}")
    assert scored(f"name1\tname2\n김철수\tKim{rows}")  # the control
