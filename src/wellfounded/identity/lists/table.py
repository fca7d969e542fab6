"""Lists as tables: CSV and XLSX with a heading for each column. What is left out of a table is told."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from wellfounded.identity.lists.builder import Builder, Parts
from wellfounded.identity.lists.entry import ListError, ListProblem, PersonList
from wellfounded.identity.lists.headings import BEFORE_HEADINGS, END, WORDS, Columns, columns_of
from wellfounded.identity.lists.packed import unpacked
from wellfounded.identity.lists.workbook import Uncomputed, Workbook

MOST_ROWS = 2_000_000
MOST_SHOWN = 30
_SEPARATORS = ",;\t|"
_SEPARATOR_SAID = re.compile(r"\Asep=(?P<sign>[^\"\r\n])\r?\n", re.IGNORECASE)
_HEAD = 20_000  # characters in which the headings are looked for
_BETWEEN = ";|"
_KIND, _NUMBER = 0, 2  # what stands where in a paper of an office's list


def read_csv(content: bytes) -> PersonList:
    """A list in UTF-8, with commas, semicolons, tabs or upright strokes.

    Raises:
        ListError: it is no such table, or has no column of names.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        said = f"The file is not in UTF-8 (byte {wrong.start})."
        raise ListError(said, mend="Save it as CSV UTF-8.", code="not_utf8", value=str(wrong.start)) from None
    separator = _separator(text)
    # The line with the separator stays a line, so that rows are counted as a spreadsheet counts them.
    return _read(_rows(_SEPARATOR_SAID.sub("\n", text, count=1), separator), kind="CSV")


def _separator(text: str) -> str:
    """What Excel says in a line of its own, else the sign by which most columns are known, or there are most."""
    if said := _SEPARATOR_SAID.match(text):
        return said["sign"]
    head = text[:_HEAD]

    def made(sign: str) -> tuple[int, int]:
        rows = list(islice(csv.reader(io.StringIO(head, newline=""), delimiter=sign), BEFORE_HEADINGS))
        return max(columns_of(row).known for row in rows), head.partition("\n")[0].count(sign)

    return max(_SEPARATORS, key=made)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """The rows; where they break off, the last whole line is told: a quotation mark may swallow all that follows."""
    lines = io.StringIO(text, newline="")
    reader, whole = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True), 0
    try:
        for row in reader:
            whole = reader.line_num
            yield row
    except csv.Error as wrong:
        mend = "Look there for a quotation mark without its partner, and save it as CSV again."
        said = f"The table breaks off after line {whole}: {wrong}."
        raise ListError(said, mend=mend, code="breaks_off", value=f"{whole}: {wrong}") from None


def read_xlsx(content: bytes) -> PersonList:
    """The first sheet of a workbook in which a column holds names, values only.

    Raises:
        ListError: it is no workbook, unpacks to more than half a gigabyte, or has no column of names.
    """
    book = Workbook(content)
    return _read(book.rows(), kind="XLSX", told=list(_of_book(book)))


def _of_book(book: Workbook) -> Iterator[ListProblem]:
    if book.other_sheets:
        named = _listed(book.other_sheets)
        said, mend = f"Other sheets are left out: {named}.", "Save them as files of their own, if people are on them."
        yield ListProblem("row 1", said, mend, refused=False, code="sheets", value=named)
    if book.merged:
        said = "Cells are merged over several rows: what stands in them counts for the first of these rows alone."
        mend = "Part them in the spreadsheet program, and fill in every row."
        yield ListProblem("row 1", said, mend, refused=False, code="merged")


def _read(rows: Iterable[Sequence[str]], *, kind: str, told: Sequence[ListProblem] = ()) -> PersonList:
    lines = enumerate(rows, start=1)
    columns, problems = _headings(lines)
    builder = Builder(problems=[*told, *problems])
    for number, row in lines:
        if number > MOST_ROWS:
            raise ListError(f"There are more than {MOST_ROWS} rows.", mend="Divide the list.")
        if problem := _unusable(number, row, columns=columns):
            builder.problems.append(problem)
        elif any(cell.strip() for cell in row):
            builder.take(_parts(number, row, columns=columns))
    return PersonList(kind, tuple(builder.records), tuple(builder.problems))


