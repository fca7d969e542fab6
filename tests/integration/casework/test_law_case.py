"""A case file taken over into the office and read out again is the same case file."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from tests.casework.cast import Cast
from tests.casework.factories import make_case
from tests.factories import ROOT, mini, real
from tests.property.files import files
from wellfounded.accounts.models import User
from wellfounded.cases.errors import NotNow
from wellfounded.cases.law_case import law_case_of, take_over
from wellfounded.cases.models import Case, CaseCountry, FactEntry, FindingEntry, HistoryEntry
from wellfounded.law.assess import assess
from wellfounded.law.case_file import Case as CaseFile
from wellfounded.law.case_file import Closing
from wellfounded.law.case_reader import read_case
from wellfounded.law.errors import CaseError
from wellfounded.law.library import LawLibrary

EXAMPLES = sorted(path for path in ROOT.glob("examples/*/*.yaml") if path.name != "outcomes.yaml")


def fact_row(case: Case, user: User, **fields: Any) -> FactEntry:
    """A version of a fact straight into the table."""
    state = fields.get("state", "refuted")
    given = {"entity": "person", "fact": "stateless", "version": 1, "record": {"state": state}, "state": state}
    return FactEntry.objects.create(case=case, by=user, **(given | fields))


def there_and_back(law_case: CaseFile, registrar: User, *, library: LawLibrary | None = None) -> CaseFile:
    """The case file after it lay in the store; its number in the file stands apart from the office's."""
    case = make_case(registrar)
    take_over(case, law_case, by=registrar)
    case.refresh_from_db()
    again = law_case_of(case, library=library)
    assert again.number == case.number
    return replace(again, number=case.record_head.number_in_file, file=law_case.file)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(law_case=files())
def test_any_case_file_comes_back_as_it_was(cast: Cast, law_case: CaseFile) -> None:
    with transaction.atomic():
        assert there_and_back(law_case, cast.registrar, library=mini()) == law_case
        transaction.set_rollback(True)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_comes_back_as_it_was(cast: Cast, path: Path) -> None:
    law_case = read_case(path, real())
    again = there_and_back(law_case, cast.registrar)
    assert again == law_case
    found, before = assess(again, real()).findings, assess(law_case, real()).findings
    assert {key: finding.label for key, finding in found.items()} == {
        key: finding.label for key, finding in before.items()
    }


def test_a_lost_field_would_be_seen(cast: Cast) -> None:
    """The negative control: without the evidence the round trip is not the same."""
    law_case = read_case(EXAMPLES[-1], real())
    poor = patch("wellfounded.cases.law_case.fact_as_data", lambda record: {"state": str(record.state)})
    with poor, pytest.raises((AssertionError, CaseError)):
        assert there_and_back(law_case, cast.registrar) == law_case


def test_a_case_of_the_office_stands_under_todays_law(cast: Cast) -> None:
    case = make_case(cast.registrar)
    law_case = law_case_of(case)
    assert (law_case.number, law_case.material, law_case.decision) == (case.number, "fictional", timezone.localdate())
    assert law_case_of(case, law_day=date(2024, 5, 1)).decision == date(2024, 5, 1)
    case.fictional, case.claim_date = False, timezone.localdate() + timedelta(days=2)
    assert (law_case_of(case).material, law_case_of(case).decision) == ("real", case.claim_date)


def test_the_office_says_who_closed_and_put(cast: Cast) -> None:
    case = make_case(cast.registrar)
    case.record_closed_by = case.all_points_put_by = cast.adjudicator
    case.record_closed_at = case.all_points_put_at = timezone.now()
    case.all_points_put_reason = "Both were heard"
    law_case = law_case_of(case)
    assert law_case.closing == Closing(timezone.localdate(), "adjudicator")
    assert law_case.all_points_put is not None
    assert (law_case.all_points_put.by, law_case.all_points_put.reason) == ("adjudicator", "Both were heard")


def test_a_record_is_never_written_over_by_a_file(cast: Cast) -> None:
    case = make_case(cast.registrar)
    CaseCountry.objects.create(case=case, code="PRK")
    with pytest.raises(NotNow):
        take_over(case, read_case(EXAMPLES[-1], real()), by=cast.registrar)


def test_a_fact_that_the_catalogue_lost_is_named_and_not_dropped(cast: Cast) -> None:
    case = make_case(cast.registrar)
    FactEntry.objects.create(
        case=case,
        entity="person",
        fact="gone",
        version=1,
        record={"state": "refuted"},
        state="refuted",
        by=cast.registrar,
    )
    with pytest.raises(CaseError, match="gone"):
        law_case_of(case)


def test_the_newest_version_counts(cast: Cast) -> None:
    case, other = make_case(cast.registrar), make_case(cast.registrar)
    for of, version, state in ((case, 1, "refuted"), (case, 2, "established"), (other, 3, "unknowable")):
        fact_row(of, cast.registrar, version=version, state=state)
        FindingEntry.objects.create(
            case=of,
            entity="person",
            criterion="refugee_status",
            version=version,
            record={"finding": "left_open", "by": "x", "reason": str(version)},
            word="left_open",
            by=cast.registrar,
        )
    law_case = law_case_of(case)
    assert law_case.person.facts["stateless"].state == "established"
    assert law_case.person.findings["refugee_status"].act.reason == "2"


@pytest.mark.parametrize(
    "wrong", [{"state": "maybe"}, {"answered": "perhaps"}, {"version": 0}], ids=lambda wrong: next(iter(wrong))
)
def test_the_store_refuses_an_impossible_fact(cast: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        fact_row(make_case(cast.registrar), cast.registrar, **wrong)


def test_a_history_line_is_written_once(cast: Cast) -> None:
    line = HistoryEntry.objects.create(case=make_case(cast.registrar), told={"what": "Registered"}, by=cast.registrar)
    for write in (line.save, lambda: HistoryEntry.objects.update(told={})):
        with pytest.raises(RuntimeError, match="once"):
            write()
