"""Makes room for sealed words in tables of PostgreSQL that have columns of a fixed length. SQLite knows no length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

from wellfounded.vault.sealed_columns.constraint import CheckOfWords
from wellfounded.vault.sealed_columns.fields import SealedWords

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState, StateApps


class Declare(migrations.SeparateDatabaseAndState):
    """Says of many columns that they may be sealed; no table changes.

    The models that Django built of the state are forgotten first: it would build half of them anew for each column.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)


class Widen(migrations.RunPython):
    """Turns each sealed text of an app into a column without a length. Needs the state in which they are sealed.

    Backwards nothing is done: a text holds what a shorter column held.
    """

    def __init__(self, app_label: str) -> None:
        self.app_label = app_label
        super().__init__(self._widen, migrations.RunPython.noop)

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return type(self).__name__, [self.app_label], {}

    def _widen(self, apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        quoted = editor.quote_name
        for model in apps.get_app_config(self.app_label).get_models():
            options = model._meta  # noqa: SLF001 - Django's own way to ask a model
            for field in options.local_concrete_fields:
                if isinstance(field, SealedWords):
                    column = quoted(str(field.column))
                    editor.execute(f"ALTER TABLE {quoted(options.db_table)} ALTER COLUMN {column} TYPE text")


class LetSealedPass(migrations.RunPython):
    """On PostgreSQL, lets checks of what a column says pass what is sealed. SQLite keeps them as they are.

    Backwards nothing is done: the wider check refuses nothing that the narrower one let pass.
    """

    def __init__(self, app_label: str, checks: list[tuple[str, str, str]]) -> None:
        """Of each the model, the name and the column."""
        self.app_label, self.checks = app_label, checks
        super().__init__(self._renew, migrations.RunPython.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return type(self).__name__, [self.app_label, self.checks], {}

    def _renew(self, apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "postgresql":
            return
        for model_name, name, column in self.checks:
            model = apps.get_model(self.app_label, model_name)
            [check] = [one for one in model._meta.constraints if one.name == name]  # noqa: SLF001 - Django's own way to ask a model
            wider = CheckOfWords(condition=check.condition, column=column, name=name)
            editor.remove_constraint(model, check)
            editor.add_constraint(model, wider)
