from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_appeal_additions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="lookingcount",
            name="kind",
            field=models.CharField(
                choices=[
                    ("search", "Searches by name"),
                    ("hint", "Hints while a name is typed"),
                    ("pair", "Pairs that a matcher looks at"),
                    ("log", "Pages of the log"),
                    ("list", "Lists that a matcher brings in"),
                ],
                max_length=10,
            ),
        ),
    ]
