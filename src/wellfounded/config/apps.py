"""The Django app that puts the parts together."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "wellfounded.config"
    label = "config"

    def ready(self) -> None:
        from wellfounded.config import office_keys, session_log  # noqa: PLC0415 - need the models

        session_log.listen()
        office_keys.open_if_there()
