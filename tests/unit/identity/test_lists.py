import gzip
import io
import json
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from wellfounded.identity.lists.builder import Builder, Parts
from wellfounded.identity.lists.dates import NotADate, read_birth
from wellfounded.identity.lists.entry import ListError, PersonList
from wellfounded.identity.lists.read import read_list

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2024-01-01"><INDIVIDUALS>
<INDIVIDUAL><DATAID>1</DATAID><REFERENCE_NUMBER>XX.001</REFERENCE_NUMBER>
<FIRST_NAME>HAN</FIRST_NAME><SECOND_NAME>PYOL SOL</SECOND_NAME><NAME_ORIGINAL_SCRIPT>한별솔</NAME_ORIGINAL_SCRIPT>
<GENDER>Female</GENDER>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Han Byeol-sol</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1984-03-05</DATE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_PLACE_OF_BIRTH><CITY>Hoeryong</CITY><COUNTRY>DPRK</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>123</NUMBER></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT/></INDIVIDUAL>
<INDIVIDUAL><REFERENCE_NUMBER>XX.002</REFERENCE_NUMBER><FIRST_NAME>RYU</FIRST_NAME>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1960</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
</INDIVIDUAL>
<INDIVIDUAL><REFERENCE_NUMBER>XX.003</REFERENCE_NUMBER><FIRST_NAME>O</FIRST_NAME>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1962</TO_YEAR>
</INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>
<INDIVIDUAL><REFERENCE_NUMBER>XX.004</REFERENCE_NUMBER></INDIVIDUAL>
<INDIVIDUAL><FIRST_NAME>NOBODY</FIRST_NAME></INDIVIDUAL>
</INDIVIDUALS></CONSOLIDATED_LIST>"""

OFAC = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://example.org/sdn"><sdnEntry><uid>7</uid><firstName>Pyol Sol</firstName><lastName>HAN</lastName>
<sdnType>Individual</sdnType>
<akaList><aka><uid>8</uid><type>a.k.a.</type><lastName>한별솔</lastName></aka></akaList>
<idList><id><idType>Gender</idType><idNumber>Female</idNumber></id>
<id><idType>Passport</idType><idNumber>123</idNumber></id></idList>
<dateOfBirthList><dateOfBirthItem><dateOfBirth>05 Mar 1984</dateOfBirth></dateOfBirthItem>
<dateOfBirthItem><dateOfBirth>circa 1985</dateOfBirth></dateOfBirthItem></dateOfBirthList>
<placeOfBirthList><placeOfBirthItem><placeOfBirth>Hoeryong</placeOfBirth></placeOfBirthItem></placeOfBirthList>
</sdnEntry><sdnEntry><uid>9</uid><lastName>SHIP</lastName><sdnType>Vessel</sdnType></sdnEntry></sdnList>"""


def ftm(*entities: object) -> bytes:
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in entities).encode()


PERSON = {
    "id": "p1",
    "schema": "Person",
    "properties": {
        "name": ["한별솔"],
        "alias": ["Han Pyol Sol", 7],
        "birthDate": ["1984-03"],
        "gender": ["female"],
        "birthPlace": "회령",
        "passportNumber": ["123"],
        "motherName": ["최봄이"],
    },
}


def read(text: str | bytes) -> PersonList:
    return read_list(text.encode() if isinstance(text, str) else text)


def test_a_table_in_three_languages_of_headings() -> None:
    for head in (
        "Number,Names,Date of birth,Sex,Place of birth,Father's name,Passport",
        "번호,이름,생년월일,성별,고향,아버지,여권",
        "编号;姓名;出生日期;性别;籍贯;父亲;护照".replace(";", ","),
    ):
        found = read(f'{head}\n1,"한별솔; Han Pyol Sol",1984-03-05,여,회령,한두일,123\n')
        (one,) = found.records
        assert (one.key, one.names, str(one.birth)) == ("1", ("한별솔", "Han Pyol Sol"), "1984-03-05")
        assert (one.sex, one.places, one.father, one.numbers) == ("female", ("회령",), "한두일", ("123",))
        assert found.problems == ()


