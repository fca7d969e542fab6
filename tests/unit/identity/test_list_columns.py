"""Columns of tables as registers have them: known by their usual names, and told where they are left out."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from wellfounded.identity.lists.entry import OF_THE_TABLE, ListError, PersonList
from wellfounded.identity.lists.headings import WORDS, columns_of
from wellfounded.identity.lists.read import read_list


def read(text: str) -> PersonList:
    return read_list(text.encode())


def left_out(found: PersonList) -> list[tuple[str, str, str]]:
    return [(one.where, one.code, one.value) for one in found.problems if one.code in OF_THE_TABLE]


def workbook(*sheets: list[list[object]], merged: str = "") -> bytes:
    book, made = Workbook(), io.BytesIO()
    assert book.active is not None
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "head",
    [
        "id,full_name,birth_date,gender,place_of_birth",
        "Registration No.,Full Name *,Date of Birth (YYYY-MM-DD),Sex (M/F),Place of Birth",
        "IndividualID,FullName,DateOfBirth,Sex,BirthPlace",
        "\u200bCase number,NAME (as in passport),D.O.B.,Gender:,POB",
        "등록번호,성명(한글),생년월일,성별,출생지",
        "编号,中文姓名,出生年月日,性別,籍貫",
        "Регистрационный номер,ФИО,Дата рождения,Пол,Место рождения",
        "Numéro,Nom complet,Date de naissance,Sexe,Lieu de naissance",
        "Nr,Name,Geburtsdatum,Geschlecht,Geburtsort",
        "الرقم,الاسم الكامل,تاريخ الميلاد,الجنس,مكان الميلاد",
    ],
)
def test_a_column_is_known_by_its_usual_names(head: str) -> None:
    found = read(f"{head}\n7,Kim Chol Su,1984-03-05,m,Hoeryong\n")
    (one,) = found.records
    assert (one.key, one.names, str(one.birth)) == ("7", ("Kim Chol Su",), "1984-03-05")
    assert (one.sex, one.places, found.problems) == ("male", ("Hoeryong",), ())


def test_a_column_that_is_not_known_is_told_and_the_others_are_read() -> None:
    found = read("id,name,nationality,born,Remarks of the clerk,\n1,Kim Chol Su,PRK,1984,tall,\n")
    assert [str(one.birth) for one in found.records] == ["1984"]
    assert left_out(found) == [("row 1", "columns", "nationality, Remarks of the clerk")]
    assert not any(one.refused for one in found.problems)
    assert "nationality, Remarks of the clerk" in found.problems[0].message
    assert left_out(read("id,name,born\n1,Kim Chol Su,1984\n")) == []  # the control


def test_very_many_columns_are_told_in_few_words() -> None:
    ((_, _, told),) = left_out(read(f"name,{','.join('x' * 500 + str(number) for number in range(500))}\nKim\n"))
    assert told.endswith(", …")
    assert len(told) < 3000


def test_words_of_two_parts_never_are_one_heading() -> None:
    for part, words in WORDS.items():
        assert {columns_of([word]).parts for word in words} == {(part,)}


def test_the_number_of_a_case_goes_before_the_number_of_a_row() -> None:
    for head in ("No,Case ID,name", "Case ID,No,name"):
        cells = "1,C-7,Kim" if head.startswith("No") else "C-7,1,Kim"
        found = read(f"{head}\n{cells}\n")
        assert [one.key for one in found.records] == ["C-7"]
        assert left_out(found) == [("row 1", "columns", "No")]


def test_of_two_columns_for_one_thing_the_second_takes_nothing_away() -> None:
    found = read("id,name,sex,gender,father,father's name\n1,Kim Chol Su,m,,Kim Il,\n")
    assert [(one.sex, one.father) for one in found.records] == [("male", "Kim Il")]
    assert left_out(found) == [("row 1", "columns", "gender, father's name")]


@pytest.mark.parametrize(
    ("head", "row", "names"),
    [
        ("id,first name,middle name,last name", "1,Chol,Su,Kim", ("Kim, Chol Su",)),
        ("id,Name,Vorname", "1,Kim,Chol Su", ("Kim, Chol Su",)),
        ("id,Nom,Prénom", "1,KIM,Chol Su", ("KIM, Chol Su",)),
        ("id,name,surname", "1,Chol Su,Kim", ("Kim, Chol Su",)),
        ("id,name,surname", "1,Kim Chol Su,KIM", ("Kim Chol Su",)),
        ("id,name,given name", "1,Kim Chol Su,Chol Su", ("Kim Chol Su",)),
        ("id,name,alias,surname", "1,Chol Su,김철수,Kim", ("Kim, Chol Su", "김철수")),
        ("id,name,surname", "1,,Kim", ("Kim",)),
        ("id,성,이름", "1,김,철수", ("김, 철수",)),
    ],
)
def test_a_part_of_a_name_is_no_name_of_its_own(head: str, row: str, names: tuple[str, ...]) -> None:
    assert [one.names for one in read(f"{head}\n{row}\n").records] == [names]


def test_what_stands_above_the_headings_is_told_and_rows_keep_their_numbers() -> None:
    found = read("Missing persons,,\n\nid,name,born\n1,Kim Chol Su,1984\n2,,\n")
    assert [one.key for one in found.records] == ["1"]
    assert [(one.where, one.code) for one in found.problems] == [("row 3", "above"), ("row 5", "no_name")]
    assert left_out(read("\n\nid,name,born\n1,Kim Chol Su,1984\n")) == []
    with pytest.raises(ListError, match="No column holds names"):
        read("\n" * 20 + "id,name,born\n1,Kim Chol Su,1984\n")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_columns_known(sign: str) -> None:
    found = read(f"{sign.join(('id', 'names', 'born'))}\n{sign.join(('1', 'Kim', '1984'))}\n")
    assert [(one.key, one.names, str(one.birth)) for one in found.records] == [("1", ("Kim",), "1984")]


def test_a_separator_that_excel_names_and_one_that_stands_oftener_in_a_heading() -> None:
    named = read('sep=;\r\nid;name;born\r\n1;"Kim";1984\r\n2;;\r\n')
    assert ([one.key for one in named.records], [one.where for one in named.problems]) == (["1"], ["row 4"])
    oftener = read("id;name;place, town, village, any;born\n1;Kim;x;1984\n")
    assert [str(one.birth) for one in oftener.records] == ["1984"]


def test_blanks_behind_separators_do_not_hide_quotation_marks() -> None:
    (one,) = read('id, "name", "born"\n1, "Li, Na", "1984"\n').records
    assert (one.names, str(one.birth)) == (("Li, Na",), "1984")


def test_the_list_that_an_office_writes_itself_is_read_thing_by_thing() -> None:
    head = "IndividualID,CaseNumber,RegistrationGroupID,Names,DateOfBirth,FathersName,OriginLocationLevel2,Documents"
    row = r"P-1,C-1,G-1,김은희|own|Hang; Kim\; Un|latin,lunar:1984-03-05,김철,회령,passport|PRK|123; none|PRK"
    (one,) = read(f"{head}\n{row}\n").records
    assert (one.key, one.names, str(one.birth)) == ("P-1", ("김은희", "Kim; Un"), "lunar:1984-03-05")
    assert (one.father, one.places, one.numbers) == ("김철", ("회령",), ("passport 123",))
    (other,) = read(f"{head.replace('RegistrationGroupID', 'x')}\n{row}\n").records
    assert "own" in other.names  # the control: of another table each part is a name


def test_a_name_that_says_that_it_is_not_known_is_none() -> None:
    found = read("id,name\n1,Unknown\n2,미상; 김철수\n3,#REF!\n4,N/A\n")
    assert [(one.key, one.names) for one in found.records] == [("2", ("김철수",))]
    assert [(one.where, one.code) for one in found.problems] == [
        ("row 2", "no_name"),
        ("row 4", "unreadable"),
        ("row 5", "no_name"),
    ]


def test_a_number_that_fills_the_screen_is_refused() -> None:
    found = read(f"id,name\n{'9' * 201},Kim\n{'9' * 200},Li\n")
    assert [len(one.key) for one in found.records] == [200]
    assert [one.code for one in found.problems] == ["too_long"]


HEAD: list[object] = ["No", "Name", "DOB"]


def test_a_workbook_with_a_title_and_dates_of_every_kind() -> None:
    rows: list[list[object]] = [
        ["Missing 2026"],
        [],
        HEAD,
        [1, "Kim Chol Su", datetime(1984, 3, 5, 12)],  # noqa: DTZ001 - a spreadsheet has no zones
        [2, "Li Na", date(1984, 3, 5)],
        [3, "Li Na", 1984],
        [4, "Li Na", 19840305],
        [5, "Li Na", 30746],
    ]
    found = read_list(workbook(rows))
    births = [str(one.birth or "") for one in found.records]
    assert births == ["1984-03-05", "1984-03-05", "1984", "1984-03-05", ""]
    told = [(one.where, one.code, one.detail) for one in found.problems]
    assert told == [("row 3", "above", ""), ("row 8", "birth", "counted")]


def test_a_formula_without_its_result_refuses_the_row_in_words() -> None:
    rows: list[list[object]] = [[*HEAD, "note"], ["=1+1", '=CONCAT("Kim","Su")', ""], [3, "Li Na", "", "=1+1"]]
    found = read_list(workbook(rows))
    assert [one.key for one in found.records] == ["3"]
    assert [(one.where, one.code) for one in found.problems if one.refused] == [("row 2", "formula")]


def test_the_sheet_with_names_is_read_and_the_others_are_told() -> None:
    people: list[list[object]] = [HEAD, [1, "Li Na", 1984]]
    cover: list[list[object]] = [["Read me first"]]
    for sheets in ((cover, people), (people, cover)):
        found = read_list(workbook(*sheets))
        assert [one.key for one in found.records] == ["1"]
        number = 1 + sheets.index(cover)
        assert left_out(found) == [("row 1", "sheets", f"Sheet {number}")]
    assert left_out(read_list(workbook(people, []))) == []


def test_cells_that_are_merged_over_rows_are_told() -> None:
    rows: list[list[object]] = [["id", "name", "place"], [1, "Li Na", "Hoeryong"], [2, "Li Su", None]]
    assert [code for _, code, _ in left_out(read_list(workbook(rows, merged="C2:C3")))] == ["merged"]
    assert left_out(read_list(workbook([["A title", None], *rows], merged="A1:B1"))) == [("row 2", "above", "")]
