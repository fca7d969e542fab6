"""Addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("wellfounded.accounts.urls")),
    path("api/", include("wellfounded.api.entrance")),
    path("", include("wellfounded.web.urls")),
]

handler400 = "wellfounded.web.views.errors.bad_request"
handler403 = "wellfounded.web.views.errors.not_allowed"
handler404 = "wellfounded.web.views.errors.not_found"
handler500 = "wellfounded.web.views.errors.broken"
