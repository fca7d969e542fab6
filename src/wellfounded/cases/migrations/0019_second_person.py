"""Many people in small exports, and a State that one record alone says is not feared, need a second person."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0018_outside_exchange")]

    operations: ClassVar = [
        migrations.AddField("export", "on_one_word", models.BooleanField(default=False)),
        migrations.AddField("export", "people_lately", models.PositiveIntegerField(default=0)),
        migrations.AddConstraint(
            "export",
            models.CheckConstraint(
                condition=Q(left_at=None)
                | Q(people_lately__lte=20, on_one_word=False)
                | Q(approved_by__isnull=False),
                name="cases_many_lately_and_one_word_need_two",
            ),
        ),
    ]
