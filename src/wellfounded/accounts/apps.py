"""The Django app of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "wellfounded.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wellfounded.vault import row_security  # noqa: PLC0415 - Django is set up only now

        row_security.listen()
