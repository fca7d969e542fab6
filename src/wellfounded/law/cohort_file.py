"""Reads a caseload from CSV or Parquet: one row a person, one column a fact.

Columns are `case` (any label) and `<entity>.<fact or criterion>`: `person.stateless`, `PRK.is_outside`,
`CHN>PRK.onward_removal_real`, `PRK.objective_risk`. A cell is a state word, with `put` or `asked` behind it where
that is so (`refuted put`); a date, quantity or choice is the value itself. An empty cell is unknown.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from wellfounded.law.case_file import PERSON, Case, FactRecord, Slot
from wellfounded.law.case_reader import scope_of
from wellfounded.law.catalogue import FactDefinition, FactType
from wellfounded.law.cohort import Caseload
from wellfounded.law.cohort_codes import code_of
from wellfounded.law.document import Document
from wellfounded.law.errors import CaseError, Code, InputError, Problem
from wellfounded.law.fact_reader import read_fact
from wellfounded.law.fields import Fields, did_you_mean
from wellfounded.law.measure import measured
from wellfounded.law.program import Leaf, LeafKind, Program, Shape
from wellfounded.law.whatif import with_fact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from wellfounded.law.law import Law

MOST_PROBLEMS = 50
ENTITY = re.compile(rf"{PERSON}|[A-Z]{{3}}(>[A-Z]{{3}})?")
NO_TABLE = "Give a table with a row a person, whose first line names the columns: case,PRK.is_outside."
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Table:
    """A caseload as read: the people's labels, the distinct words of each column and, per row, which word it is."""

    file: str
    labels: tuple[str, ...]
    columns: dict[Slot, tuple[tuple[str, ...], NDArray[np.int32]]]

    def shape(self, law: Law) -> Shape:
        """The countries and routes that the columns name.

        A country is one of nationality when a column says something of that, or whether the person is outside it.
        """
        codes = dict.fromkeys(code for entity, _ in self.columns if entity != PERSON for code in entity.split(">"))
        routes = tuple(
            dict.fromkeys(
                (start, end) for entity, _ in self.columns if ">" in entity for start, end in [entity.split(">")]
            )
        )
        linked = {
            entity
            for entity, name in self.columns
            if name == "is_outside" or (name in law.facts and law.facts[name].topic == "nationality")
        }
        return Shape(tuple((code, ("nationality",) if code in linked else (), True) for code in codes), routes)

    def ignored(self, law: Law) -> tuple[str, ...]:
        """The columns that count for nothing under another law than the one for which the table was read."""
        return tuple(
            ".".join(slot) for slot in self.columns if slot[1] not in law.facts and not takes_finding(slot[1], law)
        )


def takes_finding(name: str, law: Law) -> bool:
    """Whether a person's finding of a criterion counts under a law; it does not where rules decide the criterion."""
    criterion = law.criteria.get(name)
    return criterion is not None and criterion.evaluative


def decided_by_rules(name: str, *, column: str) -> tuple[str, str]:
    """What to say of a column for a criterion that rules decide, and how to mend it."""
    message = f"The column “{column}” would count for nothing: rules decide “{name}”."
    return message, f"Leave it out, and give the facts that its rules read: wellfounded law show {name}."


def read_table(path: Path, law: Law) -> Table:
    """Read a caseload. Raises `CaseError` with every column that is not known, or that would count for nothing."""
    table = _arrow(path)
    problems = list(_twice(table.column_names, str(path)))
    if problems:
        raise CaseError(problems)
    columns: dict[Slot, tuple[tuple[str, ...], NDArray[np.int32]]] = {}
    for name in table.column_names:
        if name != "case":
            slot = _slot(name, law, file=str(path), problems=problems)
            if slot is not None:
                columns[slot] = _words(table.column(name))
    if problems:
        raise CaseError(problems)
    labels = table.column("case").to_pylist() if "case" in table.column_names else range(1, table.num_rows + 1)
    return Table(str(path), tuple(str(label) for label in labels), columns)


