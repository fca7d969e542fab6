"""What every question page has in common: a key against a doubled submit, and a request made of what was typed."""

from __future__ import annotations

import json
from dataclasses import fields
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from _typeshed import DataclassInstance
    from django.forms import BoundField

    from wellfounded.web.choices import Choice

R = TypeVar("R", bound="DataclassInstance")


class QuestionForm(forms.Form):
    """A few questions on one subject. Nothing is compulsory here: the action says what it cannot do without."""

    # Fields that help to fill in another one; the page folds them away.
    aside: ClassVar[tuple[str, ...]] = ()

    key = forms.CharField(required=False, widget=forms.HiddenInput, initial=token_urlsafe)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def asked(self) -> list[BoundField]:
        return [field for field in self if field.name not in self.aside]

    def folded(self) -> list[BoundField]:
        return [self[name] for name in self.aside]

    def folded_open(self) -> bool:
        """Whether something was typed there, so that it must be seen."""
        return any(field.value() for field in self.folded())

    def show_theirs(self, theirs: Mapping[str, str]) -> None:
        """Put what somebody else wrote beside each field that differs. Saving once more then means to replace it."""
        for name, text in theirs.items():
            if name in self.fields:
                now = (
                    gettext("Now stands here: “%(text)s”.") % {"text": text}
                    if text
                    else gettext("This was made blank.")
                )
                self.add_error(name, now)
        typed: Any = self.data
        self.data = typed = typed.copy()
        typed["shown"] = json.dumps(dict(theirs))
        typed["key"] = token_urlsafe()

    def look_again(self, **shown: object) -> None:
        """What the page rests on has changed. It now shows the newer, and only sending it once more means that one."""
        typed: Any = self.data
        self.data = typed = typed.copy()
        for name, value in {**shown, "key": token_urlsafe()}.items():
            typed[name] = str(value)

    def request_as(self, kind: type[R]) -> R:
        """The request of an action, from the fields of the same name."""
        asked = {field.name for field in fields(kind)}
        return kind(**{name: typed for name, typed in self.cleaned_data.items() if name in asked})


def pick(label: Any, choices: Any, *, hint: Any = "") -> forms.ChoiceField:
    """One of a long list."""
    return forms.ChoiceField(label=label, choices=choices, help_text=hint)


def radios(label: Any, choices: list[Choice], *, hint: Any = "") -> forms.ChoiceField:
    """One of a few; what is not known comes last."""
    ordered = [*(one for one in choices if one[0]), *(one for one in choices if not one[0])]
    return forms.ChoiceField(label=label, choices=ordered, widget=forms.RadioSelect, help_text=hint)


def line(label: Any, *, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.TextInput(attrs={"autocomplete": "off"}))


def words(label: Any, *, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 3}))


def when(label: Any, *, hint: Any = None) -> forms.CharField:
    """A date as it was said, as precise as it is known."""
    said = _("As it was said: 1984, 1984-03, about 1984, 1984-spring, 음력 1984-03-05, 주체73.")
    return forms.CharField(
        label=label,
        help_text=said if hint is None else hint,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )


def day(label: Any, *, hint: Any = "") -> forms.DateField:
    """A day of the office's own work."""
    return forms.DateField(
        label=label, help_text=hint, widget=forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    )


def _as_answer(typed: str) -> bool:
    return typed == "yes"


def yes_no(label: Any, *, hint: Any = "") -> forms.TypedChoiceField:
    """Yes, no, or not asked: a blank is never a “no”."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("Not known or not asked"))],
        coerce=_as_answer,
        empty_value=None,
        widget=forms.RadioSelect,
        initial="",
    )


def tick(label: Any, *, hint: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=hint)
