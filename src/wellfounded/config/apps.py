"""The Django app that puts the parts together."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "wellfounded.config"
    label = "config"

    def ready(self) -> None:
        from wellfounded.config import session_log  # noqa: PLC0415 - needs the models, which are not there before

        session_log.listen()
