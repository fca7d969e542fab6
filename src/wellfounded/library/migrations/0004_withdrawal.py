"""Sources can be withdrawn, with a reason, and put back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TO_USER = settings.AUTH_USER_MODEL


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0003_voices"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("put_back_at", models.DateTimeField(null=True)),
                ("put_back_reason", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=TO_USER),
                ),
                (
                    "put_back_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=TO_USER
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="withdrawals", to="library.source"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="library_withdrawal_has_its_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("put_back_at", None), ("put_back_by", None), ("put_back_reason", "")),
                            models.Q(
                                ("put_back_at__isnull", False),
                                ("put_back_by__isnull", False),
                                models.Q(("put_back_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="library_withdrawal_put_back_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("put_back_at", None)),
                        fields=("source",),
                        name="library_source_withdrawn_once",
                    ),
                ],
            },
        ),
    ]
