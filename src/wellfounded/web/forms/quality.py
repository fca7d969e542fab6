"""The review of quality: what sample to draw, and the sheet of one decision."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.draw_quality_sample import MOST, Drawing
from wellfounded.cases.actions.mark_quality import Marking
from wellfounded.cases.indicators import Indicator
from wellfounded.cases.models import Mark

if TYPE_CHECKING:
    from django.forms import BoundField
    from django_stubs_ext import StrPromise

NOTE = "note_"


def _day(label: StrPromise) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "short"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class DrawForm(forms.Form):
    first_day = _day(_("Served from (day)"))
    last_day = _day(_("Served to (day, included)"))
    percent = forms.IntegerField(
        label=_("Share of them, in percent"),
        initial=Drawing().percent,
        widget=forms.NumberInput(attrs={"class": "short", "min": 1, "max": 100}),
    )
    cap = forms.IntegerField(
        label=_("And never more than"),
        initial=Drawing().cap,
        widget=forms.NumberInput(attrs={"class": "short", "min": 1, "max": MOST}),
    )

    def drawing(self) -> Drawing:
        return Drawing(**self.cleaned_data)


class SheetForm(forms.Form):
    """A mark for each indicator, and a note beside it. The action says what is missing."""

    key = forms.CharField(required=False, widget=forms.HiddenInput, initial=token_urlsafe)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for indicator in Indicator:
            self.fields[indicator.value] = forms.ChoiceField(
                label=indicator.label, choices=Mark.choices, required=False, widget=forms.RadioSelect
            )
            self.fields[NOTE + indicator.value] = forms.CharField(
                label=_("Note; an error needs one"), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
        self.fields["remarks"] = forms.CharField(
            label=_("Remarks on the whole"), required=False, widget=forms.Textarea(attrs={"rows": 4})
        )

    def lines(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[indicator.value], self[NOTE + indicator.value]) for indicator in Indicator]

    def marking(self) -> Marking:
        typed = self.cleaned_data
        return Marking(
            marks={indicator.value: typed[indicator.value] for indicator in Indicator},
            notes={indicator.value: typed[NOTE + indicator.value] for indicator in Indicator},
            remarks=typed["remarks"],
            key=typed["key"],
        )
