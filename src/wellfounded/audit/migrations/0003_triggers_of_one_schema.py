"""On PostgreSQL the functions of the triggers look into no schema that a session can put before ours."""

from django.db import migrations

from wellfounded.audit.triggers import install


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_triggers")]

    operations = [
        migrations.RunPython(lambda apps, editor: install(editor), migrations.RunPython.noop),
    ]