def test_each_row_that_is_refused_is_said_and_the_others_stand() -> None:
    found = read(
        "id,name,born,sex\n1,한별솔,1984,f\n2,,1984,\n1,류하늘,,\n,오나래,,\n5,강바다,5/3/1984,x\n\n6,a,b,c,d\n"
    )
    assert [one.key for one in found.records] == ["1", "5"]
    assert [(one.where, one.refused) for one in found.problems] == [
        ("row 3", True),
        ("row 4", True),
        ("row 5", True),
        ("row 6", False),
        ("row 6", False),
        ("row 8", True),
    ]
    assert found.records[1].birth is None
    assert all(one.message and one.mend for one in found.problems)


def test_rows_without_numbers_are_numbered_by_their_place() -> None:
    assert [one.key for one in read("name\tunknown\n한별솔\tx\n\t\n류하늘\ty\n").records] == ["row 2", "row 4"]


def test_a_workbook() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No", "Name 1", "Name 2", "Mother", "DOB"])
    sheet.append([1, "한별솔", "Han Pyol Sol", "최봄이", 1984])
    content = io.BytesIO()
    book.save(content)
    (one,) = read(content.getvalue()).records
    assert (one.names, one.mother, str(one.birth)) == (("한별솔", "Han Pyol Sol"), "최봄이", "1984")


def workbook_with(part: str, content: bytes) -> bytes:
    """A workbook of which one part says something else."""
    book, made, changed = Workbook(), io.BytesIO(), io.BytesIO()
    assert book.active is not None
    book.active.append(["No", "Name"])
    book.active.append([1, "한별솔"])
    book.save(made)
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, content if name == part else before.read(name))
    return changed.getvalue()


