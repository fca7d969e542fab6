"""The Django app of the log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "wellfounded.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
