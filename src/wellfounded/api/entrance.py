"""The programming interface: the same actions as the pages, for programs that work in a signed-in session."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver
from ninja import NinjaAPI

from wellfounded.api import refusals
from wellfounded.api.resources import (
    appeals,
    assessment,
    case_files,
    cases,
    decisions,
    erasures,
    exhibits,
    exports,
    interviews,
    lists,
    log,
    office,
    people,
    record,
    safeguards,
    session,
    shelf,
    worklists,
)
from wellfounded.api.visitor import OfSession

DESCRIPTION = (
    "The same actions as the pages, with the same permissions and the same log. Sign in with a browser, with your "
    "second factor; there are no separate tokens. Whatever writes needs the CSRF token of the session."
)
# One line for each file of resources, by the beginning of its addresses, in the order of a case's life.
RESOURCES = (
    ("/session", session),
    ("", worklists),
    ("/cases", people),
    ("/cases", cases),
    ("/cases", safeguards),
    ("/cases", interviews),
    ("/cases", exhibits),
    ("/cases", record),
    ("/cases", assessment),
    ("/cases", decisions),
    ("/cases", appeals),
    ("", erasures),
    ("/exports", exports),
    ("", log),
    ("", office),
    ("", shelf),
    ("", lists),
    ("", case_files),
)

# No page that shows the description: the usual ones load scripts from elsewhere.
api = NinjaAPI(
    title="Wellfounded",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
    auth=OfSession(),
)
refusals.install(api)
for beginning, resource in RESOURCES:
    api.add_router(beginning, resource.router)


def addresses() -> list[URLPattern | URLResolver]:
    """The operations answer a stranger themselves, with 401; the description stays behind the sign-in."""
    patterns, _app, _namespace = api.urls
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name not in {"openapi-json", "api-root"}:
            pattern.callback.login_required = False  # type: ignore[attr-defined]  # Django's own mark
            pattern.callback.speaks_json = True  # type: ignore[attr-defined]  # for `accounts.first_steps`
    return patterns


urlpatterns = addresses()
app_name = "api"
