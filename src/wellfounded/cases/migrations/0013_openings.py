import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_recordings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
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
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="CaseOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("device", models.CharField(blank=True, max_length=64)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["device", "day"], name="cases_opened_on_device")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "day", "case"), name="cases_opening_counted_once")
                ],
            },
        ),
    ]
