"""A case file goes into the register and leaves through the gate as it came."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.casework.cast import Cast
from tests.casework.factories import assign
from tests.factories import ROOT, real
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.actions.import_case_file import CaseFileGiven, import_case_file
from wellfounded.cases.errors import NotAllowed
from wellfounded.cases.models import Case, Relation
from wellfounded.law.case_reader import case_from, read_case
from wellfounded.law.document import Document
from wellfounded.law.errors import CaseError
from wellfounded.letters.gate import let_out
from wellfounded.persons.models import Person
from wellfounded.vault.sealed import open_sealed

SECRET = "a passphrase for tests"  # noqa: S105 - of tests alone
FILES = [
    ROOT / "examples/fictional/ex-02-repeat-returnee.yaml",
    ROOT / "examples/fictional/ex-10-child-born-in-china.yaml",
]


def brought_in(cast: Cast, path: Path) -> Case:
    return import_case_file(cast.registrar, request=CaseFileGiven(content=path.read_bytes()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_comes_out_through_the_gate_as_it_went_in(cast: Cast, path: Path) -> None:
    case = brought_in(cast, path)
    assign(case, cast.adjudicator, relation=Relation.ADJUDICATOR)
    asked = ExportAsked(kind="case_file", numbers=(case.number,), recipient_kind="office", purpose="round trip")
    product = let_out(cast.adjudicator, ask_export(cast.adjudicator, asked).pk, passphrase=SECRET)
    before, data = read_case(path, real()), json.loads(open_sealed(product.content, SECRET))
    after = case_from(Document("", data, {}), real())
    assert replace(after, number=before.number, file=before.file) == before
    assert after.number == case.number


def test_the_log_counts_what_came_in(cast: Cast) -> None:
    case = brought_in(cast, FILES[0])
    told = json.loads(bytes(Detail.objects.get(event="case:record:imported").payload))
    assert told == {"facts": case.fact_entries.count(), "findings": case.finding_entries.count()}
    assert told["facts"]


def test_only_a_registrar_brings_in_and_a_broken_file_leaves_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        import_case_file(cast.adjudicator, request=CaseFileGiven(content=FILES[0].read_bytes()))
    broken = FILES[0].read_bytes().replace(b"profile:", b"profil:")
    with pytest.raises(CaseError):
        import_case_file(cast.registrar, request=CaseFileGiven(content=broken))
    assert not Case.objects.exists()
    assert not Person.objects.exists()
