from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.factories import CLAIM, DECISION, law_of, real
from wellfounded.law.cohort import Caseload
from wellfounded.law.cohort_codes import ASKED, PUT, CellState
from wellfounded.law.cohort_file import MOST_PROBLEMS, CaseDays, Table, caseload_of, read_table
from wellfounded.law.compile import compile_law
from wellfounded.law.errors import Code, InputError, Problem
from wellfounded.law.rule import Choice, Compare, Name, Years

DAYS = CaseDays(CLAIM, DECISION)
BEATEN = ("AAA", "beaten")


def table_of(folder: Path, text: str | bytes) -> Table:
    """A caseload as read from a CSV file, under the tiny law."""
    path = folder / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path, law_of())


def read(folder: Path, text: str | bytes) -> Caseload:
    table = table_of(folder, text)
    return caseload_of(table, compile_law(law_of(), table.shape(law_of())), days=DAYS)


def refused(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(folder, text)
    return caught.value.problems


def test_rows_keep_their_labels_and_order(tmp_path: Path) -> None:
    table = table_of(tmp_path, "case,AAA.beaten\nx-2,established\nx-1,refuted\n")
    assert table.labels == ("x-2", "x-1")


def test_rows_without_labels_are_numbered(tmp_path: Path) -> None:
    assert table_of(tmp_path, "AAA.beaten\nestablished\nrefuted\n").labels == ("1", "2")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("", CellState.UNKNOWN),
        ("established", CellState.ESTABLISHED),
        ("refuted put", CellState.REFUTED | PUT),
        ("unknown asked", CellState.UNKNOWN | ASKED),
        ("refuted put asked", CellState.REFUTED | PUT | ASKED),
        ("benefit_of_doubt", CellState.BENEFIT),
    ],
)
def test_a_cell_is_a_state_with_its_flags(cell: str, code: int, tmp_path: Path) -> None:
    assert list(read(tmp_path, f"case,AAA.beaten\n1,{cell}\n").columns[BEATEN]) == [code]


def test_a_cell_of_an_evaluative_criterion_is_what_a_person_found(tmp_path: Path) -> None:
    caseload = read(tmp_path, "case,AAA.risk_is_real\n1,not_established put\n2,established\n")
    assert list(caseload.columns["AAA", "risk_is_real"]) == [CellState.REFUTED | PUT, CellState.ESTABLISHED]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffcase,AAA.beaten\nx,established\n",
        "case,AAA.beaten\r\nx,established\r\n",
        "\ufeffAAA.beaten\nestablished\n",
    ],
    ids=["mark-first", "windows", "mark-before-a-fact"],
)
def test_the_marks_of_other_programs_do_no_harm(text: str, tmp_path: Path) -> None:
    assert list(read(tmp_path, text).columns[BEATEN]) == [CellState.ESTABLISHED]


@pytest.mark.parametrize("text", ["case,AAA.beaten\n", "AAA.beaten\n"])
def test_a_caseload_of_nobody_is_a_caseload(text: str, tmp_path: Path) -> None:
    caseload = read(tmp_path, text)
    assert (caseload.size, len(caseload.columns[BEATEN])) == (0, 0)


@pytest.mark.parametrize(
    "text",
    ["", b"\xff\xfec\x00", "case,AAA.beaten\n1,established,3\n"],
    ids=["empty", "not-utf-8", "ragged"],
)
def test_a_file_that_is_no_table_is_refused(text: str | bytes, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, text)
    assert problem.code is Code.FILE_UNREADABLE
    assert "CSV" in problem.message


