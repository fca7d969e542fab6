"""Between a form and an action: what the action refuses comes back on the form, with everything typed still there."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from wellfounded.cases.errors import Invalid, NotAllowed, NotNow, Stale

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import BaseForm

Done = TypeVar("Done")


def attempt(form: BaseForm, act: Callable[[], Done]) -> Done | None:
    """Do `act` when the form is valid; put what it refuses beside the fields. None means that nothing was done."""
    if not form.is_valid():
        return None
    try:
        return act()
    except Invalid as refused:
        for field, sentence in refused.fields.items():
            form.add_error(field if field in form.fields else None, sentence)
    except (NotAllowed, NotNow, Stale) as refused:
        form.add_error(None, refused.message)
    return None
