"""Each key of a name gets its gist and the year of birth, by which those who share it are ranked. 0009 fills them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('persons', '0007_file_names_anew'),
    ]

    operations = [
        migrations.AddField(
            model_name='namekey',
            name='born',
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='namekey',
            name='gist',
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
    ]
