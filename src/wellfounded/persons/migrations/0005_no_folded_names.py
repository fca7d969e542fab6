"""The folded form of a name goes: nothing reads it since names are found across scripts by keyed hashes.

The way back makes the column again and fills it, so this folds as `name_key` did.
"""

import unicodedata
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    letters = "".join(character if character.isalnum() or character.isspace() else "" for character in bare)
    return " ".join(sorted(unicodedata.normalize("NFC", letters).split()))[:200]


def nothing(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The column is about to go."""


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    then: Any = apps.get_model("persons", "PersonName")  # as it was, with a column that the model has no more
    names = then.objects.using(schema_editor.connection.alias)
    for name in names.only("pk", "text").iterator():
        names.filter(pk=name.pk).update(key=folded(name.text))


class Migration(migrations.Migration):

    dependencies = [
        ('persons', '0004_name_keys'),
    ]

    operations = [
        # A default, or the way back could not add the column to rows that stand.
        migrations.AlterField(
            model_name='personname',
            name='key',
            field=models.CharField(db_index=True, default='', editable=False, max_length=200),
        ),
        migrations.RunPython(nothing, fill),
        migrations.RemoveField(
            model_name='personname',
            name='key',
        ),
    ]
