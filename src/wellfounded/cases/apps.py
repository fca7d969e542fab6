"""The Django app of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "wellfounded.cases"
    label = "cases"
    default_auto_field = "wellfounded.vault.sealed_columns.rows.RowNumber"

    def ready(self) -> None:
        from wellfounded.cases.entitled import entitled, founds  # noqa: PLC0415 - models are there only now
        from wellfounded.cases.keys_in_log import BookOfLog  # noqa: PLC0415 - needs the models too
        from wellfounded.vault.office_keys import entitlement, vouching  # noqa: PLC0415 - beside what they are given

        entitlement.give_rule(entitled, founds=founds)
        vouching.give_book(BookOfLog())
