"""A row that gets into an error message must not say who somebody is, or where."""

import pytest
from django.apps import apps
from django.db import models

SECRET = "Kim at the red gate"  # noqa: S105 - stands for what must not be printed
# A name's words are the name, a source's are its label, a language's are the language: screens show these.
TELLING = {"PersonName", "ProtectedSource", "SpokenLanguage"}
REGISTER = [model for model in apps.get_app_config("persons").get_models() if model.__name__ not in TELLING]
OF_CASE = [
    "BestInterests",
    "CaseOpening",
    "Counselling",
    "DuplicateCheck",
    "DuplicateLead",
    "Guardian",
    "SupportReferral",
]
ROWS = [*REGISTER, *(apps.get_model("cases", name) for name in OF_CASE)]


def filled(model: type[models.Model]) -> models.Model:
    """A row in which every free text is the secret, and every row that it points to has a number."""
    row = model()
    for column in model._meta.concrete_fields:  # noqa: SLF001 - Django's public way in
        if isinstance(column, models.ForeignKey):
            target = column.related_model
            assert isinstance(target, type)
            setattr(row, column.name, target(pk=1))
        elif isinstance(column, (models.TextField, models.CharField)) and not column.choices:
            short = column.max_length is not None and column.max_length < 100
            setattr(row, column.name, "P-1" if short else SECRET)
    return row


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_a_row_prints_without_what_it_holds(model: type[models.Model]) -> None:
    assert SECRET not in str(filled(model))


@pytest.mark.parametrize("stateless", [True, False])
def test_a_nationality_prints_as_its_country_or_none(stateless: bool) -> None:  # noqa: FBT001 - a column
    row = apps.get_model("persons", "Nationality")(country="PRK", stateless=stateless)
    assert str(row) == ("stateless" if stateless else "PRK")


def test_a_protected_source_prints_as_its_label() -> None:
    source = apps.get_model("persons", "ProtectedSource")(label="S1", who=SECRET, danger=SECRET)
    assert str(source) == "S1"


def test_what_is_no_secret_of_anybody_prints_plainly() -> None:
    case, pin, recipient = (apps.get_model("cases", name) for name in ("Case", "ShelfPin", "Recipient"))
    assert str(pin(case=case(number="C-1"), item="fears_return", direction="supports")) == "C-1: fears_return supports"
    assert str(recipient(name="A body", state="CHE")) == "A body (CHE)"


def test_the_comparison_sees_a_row_that_tells() -> None:
    assert SECRET in str(filled(apps.get_model("persons", "PersonName")))