@pytest.mark.parametrize("part", ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("content", [b"<x>" + b"a" * 11_000_000 + b"</x>", b"<x", b"", b"<x/>"])
def test_a_workbook_with_a_broken_part_is_no_list(part: str, content: bytes) -> None:
    with pytest.raises(ListError):
        read(workbook_with(part, content))


def test_what_a_spreadsheet_program_saves_otherwise_is_named() -> None:
    with pytest.raises(ListError, match=r"with a passphrase on it.* Take the protection off"):
        read(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    for order in ("utf-16-le", "utf-16-be"):
        with pytest.raises(ListError, match=r"in UTF-16\. Save it as CSV UTF-8"):
            read("\ufeffnumber,names\n1,한별솔\n".encode(order))


def test_what_is_packed_or_of_another_form_is_named() -> None:
    packed_table = io.BytesIO()
    with zipfile.ZipFile(packed_table, "w") as archive:
        archive.writestr("list.csv", "id,name\n1,Kim\n")
    for content in (gzip.compress(b"id,name\n1,Kim\n"), packed_table.getvalue(), b"7z\xbc\xaf\x27\x1c" + bytes(9)):
        with pytest.raises(ListError, match="packed") as told:
            read(content)
        assert told.value.code == "packed"
    with pytest.raises(ListError, match="one JSON object a line"):
        read(f"[{json.dumps(PERSON)}]")
    with pytest.raises(ListError, match="no list that can be read"):
        read(b"%PDF-1.7\nname\n")


def test_a_table_that_breaks_off_says_where() -> None:
    rows = "".join(f"{number},한별솔\n" for number in range(3, 50))
    with pytest.raises(ListError, match=r"breaks off after line 2: .* quotation mark without its partner"):
        read(f'number,names\n1,한별솔\n2,"류하늘\n{rows}')


def test_the_list_of_the_united_nations() -> None:
    found = read(UN)
    assert (found.kind, [one.key for one in found.records]) == ("UN", ["XX.001", "XX.002", "XX.003"])
    one = found.records[0]
    assert one.names == ("HAN PYOL SOL", "한별솔", "Han Byeol-sol")
    assert (str(one.birth), one.sex, one.places) == ("1984-03-05", "female", ("Hoeryong, DPRK",))
    assert one.numbers == ("Passport 123",)
    assert [str(one.birth) for one in found.records[1:]] == ["1960~", "1960/1962"]
    assert [one.where for one in found.problems] == ["entry XX.004", "entry ?"]


def test_the_list_of_ofac_holds_persons_only_here() -> None:
    found = read(OFAC)
    (one,) = found.records
    assert (found.kind, one.key, one.names) == ("OFAC", "7", ("Pyol Sol HAN", "한별솔"))
    assert (str(one.birth), one.sex, one.places, one.numbers) == (
        "1984-03-05",
        "female",
        ("Hoeryong",),
        ("Passport 123",),
    )
    assert [problem.refused for problem in found.problems] == [False]  # the second birth date


def test_follow_the_money() -> None:
    company = {"id": "c", "schema": "Company", "properties": {"name": ["X"]}}
    found = read(
        ftm(PERSON, company, "", "{broken", "[" * 100_000, {"id": 1, "schema": "Person", "properties": {}}, {})
    )
    (one,) = found.records
    assert (one.key, one.names, one.mother) == ("p1", ("한별솔", "Han Pyol Sol"), "최봄이")
    assert (str(one.birth), one.places, one.numbers) == ("1984-03", ("회령",), ("123",))
    assert [problem.where for problem in found.problems] == ["line 4", "line 5", "line 6", "line 7"]


def test_an_entity_ends_with_a_line_feed_and_with_no_other_sign() -> None:
    texts = {"name": ["Kim Chol Su"], "notes": ["one\u2028two\u0085three\x1cfour"]}
    raw = json.dumps({"id": "p", "schema": "Person", "properties": texts}, ensure_ascii=False)
    found = read(f"{raw}\r\n{raw.replace('Kim', 'Han').replace(chr(34) + 'p', chr(34) + 'q', 1)}\n")
    assert ([one.names for one in found.records], found.problems) == ([("Kim Chol Su",), ("Han Chol Su",)], ())


def test_a_person_whose_name_stands_in_parts_alone_has_a_name() -> None:
    parts = {"firstName": ["Chol"], "middleName": ["Su"], "lastName": ["Kim"]}
    found = read(ftm({"id": "p", "schema": "Person", "properties": parts}, PERSON))
    assert [one.names[0] for one in found.records] == ["Kim, Chol Su", "한별솔"]


def test_half_a_character_goes_no_further() -> None:
    held = {"name": ["Kim Chol Su", "Kim \ud83d"], "birthPlace": ["\ud83d\ude00 Hoeryong \udcff"]}
    (one,) = read(ftm({"id": "p\ud800", "schema": "Person", "properties": held})).records
    assert (one.key, one.places) == ("p\ufffd", ("\U0001f600 Hoeryong \ufffd",))
    assert "".join((one.key, *one.names, *one.places)).encode()


@pytest.mark.parametrize(
    ("births", "kept", "told"),
    [
        (["1984", "1984-03-05", "1984-03"], "1984-03-05", 0),
        (["1984-03-05", "1984"], "1984-03-05", 0),
        (["1984", "1985-03-05"], "1984", 1),
        (["circa 1984", "1984-03-05"], "1984~", 1),  # another may have guessed otherwise: both are for people to see
        (["unknown", "1984"], "1984", 0),
    ],
)
def test_of_two_dates_that_say_the_same_the_more_precise_is_kept(births: list[str], kept: str, told: int) -> None:
    found = read(ftm({"id": "p", "schema": "Person", "properties": {"name": ["Kim"], "birthDate": births}}))
    assert ([str(one.birth) for one in found.records], len(found.problems)) == ([kept], told)


def packed(size: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as book:
        for number in range(3):
            book.writestr(f"xl/worksheets/sheet{number}.xml", b"0" * size)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xef\xbb\xbf \n",
        b"a,b\n1,2\n",
        b"name\n\xff\xfe",
        b'name\n"' + b"x" * 200_000,
        b"PK\x03\x04broken",
        b"\x00\x01\x02",
        b"<html></html>",
        b"<CONSOLIDATED_LIST>",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>',
        b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "http://example.org/x"><sdnList/>',
        b'<?xml version="1.0" encoding="klingon"?><sdnList/>',
        b"{}\n{}",
        b"{\xff}",
        packed(10),
    ],
)
def test_what_is_no_list_is_refused_whole(content: bytes) -> None:
    with pytest.raises(ListError) as refused:
        read_list(content)
    assert refused.value.message
    assert refused.value.mend


def test_a_file_that_is_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wellfounded.identity.lists.read.MOST_BYTES", 10)
    with pytest.raises(ListError, match="300 MB"):
        read_list(b"name\n" + b"x" * 10)
    monkeypatch.undo()
    monkeypatch.setattr("wellfounded.identity.lists.workbook.MOST_UNPACKED", 29)
    with pytest.raises(ListError, match="unpacks to more"):
        read_list(packed(10))
    monkeypatch.setattr("wellfounded.identity.lists.table.MOST_ROWS", 2)
    with pytest.raises(ListError, match="more than 2 rows"):
        read_list(b"name\nx\ny\n")


def test_too_many_names_or_one_too_long_refuses_the_entry() -> None:
    found = read(f"name\n{'x' * 300}\n{';'.join(map(str, range(300)))}\n한별솔\n")
    assert [one.names for one in found.records] == [("한별솔",)]
    assert [problem.refused for problem in found.problems] == [True, True]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("😀", "😀"),
        ("\u202e\u200f", "[U+202E][U+200F]"),
        ("Han\x01Pyol", "Han[U+0001]Pyol"),
        ("???", "???"),
        ("12-345", "12-345"),
    ],
)
def test_a_name_that_nobody_can_read_is_told_and_leaves_the_others(name: str, shown: str) -> None:
    found = read(f"number,names\n1,{name}\n2,한별솔;{name}\n3,류하늘\n")
    assert [(one.key, one.names) for one in found.records] == [("2", ("한별솔",)), ("3", ("류하늘",))]
    told = [(one.where, one.refused, one.code, one.value) for one in found.problems]
    assert told == [("row 2", True, "unreadable", shown), ("row 3", False, "unreadable", shown)]
    assert all(shown in one.message for one in found.problems)


