import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="exhibit",
            name="interview",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="recordings", to="cases.interview"
            ),
        ),
        migrations.AddConstraint(
            model_name="exhibit",
            constraint=models.CheckConstraint(
                condition=models.Q(("interview", None), ("kind", "recording"), _connector="OR"),
                name="cases_only_recordings_of_interviews",
            ),
        ),
    ]
