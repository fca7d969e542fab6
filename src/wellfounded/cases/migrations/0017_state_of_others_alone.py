"""Who is known from the case has no State of their own on an export: only somebody else has one."""

from typing import Any

from django.db import migrations, models

LONGEST = 200


def keep_the_state_beside_the_name(apps: Any, _editor: Any) -> None:
    """An older row keeps what it said, in words. One that has not left stays: the gate lets nobody be named there."""
    exports = apps.get_model("cases", "Export").objects
    for row in exports.exclude(recipient_kind="other").exclude(recipient_state=""):
        said = f" ({row.recipient_state})"
        exports.filter(pk=row.pk).update(recipient=row.recipient[: LONGEST - len(said)] + said, recipient_state="")


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_erasures")]

    operations = [
        migrations.RunPython(keep_the_state_beside_the_name, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="export",
            constraint=models.CheckConstraint(
                condition=models.Q(("recipient_kind", "other"), ("recipient_state", ""), _connector="OR"),
                name="cases_export_state_of_others_alone",
            ),
        ),
    ]