@pytest.mark.parametrize("name", ["ทองดี", "김", "Nguyễn", "\u200fمحمد", "김철수(金哲洙)", "〇", "Ng"])
def test_a_name_in_whatever_script_is_taken_in_silence(name: str) -> None:
    found = read(f"number,names\n1,{name}\n")
    assert ([one.names for one in found.records], found.problems) == ([(name,)], ())


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("05 Mar 1984", "1984-03-05"),
        ("5 September 1984", "1984-09-05"),
        ("Sept 1984", "1984-09"),
        ("1984", "1984"),
        ("circa 1984", "1984~"),
        ("approximately 1984", "1984~"),
        ("1984 to 1986", "1984/1986"),
        ("1984-3-5", "1984-03-05"),
        ("1984.03", "1984-03"),
        ("1984년 3월 5일", "1984-03-05"),
        ("1984年3月5日", "1984-03-05"),
        ("1984年", "1984"),
        ("lunar:1984-03-05", "lunar:1984-03-05"),
        ("음력 1984년 3월 5일", "lunar:1984-03-05"),
        ("주체73년 3월", "juche:73-03"),
        ("龍年", "zodiac:dragon"),
        ("05-MAR-1984", "1984-03-05"),
        ("05MAR1984", "1984-03-05"),
        ("March 5, 1984", "1984-03-05"),
        ("5 Mar 1984 to 7 Apr 1985", "1984-03-05/1985-04-07"),
        ("circa Mar 1984", "1984-03~"),
        ("~1984", "1984~"),
        ("19840305", "1984-03-05"),
        ("1984-03-05T00:00:00", "1984-03-05"),
        ("1984-03-05 00:00:00.000", "1984-03-05"),
        ("1984-00-00", "1984"),
        ("1984-03-00", "1984-03"),
    ],
)
def test_dates_as_lists_write_them(text: str, stored: str) -> None:
    assert str(read_birth(text)) == stored


@pytest.mark.parametrize("text", ["", " ", "unknown", "N/A", "미상", "不详", "-", "?"])
def test_what_says_that_nothing_is_known_is_no_problem(text: str) -> None:
    assert read_birth(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("5/3/1984", "13/12/1984", "31 Feb 1984", "05 Foo 1984", "yesterday", "1986 to 1984", "84", "5-Mar-84"),
        *("19840231", "19841301", "30746", "0000-00-00", "5 Mar 10 1984", "#N/A", "1984-85"),
    ],
)
def test_a_date_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(NotADate):
        read_birth(text)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_refused(content: bytes) -> None:
    for begin in (b"", b"name\n", b"<", b"{", b"PK\x03\x04"):
        try:
            found = read_list(begin + content)
        except ListError:
            continue
        assert all(one.names for one in found.records)