def _headings(lines: Iterator[tuple[int, Sequence[str]]]) -> tuple[Columns, list[ListProblem]]:
    """The columns, by the first row that heads one of names, and what is left out above and beside them."""
    above = False
    for number, row in islice(lines, BEFORE_HEADINGS):
        columns = columns_of(row)
        if columns.named:
            return columns, list(_left_out(number, columns, above=above))
        above = above or any(cell.strip() for cell in row)
    known = ", ".join(headings[0] for headings in WORDS.values())
    mend = f"Head the columns by these words: {known}."
    raise ListError("No column holds names.", mend=mend, code="no_names", value=known)


def _left_out(number: int, columns: Columns, *, above: bool) -> Iterator[ListProblem]:
    if above:
        said = "What stands above the headings is left out."
        mend = "Look whether somebody stands there."
        yield ListProblem(f"row {number}", said, mend, refused=False, code="above")
    if columns.left_out:
        named = _listed(columns.left_out)
        known = ", ".join(headings[0] for headings in WORDS.values())
        said = f"These columns are left out: {named}."
        mend = f"If one of them is to be compared, head it by one of these words: {known}."
        yield ListProblem(f"row {number}", said, mend, refused=False, code="columns", value=named)


def _listed(names: Sequence[str]) -> str:
    return ", ".join([*names[:MOST_SHOWN], *(["…"] if len(names) > MOST_SHOWN else [])])


def _unusable(number: int, row: Sequence[str], *, columns: Columns) -> ListProblem | None:
    width = len(columns.parts)
    if len(row) > width and any(cell.strip() for cell in row[width:]):
        mend = "Put texts with a separator into quotation marks."
        return ListProblem(f"row {number}", "More cells than headings.", mend, refused=True, code="cells")
    if any(part in WORDS and isinstance(cell, Uncomputed) for part, cell in zip(columns.parts, row, strict=False)):
        said = "A cell holds a formula without its result."
        mend = "Open the workbook in a spreadsheet program, and save it there."
        return ListProblem(f"row {number}", said, mend, refused=True, code="formula")
    return None


def _parts(number: int, row: Sequence[str], *, columns: Columns) -> Parts:
    cells: dict[str, list[str]] = {part: [] for part in (*WORDS, END)}
    for part, cell in zip(columns.parts, row, strict=False):
        if part and cell.strip():
            cells[part].append(cell.strip())
    several = _of_an_office if columns.of_an_office else _several
    names = list(chain.from_iterable(several(cell) for cell in cells["name"]))
    papers = _papers(cells["paper"]) if columns.of_an_office else chain.from_iterable(map(_several, cells["paper"]))
    return Parts(
        where=f"row {number}",
        key="".join(cells["key"]) if "key" in columns.parts else f"row {number}",
        names=_in_one(names, surname=" ".join(cells["surname"]), given=" ".join(cells["given"]), apart=columns.apart),
        births=cells["birth"],
        ends=cells[END],
        sex="".join(cells["sex"]),
        places=list(chain.from_iterable(map(_several, cells["place"]))),
        father="".join(cells["father"]),
        mother="".join(cells["mother"]),
        numbers=list(papers),
    )


def _in_one(names: Sequence[str], *, surname: str, given: str, apart: bool) -> list[str]:
    """The names, with a surname and a given name of their own columns made one; the comma says which is which.

    Where only one of the two has a column, the first column of names may hold the other (Name and Vorname). A part
    that is a name already is not one of its own: a surname alone is the name of half a country.
    """
    part = surname or given
    if not part:
        return list(names)
    if apart or not names:
        return [*names, ", ".join(filter(None, (surname, given)))]
    first, *others = names
    if _words(part) <= _words(first):
        return [*names]
    return [", ".join((surname, first) if surname else (first, given)), *others]


def _words(name: str) -> set[str]:
    return set(name.casefold().replace(",", " ").split())


def _several(cell: str) -> Iterator[str]:
    for separator in _BETWEEN[1:]:
        cell = cell.replace(separator, _BETWEEN[0])
    yield from cell.split(_BETWEEN[0])


def _of_an_office(cell: str) -> Iterator[str]:
    """The first part of each thing; what kind of name it is and in what script are no names."""
    return (parts[0] for parts in unpacked(cell))


def _papers(cells: Iterable[str]) -> Iterator[str]:
    for parts in chain.from_iterable(map(unpacked, cells)):
        if len(parts) > _NUMBER and parts[_NUMBER]:
            yield f"{parts[_KIND]} {parts[_NUMBER]}"
