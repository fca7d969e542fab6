"""A case that is written and read again is the same case; a fact saved into a file changes nothing else in it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import case_as_json, law_of, mini
from tests.property.files import differs_when_read_back, files, records
from wellfounded.law.assess import assess_under
from wellfounded.law.case_file import Case, FactRecord
from wellfounded.law.case_reader import case_from, read_case
from wellfounded.law.case_writer import case_as_yaml, save_fact
from wellfounded.law.document import parse_document
from wellfounded.law.receipt import make_receipt
from wellfounded.law.whatif import with_fact

WRITERS = (case_as_yaml, case_as_json)
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(files())
def test_a_case_written_and_read_back_is_the_same(case: Case) -> None:
    assert not differs_when_read_back(case)
    assert case_from(parse_document(case_as_json(case), case.file), mini()) == case


@SLOW
@given(files())
def test_a_case_in_a_receipt_is_the_same(case: Case) -> None:
    text = json.dumps(make_receipt(assess_under(case, law_of()))["case"], ensure_ascii=False)
    assert case_from(parse_document(text, "case.yaml"), mini()) == case


@settings(SLOW, max_examples=30)
@given(files(), st.sampled_from(["AAA", "BBB"]), records(mini().facts["beaten"]), st.sampled_from(WRITERS))
def test_a_fact_saved_into_a_file_changes_nothing_else(
    case: Case, country: str, record: FactRecord, write: Callable[[Case], str]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "case"
        path.write_text(write(case), encoding="utf-8")
        save_fact(path, (country, "beaten"), record=record)
        assert (json_of(path) is None) == (write is case_as_yaml)
        again = replace(read_case(path, mini()), file=case.file)
    assert again == with_fact(case, (country, "beaten"), record=record)


def json_of(path: Path) -> Any:
    """What a file holds as JSON; None when it is no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
