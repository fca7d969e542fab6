"""The pages about the office read its tables of states and permissions, and these want Django to be set up."""

import os

import django
from django.apps import apps


def make_ready() -> None:
    """Set Django up unless it is: in the tests it always is."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
        django.setup()


make_ready()
