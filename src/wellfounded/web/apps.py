"""The Django app of the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "wellfounded.web"
    label = "web"
    default_auto_field = "wellfounded.vault.sealed_columns.rows.RowNumber"

    def ready(self) -> None:
        from wellfounded.web import kept  # noqa: PLC0415 - needs the models, which are not there before

        kept.listen()
