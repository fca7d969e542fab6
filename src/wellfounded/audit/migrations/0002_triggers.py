"""The database refuses to change the log."""

from django.db import migrations

from wellfounded.audit.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunPython(lambda apps, editor: install(editor), lambda apps, editor: remove(editor)),
    ]