@pytest.mark.parametrize(("name", "code"), [("gone.csv", Code.FILE_MISSING), ("gone.parquet", Code.FILE_MISSING)])
def test_a_file_that_is_not_there_is_told(name: str, code: Code, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_table(tmp_path / name, law_of())
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_table(tmp_path, law_of())
    problem = caught.value.problems[0]
    assert (problem.code, problem.message) == (Code.FILE_UNREADABLE, "This is a folder, not a file.")


def parquet_of(folder: Path, **columns: Any) -> Caseload:
    path = folder / "people.parquet"
    parquet.write_table(pa.table({name.replace("_dot_", "."): values for name, values in columns.items()}), path)
    table = read_table(path, law_of())
    return caseload_of(table, compile_law(law_of(), table.shape(law_of())), days=DAYS)


def test_parquet_reads_like_csv(tmp_path: Path) -> None:
    caseload = parquet_of(tmp_path, case=[7, 8, 9], AAA_dot_beaten=["established", None, "refuted put"])
    assert list(caseload.columns[BEATEN]) == [CellState.ESTABLISHED, CellState.UNKNOWN, CellState.REFUTED | PUT]


def test_parquet_may_hold_numbers_and_repeated_words(tmp_path: Path) -> None:
    words = pa.array(["established", "refuted", "established"]).dictionary_encode()
    caseload = parquet_of(tmp_path, AAA_dot_beaten=words, person_dot_days_walked=[2, 5, None])
    assert list(caseload.columns[BEATEN]) == [1, 2, 1]
    assert [list(truths) for truths in caseload.tests.values()] == [[0, 2, 1]]


def test_what_only_calls_itself_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "people.parquet").write_text("case,AAA.beaten\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_table(tmp_path / "people.parquet", law_of())
    assert "Parquet" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("AAA.beatn", "Did you mean “beaten”?"),
        ("AAA.zzz", "Name columns like"),
        ("name", "Name columns like"),
        ("person.beaten", "is about a country"),
        ("AAA.serious_crime", "is about a person"),
        ("AAA.sent_onward", "is about a route"),
        ("AAA>BBB.beaten", "is about a country"),
        ("aaa.beaten", "is about a country"),
        ("Arland.beaten", "is about a country"),
        (".beaten", "is about a country"),
        ("case;AAA.beaten", "Put commas between the columns."),
        ("case\tAAA.beaten", "Put commas between the columns."),
        ("AAA>.sent_onward", "is about a route"),
        ("AAA.harm", "rules decide “harm”"),
        ("person.status", "wellfounded law show status"),
    ],
)
def test_a_column_that_means_nothing_is_refused_with_what_would_do(column: str, said: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, f"case,{column}\n1,established\n")
    assert (problem.code, problem.line) == (Code.COHORT_COLUMN, 1)
    assert said in f"{problem.message} {problem.mend}"


def test_every_column_that_means_nothing_is_told_at_once(tmp_path: Path) -> None:
    assert len(refused(tmp_path, "case,a,b,AAA.beaten\n1,,,\n")) == 2


def test_every_criterion_that_rules_decide_is_told_at_once(tmp_path: Path) -> None:
    problems = refused(tmp_path, "case,AAA.harm,AAA.risk_is_real,person.unwritten,person.status\n1,,,,\n")
    assert [problem.code for problem in problems] == [Code.COHORT_COLUMN] * 2
    assert ["harm" in problems[0].message, "status" in problems[1].message] == [True, True]


def test_a_column_for_which_another_law_has_no_finding_is_named(tmp_path: Path) -> None:
    table = table_of(tmp_path, "case,AAA.risk_is_real,AAA.beaten\n1,,\n")
    law = law_of()
    ruled = replace(
        law, criteria=law.criteria | {"risk_is_real": replace(law.criteria["risk_is_real"], rule=Name("fears"))}
    )
    gone = replace(law, criteria={name: item for name, item in law.criteria.items() if name != "risk_is_real"})
    assert table.ignored(law) == ()
    assert table.ignored(ruled) == table.ignored(gone) == ("AAA.risk_is_real",)


@pytest.mark.parametrize("columns", ["AAA.beaten,AAA.beaten", "case,case"])
def test_a_column_that_stands_twice_is_refused(columns: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, f"{columns}\nestablished,refuted\n")
    assert problem.message == f"The column “{columns.partition(',')[0]}” stands 2 times."


def test_a_wrong_word_is_told_with_the_row_where_it_first_stands(tmp_path: Path) -> None:
    text = "case,AAA.beaten\n1,established\n2,beaten up\n3,beaten up\n4,refuted loudly\n"
    problems = refused(tmp_path, text)
    assert [(problem.code, problem.line, problem.path) for problem in problems] == [
        (Code.COHORT_VALUE, 3, "AAA.beaten"),
        (Code.COHORT_VALUE, 5, "AAA.beaten"),
    ]


def test_not_more_wrong_words_are_told_than_anyone_reads(tmp_path: Path) -> None:
    rows = "".join(f"{row},word{row}\n" for row in range(MOST_PROBLEMS + 9))
    assert len(refused(tmp_path, f"case,AAA.beaten\n{rows}")) == MOST_PROBLEMS


LONG_AGO = Years("departure_date", "decision_date", "at_least", 2.0)
MANY_DAYS = Compare("days_walked", "more_than", 3.0)
PAPER = Choice("paper", "is_one_of", ("permit", "passport"))
FIRST = Compare("departure_date", "before", "return_date")
FAITH = Choice("motives", "includes", ("faith",))


