"""Words of a form that came too late may be sealed."""

import wellfounded.vault.sealed_columns.fields
from django.db import migrations



class Migration(migrations.Migration):

    dependencies = [
        ('web', '0001_initial'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
            migrations.AlterField(
                model_name='keptform',
                name='words',
                field=wellfounded.vault.sealed_columns.fields.SealedJSON(),
            ),
        ]),
    ]
