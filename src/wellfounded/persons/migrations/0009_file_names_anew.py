"""Everybody is filed anew: under hashes as the index of one's own makes them, with gists and years of birth.

Whenever `persons.name_index` files names otherwise than before, the next number runs this again.
"""

from collections import defaultdict
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from wellfounded.persons.name_index import filings_of

PEOPLE = 2000  # filed at once


def file_anew(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    def rows(model: str) -> Any:
        return apps.get_model("persons", model).objects.using(schema_editor.connection.alias)

    row, keys = rows("NameSecret").filter(pk=1).first(), rows("NameKey")
    if row is None:  # a register that has filed nobody yet
        return
    secret = bytes(row.value)
    texts: dict[int, list[str]] = defaultdict(list)
    for person, text in rows("PersonName").filter(withdrawn_at=None).values_list("person_id", "text"):
        texts[person].append(text)
    births = dict(rows("Identity").values_list("person_id", "birth"))
    keys.all().delete()
    waiting = iter(texts.items())
    while people := list(islice(waiting, PEOPLE)):
        keys.bulk_create(
            keys.model(person_id=person, **filing._asdict())
            for person, names in people
            for filing in sorted(filings_of(names, births.get(person), secret=secret))
        )


class Migration(migrations.Migration):
    dependencies = [
        ("persons", "0008_name_gists"),
    ]

    operations = [
        migrations.RunPython(file_anew, file_anew),
    ]
