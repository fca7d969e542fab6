"""The Django app of the shelf."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "wellfounded.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"
