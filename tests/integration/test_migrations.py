"""The migrations make exactly the tables that the models describe, and keep the rows that were there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.db import IntegrityError, connection, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import timezone

from tests.casework.cast import Cast
from tests.casework.decisions import make_decision, served
from tests.casework.factories import make_case
from wellfounded.audit.events import Event
from wellfounded.audit.log import record
from wellfounded.audit.reading import alerts_of_log
from wellfounded.cases.models import Decision, Export

MIGRATIONS = "wellfounded.cases.migrations"
LONGEST = 200


def waiting(settings: LazySettings) -> list[str]:
    """What `makemigrations` would write. The tests themselves make their tables from the models."""
    settings.MIGRATION_MODULES = {}
    loader, models_now = MigrationLoader(None), ProjectState.from_apps(apps)
    for model in apps.get_models():
        if model.__module__.startswith("tests."):  # a test of the same process made it for itself
            models_now.remove_model(model._meta.app_label, str(model._meta.model_name))  # noqa: SLF001 - the public way
    found = MigrationAutodetector(loader.project_state(), models_now).changes(graph=loader.graph)
    return [operation.describe() for those in found.values() for one in those for operation in one.operations]


def test_no_model_waits_for_a_migration(settings: LazySettings) -> None:
    assert waiting(settings) == []


def test_a_model_that_waits_for_one_is_named(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    name = apps.get_model("cases", "Recipient")._meta.get_field("name")  # noqa: SLF001 - the public way to ask a model
    assert isinstance(name, models.CharField)
    monkeypatch.setattr(name, "max_length", 7)
    assert waiting(settings) == ["Alter field name on recipient"]


@pytest.mark.django_db(transaction=True)
def test_a_log_with_entries_gets_its_index_of_alerts_and_keeps_its_triggers() -> None:
    """SQLite makes a table anew for many alterations, and would lose the triggers of the log with it."""
    [operation] = import_module("wellfounded.audit.migrations.0004_alerts").Migration.operations
    before = MigrationLoader(None).project_state([("audit", "0003_triggers_of_one_schema")])
    after = before.clone()
    operation.state_forwards("audit", after)
    record(Event.DEVICE_REFUSED, actor="mina")
    with connection.schema_editor() as editor:
        operation.database_backwards("audit", editor, after, before)
    assert "audit_alerts" not in indexes_of_details()
    with connection.schema_editor() as editor:
        operation.database_forwards("audit", editor, before, after)
    assert indexes_of_details()["audit_alerts"]["columns"] == ["actor", "event", "entry_id"]
    assert [one.actor for one in alerts_of_log(timezone.now() - timedelta(days=1))] == ["mina"]
    with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_detail SET actor = 'somebody'")


def indexes_of_details() -> dict[str, Any]:
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, "audit_detail")


# ── rows of an earlier version ───────────────────────────────────────────────────────────────────────────────────────
@contextmanager
def as_before(constraint: str, *, table: str = "cases_export") -> Iterator[None]:
    """What would be refused now is written as in the time before this constraint stood."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE {table} DROP CONSTRAINT {constraint}" if postgres else "PRAGMA ignore_check_constraints = ON"
        )
        try:
            yield
        finally:
            if not postgres:  # where the test's transaction takes it back
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


def export(cast: Cast, **given: Any) -> Export:
    plain = {"kind": "case_file", "numbers": [], "people": 1, "asked_by": cast.registrar, "purpose": "an appeal"}
    return Export.objects.create(**plain | given)


def test_the_state_of_whoever_the_case_knows_is_kept_in_words(cast: Cast) -> None:
    with as_before("cases_export_state_of_others_alone"):
        known = export(cast, recipient_kind="counsel", recipient="김별", recipient_state="KOR")
        long = export(cast, recipient_kind="counsel", recipient="x" * LONGEST, recipient_state="KOR")
    other = export(cast, recipient_kind="other", recipient="A body", recipient_state="CHE")
    silent = export(cast, recipient_kind="applicant", recipient="김달")
    import_module(f"{MIGRATIONS}.0017_state_of_others_alone").keep_the_state_beside_the_name(apps, None)
    for row in (known, long, other, silent):
        row.refresh_from_db()
        row.validate_constraints()
    assert (known.recipient, known.recipient_state) == ("김별 (KOR)", "")
    assert (long.recipient, long.recipient_state) == (f"{'x' * (LONGEST - 6)} (KOR)", "")
    assert (other.recipient, other.recipient_state) == ("A body", "CHE")
    assert (silent.recipient, silent.recipient_state) == ("김달", "")


def test_what_left_before_exports_were_sealed_says_so(cast: Cast) -> None:
    with as_before("cases_export_left_is_sealed_or_says_how"):
        left = export(cast, recipient_kind="counsel", left_at=timezone.now(), sha256="0" * 64)
    waits = export(cast, recipient_kind="counsel")
    import_module(f"{MIGRATIONS}.0015_recipients").mark_what_left_before(apps, None)
    for row in (left, waits):
        row.refresh_from_db()
        row.validate_constraints()
    assert (left.sealed_how, waits.sealed_how) == ("earlier", "")


def test_what_was_handed_over_was_sent_that_day_and_of_the_rest_nobody_knows(cast: Cast) -> None:
    """A posted one stays without a day of sending, and nothing is invented for it."""

    def decision(how: str) -> Decision:
        fields = served(cast.second_reviewer, served_how=how, sent_on=None)
        return make_decision(make_case(cast.registrar), cast, **fields)

    with as_before("cases_handed_over_is_sent_that_day", table="cases_decision"):
        handed, posted, by_counsel = decision("in_person"), decision("by_post"), decision("through_counsel")
    drafted = make_decision(make_case(cast.registrar), cast)
    import_module(f"{MIGRATIONS}.0022_day_of_sending").name_the_day_of_what_was_handed_over(apps, None)
    for row in (handed, posted, by_counsel, drafted):
        row.refresh_from_db()
        row.validate_constraints()
    assert handed.sent_on == handed.served_on
    assert {row.sent_on for row in (posted, by_counsel, drafted)} == {None}


@pytest.mark.parametrize(("vendor", "told"), [("postgresql", ["SELECT 1", "SELECT 2"]), ("sqlite", [])])
def test_policies_for_rows_are_a_matter_of_postgresql_alone(vendor: str, told: list[str]) -> None:
    said: list[str] = []
    editor: Any = SimpleNamespace(
        connection=SimpleNamespace(vendor=vendor, alias="default"),
        execute=lambda statement, **_: said.append(statement),
    )
    state = ProjectState()
    operation = import_module(f"{MIGRATIONS}.0021_row_policies").OnPostgres(["SELECT 1"], ["SELECT 2"])
    operation.database_forwards("cases", editor, state, state)
    operation.database_backwards("cases", editor, state, state)
    assert said == told
