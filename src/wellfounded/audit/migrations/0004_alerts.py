"""What oversight should ask about is found without reading two weeks of the log."""

from django.db import migrations, models
from django.db.models import Q

ALERTS = [
    "office:case:limit_reached",
    "office:session:other_device",
    "office:keys:refused",
    "office:search:limit_reached",
    "office:recovery:refused",
    "office:words:not_ours",
]


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_triggers_of_one_schema")]

    operations = [
        migrations.AddIndex(
            "detail",
            models.Index(fields=["actor", "event", "entry"], condition=Q(event__in=ALERTS), name="audit_alerts"),
        ),
    ]
