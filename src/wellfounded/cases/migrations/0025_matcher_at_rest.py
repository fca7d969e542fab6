"""On PostgreSQL, a matcher whose role rests beside another one sees no more rows than the program shows them."""

from importlib import import_module

from django.db import migrations

from wellfounded.cases import row_policies

OnPostgres = import_module("wellfounded.cases.migrations.0021_row_policies").OnPostgres


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_lists_counted")]

    operations = [OnPostgres(list(row_policies.functions()), migrations.RunSQL.noop)]
