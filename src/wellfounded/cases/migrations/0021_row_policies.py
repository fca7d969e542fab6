"""On PostgreSQL, rows of somebody else's case are not there for whoever asks. On SQLite nothing is done or built."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState

from wellfounded.cases import row_policies


class OnPostgres(migrations.RunSQL):
    """Statements alone: unlike code that is run, they need no models of the state."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, before: ProjectState, after: ProjectState
    ) -> None:
        if editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, editor, before, after)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, before: ProjectState, after: ProjectState
    ) -> None:
        if editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, editor, before, after)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_user_passphrase_given'),
        ('cases', '0020_sealed_columns'),
        ('persons', '0010_sealed_columns'),
    ]

    operations = [OnPostgres(list(row_policies.install()), list(row_policies.remove()))]