@dataclass(frozen=True, slots=True)
class CaseDays:
    """The claim and decision dates that hold for the whole caseload."""

    claim: date
    decision: date


def caseload_of(table: Table, program: Program, *, days: CaseDays) -> Caseload:
    """The caseload as codes. Raises `CaseError` with every word that is not known, and in which row it first stands."""
    problems: list[Problem] = []
    columns: dict[Slot, NDArray[np.uint8]] = {}
    valued: dict[Slot, list[FactRecord | None]] = {}
    for slot, (words, _) in table.columns.items():
        definition = program.law.facts.get(slot[1])
        if definition is None or definition.type is FactType.YES_NO:
            codes = [code_of(word) for word in words]
        else:
            valued[slot] = [_valued(word, slot, program=program) for word in words]
            codes = [None if record is None else int(record.value is not None) for record in valued[slot]]
        columns[slot] = _coded(table, slot, codes=codes, mend=_mend(definition), problems=problems)
    if problems:
        raise CaseError(problems[:MOST_PROBLEMS])
    tests = {
        (leaf.slot, leaf.test): _truths(table, program, leaf=leaf, valued=valued, days=days)
        for leaf in program.leaves
        if leaf.kind is LeafKind.TEST and leaf.slot in valued
    }
    return Caseload(len(table.labels), columns, tests)


def _truths(
    table: Table, program: Program, *, leaf: Leaf, valued: dict[Slot, list[FactRecord | None]], days: CaseDays
) -> NDArray[np.uint8]:
    """The truth of a test for everybody, measured once for every pair of words that stand together."""
    slots = (leaf.slot, *(slot for slot in program.compared(leaf) if slot in valued))
    words = [table.columns[slot][1] for slot in slots]
    together, of_row = (
        (np.arange(len(valued[leaf.slot]))[None], words[0])
        if len(slots) == 1
        else np.unique(np.stack(words), axis=1, return_inverse=True)
    )
    cases = (
        _holding(
            {slot: valued[slot][word] or FactRecord() for slot, word in zip(slots, chosen, strict=True)}, days=days
        )
        for chosen in together.T
    )
    truths = [int(measured(leaf.test, case, slot=leaf.slot)) for case in cases]
    return np.array(truths, dtype=np.uint8)[of_row.reshape(-1)]


def _arrow(path: Path) -> pa.Table:
    if path.is_dir():
        raise InputError.one(
            Problem(Code.FILE_UNREADABLE, "This is a folder, not a file.", "Name a file in it.", str(path))
        )
    try:
        if path.suffix == ".parquet":
            return parquet.read_table(path)
        texts = arrow_csv.ConvertOptions(strings_can_be_null=False, column_types=_all_text(path))
        return arrow_csv.read_csv(path, convert_options=texts)
    except FileNotFoundError:
        raise InputError.one(
            Problem(Code.FILE_MISSING, "There is no such file.", "Check the name.", str(path))
        ) from None
    except UnicodeDecodeError as error:
        message = f"This is not readable as CSV: it is not UTF-8 text ({error.reason})."
        raise InputError.one(Problem(Code.FILE_UNREADABLE, message, "Save it as CSV in UTF-8.", str(path))) from None
    except (pa.ArrowInvalid, OSError) as error:
        kind = "Parquet" if path.suffix == ".parquet" else "CSV"
        message = f"This is not readable as {kind}: {str(error).splitlines()[0]}"
        raise InputError.one(Problem(Code.FILE_UNREADABLE, message, NO_TABLE, str(path))) from None


