"""The addresses of the pages. Each file of views lists its own; this one joins them."""

from __future__ import annotations

from types import ModuleType

from django.urls import URLPattern

from wellfounded.web.views import (
    accounts,
    home,
    kept_forms,
    language,
    log,
    manual,
    my_account,
    sign_in,
)

# One line for each file of views, in alphabetical order.
VIEWS: tuple[ModuleType, ...] = (
    accounts,
    home,
    kept_forms,
    language,
    log,
    manual,
    my_account,
    sign_in,
)

urlpatterns: list[URLPattern] = [address for views in VIEWS for address in views.addresses]
