"""The Django app of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "wellfounded.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wellfounded.cases.entitled import entitled  # noqa: PLC0415 - models are there only now
        from wellfounded.vault.office_keys.entitlement import give_rule  # noqa: PLC0415 - the same

        give_rule(entitled)
