"""Everybody is filed anew once more: Chinese names have keys by their Southern Min and Wade-Giles sound."""

from importlib import import_module

from django.db import migrations

file_anew = import_module("wellfounded.persons.migrations.0006_file_names_anew").file_anew


class Migration(migrations.Migration):

    dependencies = [
        ('persons', '0006_file_names_anew'),
    ]

    operations = [
        migrations.RunPython(file_anew, file_anew),
    ]