@pytest.mark.parametrize(
    ("slot", "test", "cells"),
    [
        (("person", "departure_date"), LONG_AGO, {"2010": 2, "2012-06": 0, "2011-03-01": 2, "2011": 1, "": 1}),
        (("person", "days_walked"), MANY_DAYS, {"3": 0, "3.5": 2, "-1": 0, "": 1}),
        (("person", "paper"), PAPER, {"permit": 2, "nothing": 0, "": 1}),
    ],
    ids=["date", "quantity", "choice"],
)
def test_a_value_is_measured_by_the_tests_of_its_fact(
    slot: tuple[str, str], test: Any, cells: dict[str, int], tmp_path: Path
) -> None:
    rows = "".join(f"{row},{cell}\n" for row, cell in enumerate(cells))
    caseload = read(tmp_path, f"case,{'.'.join(slot)}\n{rows}")
    assert list(caseload.tests[slot, test]) == list(cells.values())
    assert list(caseload.columns[slot]) == [int(bool(cell)) for cell in cells]


def test_two_dates_are_compared_person_by_person(tmp_path: Path) -> None:
    rows = ("2010,2011", "2011,2010", "2010,2011", "2010,2010", "2010,", ",2010")
    caseload = read(tmp_path, "\n".join(("person.departure_date,person.return_date", *rows)))
    assert list(caseload.tests[("person", "departure_date"), FIRST]) == [2, 0, 2, 1, 1, 1]
    alone = read(tmp_path, "person.departure_date\n2010\n")
    assert list(alone.tests[("person", "departure_date"), FIRST]) == [1]


def test_several_choices_stand_with_a_bar_between_them(tmp_path: Path) -> None:
    text = "case,AAA.beaten,person.motives\n1,,hunger|faith\n2,,hunger | work\n3,,faith\n4,,\n"
    caseload = read(tmp_path, text)
    assert list(caseload.tests[("person", "motives"), FAITH]) == [2, 0, 2, 1]


@pytest.mark.parametrize(
    "cell", ["someday", "[", "2010-13", "refuted", "{state: refuted}", "*x", '"2010\nother: x"', "- 2010"]
)
def test_a_cell_that_is_no_date_is_told_with_its_row(cell: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, f"case,person.departure_date\n1,2010\n2,{cell}\n")
    assert (problem.code, problem.line) == (Code.COHORT_VALUE, 3)


@pytest.mark.parametrize(
    ("column", "cell", "mend"),
    [
        ("person.days_walked", "nan", "Write a number."),
        ("person.days_walked", "1e400", "Write a number."),
        ("person.days_walked", "many", "Write a number."),
        ("person.paper", "card", "Write one of these: permit,"),
        ("person.motives", "hunger|rest", "Write some of these, with a bar between them: hunger,"),
        ("person.motives", "a]", "Write some of these, with a bar between them: hunger,"),
        ("person.departure_date", "31.12.2010", "2024-05-31, 2024-05 or 2024"),
        ("person.own_words", "established", "Write the words that are meant."),
        ("AAA.beaten", "yes", "Use a state word"),
        ("AAA.risk_is_real", "yes", "Use a state word"),
    ],
)
def test_a_cell_that_cannot_stand_there_is_told_with_what_could(
    column: str, cell: str, mend: str, *, tmp_path: Path
) -> None:
    (problem,) = refused(tmp_path, f"case,{column}\n1,{cell}\n")
    assert problem.code is Code.COHORT_VALUE
    assert mend in problem.mend


def test_words_of_the_person_may_be_any_words(tmp_path: Path) -> None:
    caseload = read(tmp_path, "case,person.own_words\n1,I said: no [nothing] # more\n2,\n")
    assert list(caseload.columns["person", "own_words"]) == [1, 0]


def test_the_columns_name_the_countries_and_routes(tmp_path: Path) -> None:
    shape = table_of(tmp_path, "case,AAA.beaten,BBB>CCC.sent_onward,person.paper\n1,,,\n").shape(law_of())
    assert shape.countries == (("AAA", (), True), ("BBB", (), True), ("CCC", (), True))
    assert shape.routes == (("BBB", "CCC"),)


@pytest.mark.parametrize(
    ("column", "links"),
    [("is_outside", ("nationality",)), ("recognised_as_national", ("nationality",)), ("harm_torture", ())],
)
def test_a_country_is_one_of_nationality_when_a_column_says_something_of_that(
    column: str, links: tuple[str, ...]
) -> None:
    empty = ((), np.array([], dtype=np.int32))
    shape = Table("x", (), {("PRK", column): empty}).shape(law_of("unhcr", library=real()))
    assert shape.countries == (("PRK", links, True),)
