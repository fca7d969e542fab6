"""What was tracked in a document, beside its text. Texts that were taken before have none: take them anew to see it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="documenttext",
            name="changes",
            field=models.JSONField(default=list),
        ),
    ]
