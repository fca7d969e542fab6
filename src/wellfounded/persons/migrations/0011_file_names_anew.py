"""Everybody is filed anew: Chinese names in Cyrillic letters have Chinese keys, and titles and second writings none.

A sealed office cannot be filed by a migration, which holds no keys: there the keys of before stay, and a person is
filed anew when a name of theirs changes.
"""

from importlib import import_module

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wellfounded.vault.sealed_columns.values import ClosedBytes

file_everybody = import_module("wellfounded.persons.migrations.0009_file_names_anew").file_anew


def file_anew(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    secrets = apps.get_model("persons", "NameSecret").objects.using(schema_editor.connection.alias)
    row = secrets.filter(pk=1).first()
    if row is not None and not isinstance(row.value, ClosedBytes):
        file_everybody(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("persons", "0010_sealed_columns"),
    ]

    operations = [
        migrations.RunPython(file_anew, migrations.RunPython.noop),
    ]
