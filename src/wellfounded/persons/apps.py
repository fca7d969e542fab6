"""The Django app of the register."""

from django.apps import AppConfig


class PersonsConfig(AppConfig):
    name = "wellfounded.persons"
    label = "persons"
    default_auto_field = "wellfounded.vault.sealed_columns.rows.RowNumber"
