"""Words of a form that came too late may be sealed."""

import wellfounded.vault.sealed_columns.fields
from django.db import migrations

from wellfounded.vault.sealed_columns.migration import Declare


class Migration(migrations.Migration):

    dependencies = [
        ('web', '0001_initial'),
    ]

    operations = [
        Declare(state_operations=[
            migrations.AlterField(
                model_name='keptform',
                name='words',
                field=wellfounded.vault.sealed_columns.fields.SealedJSON(),
            ),
        ]),
    ]
