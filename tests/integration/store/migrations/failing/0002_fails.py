"""It meets something that its author did not think of."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("config", "0001_initial")]
    operations = [migrations.RunSQL("INSERT INTO config_later (id) VALUES ('x', 'y')")]
