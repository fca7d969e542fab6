"""A hit on a list is a lead: no file carries it to what a claim is decided by, and no table refers to it."""

from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture import leads
from wellfounded.cases.models import ImportedList, ListedPerson, ListHit, ListJudgement, ListScreening

PACKAGE = Path(__file__).parents[2] / "src" / "wellfounded"
SOURCES = {str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
OF_LISTS = {ImportedList, ListedPerson, ListHit, ListJudgement, ListScreening}


def test_no_file_carries_a_hit_to_what_a_claim_is_decided_by() -> None:
    assert leads.known_without_right(SOURCES) == []
    assert set(SOURCES) >= leads.KNOWING


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("cases/law_case.py", "from wellfounded.cases.models import ListHit"),
        ("cases/indicators.py", "from wellfounded.cases import models\nmodels.ListHit.objects"),
        ("cases/unasked.py", "from wellfounded.cases.list_hits import open_list_hit"),
        ("cases/unasked.py", "import wellfounded.cases.models.listed"),
        ("letters/gate.py", 'apps.get_model("cases", "ListHit")'),
        ("cases/actions/judge_list_hit.py", "from wellfounded.persons.models import ExclusionFlag"),
        ("cases/actions/screen_list.py", "from wellfounded.cases.actions.set_fact import set_fact"),
    ],
)
def test_a_way_from_a_hit_to_a_claim_is_noticed(path: str, source: str) -> None:
    assert len(leads.known_without_right({path: source})) == 1


def test_no_table_of_a_claim_refers_to_a_hit() -> None:
    pointing = {
        (model, field.related_model)
        for model in apps.get_models()
        for field in model._meta.get_fields()  # noqa: SLF001 - Django's public way in
        if field.many_to_one and field.related_model in OF_LISTS
    }
    assert pointing
    assert {model for model, _to in pointing} <= OF_LISTS
