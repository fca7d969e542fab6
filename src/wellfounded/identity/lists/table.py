"""Lists as tables: CSV and XLSX with a heading for each column, in English, Korean or Chinese."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from wellfounded.identity.lists.builder import Builder, Parts
from wellfounded.identity.lists.entry import ListError, ListProblem, PersonList

MOST_ROWS = 2_000_000
MOST_UNPACKED = 500_000_000
_HEADINGS = {
    "key": ("number", "id", "key", "no", "case", "번호", "编号", "編號"),
    "name": ("name", "names", "full name", "alias", "aliases", "이름", "성명", "별명", "姓名", "名字", "别名"),
    "surname": ("surname", "family name", "last name", "성", "姓", "姓氏"),
    "given": ("given name", "given names", "first name", "forename", "forenames"),
    "birth": ("birth", "born", "date of birth", "dob", "birthdate", "생년월일", "출생일", "出生日期", "出生"),
    "sex": ("sex", "gender", "성별", "性别", "性別"),
    "place": ("place", "place of birth", "birthplace", "birth place", "origin", "출생지", "고향", "出生地", "籍贯"),
    "father": ("father", "father name", "아버지", "부", "父亲", "父親"),
    "mother": ("mother", "mother name", "어머니", "모", "母亲", "母親"),
    "paper": ("paper", "passport", "document", "document number", "증명서", "여권", "证件号", "护照"),
}
_APART: tuple[str | None, ...] = ("surname", "given")
_PART_OF = {heading: part for part, headings in _HEADINGS.items() for heading in headings}
_SEPARATORS = ";|"
# A SyntaxError is the XML of a part that is no XML, whichever reader of XML is there.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, NotImplementedError, SyntaxError, EOFError),
    *(LookupError, ValueError, TypeError, AttributeError, OSError),
)


def read_csv(content: bytes) -> PersonList:
    """A list in UTF-8, with commas, semicolons or tabs.

    Raises:
        ListError: it is no such table, or has no column of names.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        said = f"The file is not in UTF-8 (byte {wrong.start})."
        raise ListError(said, mend="Save it as CSV UTF-8.", code="not_utf8", value=str(wrong.start)) from None
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    return _read(_rows(text, separator), kind="CSV")


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """The rows; where they break off, the last whole line is told: a quotation mark may swallow all that follows."""
    reader, whole = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 0
    try:
        for row in reader:
            whole = reader.line_num
            yield row
    except csv.Error as wrong:
        mend = "Look there for a quotation mark without its partner, and save it as CSV again."
        said = f"The table breaks off after line {whole}: {wrong}."
        raise ListError(said, mend=mend, code="breaks_off", value=f"{whole}: {wrong}") from None


def read_xlsx(content: bytes) -> PersonList:
    """The first sheet of a workbook, values only.

    Raises:
        ListError: it is no workbook, unpacks to more than half a gigabyte, or has no column of names.
    """
    return _read(_sheet_rows(content), kind="XLSX")


def _sheet_rows(content: bytes) -> Iterator[list[str]]:
    try:
        _check_unpacked(content)
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        # A part is opened when its rows are asked for: what is broken in it is seen here and not before.
        for row in sheet.iter_rows(values_only=True):
            yield [_text(cell) for cell in row]
    except ListError:
        raise
    except _BROKEN:
        said = "This is no workbook that can be read."
        raise ListError(said, mend="Save it as XLSX again.", code="no_workbook") from None


def _check_unpacked(content: bytes) -> None:
    """What a workbook says it unpacks to, before anything unpacks it."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            raise ListError("The workbook unpacks to more than 500 MB.", mend="Divide the list.")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return cell.date().isoformat() if hasattr(cell, "date") else str(cell)


def _read(rows: Iterable[Sequence[str]], *, kind: str) -> PersonList:
    lines = iter(rows)
    columns = [_PART_OF.get(_plain(cell)) for cell in next(lines, [])]
    if "name" not in columns and not set(_APART) <= set(columns):
        known = ", ".join(headings[0] for headings in _HEADINGS.values())
        mend = f"Head the columns by these words: {known}."
        raise ListError("No column holds names.", mend=mend, code="no_names", value=known)
    builder = Builder()
    for number, row in enumerate(lines, start=2):
        if number > MOST_ROWS:
            raise ListError(f"There are more than {MOST_ROWS} rows.", mend="Divide the list.")
        if len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
            mend = "Put texts with a separator into quotation marks."
            said = ListProblem(f"row {number}", "More cells than headings.", mend, refused=True, code="cells")
            builder.problems.append(said)
        elif any(cell.strip() for cell in row):
            builder.take(_parts(number, zip(columns, row, strict=False), numbered="key" in columns))
    return PersonList(kind, tuple(builder.records), tuple(builder.problems))


def _plain(heading: str) -> str:
    bare = heading.replace("_", " ").replace("’s", "").replace("'s", "").casefold()
    return " ".join(bare.rstrip("0123456789 ").split())


def _parts(number: int, cells: Iterable[tuple[str | None, str]], *, numbered: bool) -> Parts:
    parts = Parts(where=f"row {number}", key="" if numbered else f"row {number}")
    for part, cell in _in_one(cells):
        match part:
            case "key":
                parts.key = cell.strip()
            case "name":
                parts.names.extend(_several(cell))
            case "birth":
                parts.births.append(cell)
            case "sex":
                parts.sex = cell
            case "place":
                parts.places.extend(_several(cell))
            case "father":
                parts.father = cell
            case "mother":
                parts.mother = cell
            case "paper":
                parts.numbers.extend(_several(cell))
            case _:
                pass
    return parts


def _in_one(cells: Iterable[tuple[str | None, str]]) -> Iterator[tuple[str | None, str]]:
    """The cells, with a surname and a given name of their own columns made one name; the comma says which is which."""
    apart = dict.fromkeys(_APART, "")
    for part, cell in cells:
        if part in apart:
            apart[part] = cell.strip()
        else:
            yield part, cell
    yield "name", ", ".join(filter(None, apart.values()))


def _several(cell: str) -> Iterator[str]:
    for separator in _SEPARATORS[1:]:
        cell = cell.replace(separator, _SEPARATORS[0])
    yield from cell.split(_SEPARATORS[0])