def test_a_surname_and_a_given_name_of_their_own_columns_are_one_name() -> None:
    found = read_list("No,Last name,First name,Alias\n1,HAN,Pyol Sol,한별솔\n2,,Erika,\n3,,,\n".encode())
    assert [record.names for record in found.records] == [("한별솔", "HAN, Pyol Sol"), ("Erika",)]
    assert [problem.code for problem in found.problems] == ["no_name"]
    with pytest.raises(ListError):
        read_list(b"no,first name\n1,Erika\n")


# ── born later than anybody can be ───────────────────────────────────────────────────────────────────────────────────
def workbook_of(*rows: list[object]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def un_with(birth: str, listed: str) -> str:
    return UN.replace("<DATE>1984-03-05</DATE>", f"<DATE>{birth}</DATE>").replace(
        "<GENDER>", f"<LISTED_ON>{listed}</LISTED_ON><GENDER>", 1
    )


def ftm_with(birth: str, **more: str) -> bytes:
    return ftm(PERSON | {"properties": {"name": ["한별솔"], "birthDate": [birth], **more}})


TABLE = "id,name,born,date of death\n1,한별솔,{birth},{death}\n"
BOOK: list[list[object]] = [["No", "Name", "DOB", "사망일"], [1, "한별솔", "2099-03-05", ""]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (TABLE.format(birth="2099-03-05", death=""), "ahead"),
        (TABLE.format(birth="2099~", death=""), "ahead"),
        (TABLE.format(birth="1984-03-05", death="1983"), "after_end"),
        (workbook_of(*BOOK), "ahead"),
        (UN.replace("1984-03-05", "2024-01-02"), "after_list"),
        (UN.replace("1984-03-05", "2099-01-02"), "ahead"),
        (un_with("1984-03-05", "1983-01-02"), "after_end"),
        (OFAC.replace("05 Mar 1984", "05 Mar 2099").replace("circa 1985", ""), "ahead"),
        (
            OFAC.replace("05 Mar 1984", "05 Mar 2023")
            .replace("circa 1985", "")
            .replace(
                "<sdnEntry>",
                "<publshInformation><Publish_Date>12/31/2022</Publish_Date></publshInformation><sdnEntry>",
                1,
            ),
            "after_list",
        ),
        (ftm_with("2099"), "ahead"),
        (ftm_with("1984-03", deathDate="1983"), "after_end"),
    ],
)
def test_who_is_born_too_late_is_told_and_compared_without_the_date(content: str | bytes, code: str) -> None:
    found = read(content)
    one = found.records[0]
    [said] = [problem for problem in found.problems if problem.code == code]
    assert (one.birth, said.refused, said.where in {"row 2", "entry XX.001", "entry 7", "line 1"}) == (
        None,
        False,
        True,
    )
    assert said.value in said.message
    assert "century" in said.mend


@pytest.mark.parametrize(
    "content",
    [
        TABLE.format(birth="1984-03-05", death="1984"),  # on a day of that year
        TABLE.format(birth="1984-03-05", death="unknown"),
        TABLE.format(birth="1984-03-05", death="5/3/1983"),  # May or March: it is not read
        UN.replace("1984-03-05", "2024-01-01"),
        UN.replace('dateGenerated="2024-01-01"', 'dateGenerated="soon"'),
        un_with("1984-03-05", "2010-01-02"),
        ftm_with("1984-03", deathDate="1984"),
    ],
)
def test_a_birth_that_can_be_is_taken(content: str | bytes) -> None:
    found = read(content)
    assert found.records[0].birth is not None
    assert not {"ahead", "after_list", "after_end"} & {problem.code for problem in found.problems}


def test_the_day_on_which_a_list_is_read_is_one_on_which_somebody_is_born() -> None:
    def read_on(today: date) -> list[str]:
        builder = Builder(today=today)
        builder.take(Parts(where="row 2", key="1", names=["한별솔"], births=["2024-03-05"]))
        return [problem.code for problem in builder.problems]

    assert read_on(date(2024, 3, 5)) == []
    assert read_on(date(2024, 3, 4)) == ["ahead"]


def test_of_two_births_the_one_that_can_be_is_kept() -> None:
    found = read("id,name,born,year of birth\n1,한별솔,2084-03-05,1984\n")
    assert (str(found.records[0].birth), [one.code for one in found.problems]) == ("1984", ["ahead"])


def test_a_day_of_death_is_told_to_be_left_out() -> None:
    [told] = read(TABLE.format(birth="1984", death="2001")).problems
    assert (told.code, told.value) == ("columns", "date of death")