def _all_text(path: Path) -> dict[str, pa.DataType]:
    """Every column as text, so that a year stays as it was written."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return dict.fromkeys(next(csv.reader(stream), []), pa.string())


def _twice(names: Sequence[str], file: str) -> Iterator[Problem]:
    for name, count in Counter(names).items():
        if count > 1:
            message = f"The column “{name}” stands {count} times."
            yield Problem(Code.COHORT_COLUMN, message, "Keep one of them.", file, 1)


def _slot(name: str, law: Law, *, file: str, problems: list[Problem]) -> Slot | None:
    if ";" in name or "\t" in name:
        message = f"“{name}” is read as the name of one column."
        problems.append(Problem(Code.COHORT_COLUMN, message, "Put commas between the columns.", file, 1))
        return None
    entity, _, item = name.partition(".")
    definition = law.facts.get(item) or law.criteria.get(item)
    if definition is None:
        mend = (
            did_you_mean(item, [*law.facts, *law.criteria]) or "Name columns like PRK.is_outside or person.stateless."
        )
        problems.append(
            Problem(Code.COHORT_COLUMN, f"The column “{name}” names no fact and no criterion.", mend, file, 1)
        )
        return None
    if ENTITY.fullmatch(entity) is None or scope_of(entity) is not definition.scope:
        message = f"The column “{name}”: “{item}” is about a {definition.scope}."
        problems.append(
            Problem(Code.COHORT_COLUMN, message, "Put person, a country or a route (CHN>PRK) before the dot.", file, 1)
        )
        return None
    if item not in law.facts and not takes_finding(item, law):
        message, mend = decided_by_rules(item, column=name)
        problems.append(Problem(Code.COHORT_COLUMN, message, mend, file, 1))
        return None
    return entity, item


def _words(column: pa.ChunkedArray) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The distinct words of a column and, per row, which one."""
    encoded = column.cast(pa.string()).fill_null("").combine_chunks().dictionary_encode()
    return tuple(str(word) for word in encoded.dictionary.to_pylist()), encoded.indices.to_numpy().astype(np.int32)


def _mend(definition: FactDefinition | None) -> str:
    """What a cell of a column may hold: of a criterion (None) and of a fact that is so or not, a state."""
    if definition is None or definition.type is FactType.YES_NO:
        return "Use a state word (established, refuted, …), with put or asked behind it."
    if definition.type is FactType.DATE:
        return "Write a day, a month or a year: 2024-05-31, 2024-05 or 2024."
    if definition.options:
        several = definition.type is FactType.CHOICES
        words = "Write some of these, with a bar between them" if several else "Write one of these"
        return f"{words}: {', '.join(definition.options)}."
    return "Write a number." if definition.type is FactType.QUANTITY else "Write the words that are meant."


def _coded(
    table: Table, slot: Slot, *, codes: Sequence[int | None], mend: str, problems: list[Problem]
) -> NDArray[np.uint8]:
    words, places = table.columns[slot]
    for place, code in enumerate(codes):
        if code is None:
            row = int(np.flatnonzero(places == place)[0])
            message = f"“{words[place]}” cannot stand in the column {slot[0]}.{slot[1]}."
            problems.append(Problem(Code.COHORT_VALUE, message, mend, table.file, row + 2, f"{slot[0]}.{slot[1]}"))
    return np.array([code or 0 for code in codes], dtype=np.uint8)[places]


def _valued(word: str, slot: Slot, *, program: Program) -> FactRecord | None:
    """The record of a date, quantity or choice as written; several choices stand with a bar between them."""
    if not word:
        return FactRecord()
    definition = program.law.facts[slot[1]]
    data = {slot[1]: _as_in_a_file(word, definition.type)}
    problems: list[Problem] = []
    fields = Fields.of(Document("", data, {}), (), value=data, problems=problems)
    record = read_fact(fields, slot[1], definition=definition)
    return None if problems or record.value is None else record


def _as_in_a_file(word: str, kind: FactType) -> Any:
    """The value that a case file would hold where this word stands in a cell."""
    if kind is FactType.CHOICES:
        return [part.strip() for part in word.split("|")]
    return float(word) if kind is FactType.QUANTITY and NUMBER.fullmatch(word) else word


def _holding(records: dict[Slot, FactRecord], *, days: CaseDays) -> Case:
    """A case that holds a few facts only."""
    case = Case("row", "fictional", "", "", days.claim, days.decision)
    for slot, record in records.items():
        case = with_fact(case, slot, record=record)
    return case
