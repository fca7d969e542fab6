"""What oversight asks of the log."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wellfounded.audit.events import Event
from wellfounded.audit.reading import Sought
from wellfounded.audit.words import words_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

A_DAY = timedelta(days=1)


def _events() -> list[tuple[str, str]]:
    """By their words in the language of the screen."""
    return [("", gettext("All")), *sorted(((event.value, words_of(event)) for event in Event), key=itemgetter(1))]


def _day(label: StrPromise) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class SoughtForm(forms.Form):
    actor = forms.CharField(
        label=_("Person, by sign-in name"), required=False, widget=forms.TextInput(attrs={"data-key": "f"})
    )
    subject = forms.CharField(label=_("Case number or account"), required=False)
    event = forms.ChoiceField(label=_("Event"), choices=_events, required=False)
    since = _day(_("From (day)"))
    until = _day(_("To (day, included)"))

    def sought(self) -> Sought:
        typed = self.cleaned_data
        since, until = typed["since"], typed["until"]
        return Sought(
            event=typed["event"],
            actor=typed["actor"],
            subject=typed["subject"],
            since=timezone.make_aware(datetime.combine(since, time.min)) if since else None,
            until=timezone.make_aware(datetime.combine(until + A_DAY, time.min)) if until else None,
        )


class AgainstForm(forms.Form):
    against = forms.CharField(
        label=_("A checkpoint that you kept outside the office"),
        required=False,
        strip=False,
        help_text=_("Paste the whole of it. Without one, the log is compared with its own checkpoints."),
        widget=forms.Textarea(attrs={"rows": 4, "class": "number", "spellcheck": "false"}),
    )
