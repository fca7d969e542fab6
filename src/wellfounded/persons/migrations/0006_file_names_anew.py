"""Everybody is filed anew under the keys of their names, since the families of keys changed.

Whenever `identity.names.keys` files names otherwise than before, the next number runs this again, as 0007 does.
"""

from collections import defaultdict
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wellfounded.persons.name_index import hashes_of

BATCH = 1000


def file_anew(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    secrets, keys, names = (_rows(apps, model, schema_editor) for model in ("NameSecret", "NameKey", "PersonName"))
    row = secrets.filter(pk=1).first()
    if row is None:  # a register that has filed nobody yet
        return
    secret = bytes(row.value)
    texts: dict[int, list[str]] = defaultdict(list)
    for person, text in names.filter(withdrawn_at=None).values_list("person_id", "text"):
        texts[person].append(text)
    keys.all().delete()
    filed = (
        keys.model(person_id=person, hash=value)
        for person, held in texts.items()
        for value in sorted(hashes_of(held, secret=secret))
    )
    keys.bulk_create(filed, batch_size=BATCH)


def _rows(apps: Apps, model: str, schema_editor: BaseDatabaseSchemaEditor) -> Any:
    return apps.get_model("persons", model).objects.using(schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('persons', '0005_no_folded_names'),
    ]

    operations = [
        migrations.RunPython(file_anew, file_anew),
    ]
