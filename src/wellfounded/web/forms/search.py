"""The search among one's own cases."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models import Relation
from wellfounded.cases.states import State


class SearchForm(forms.Form):
    number = forms.CharField(
        label=_("Case number, or its beginning"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-key": "f", "class": "short", "type": "search"}),
    )
    state = forms.ChoiceField(label=_("State"), choices=[("", _("Any")), *State.choices], required=False)
    relation = forms.ChoiceField(label=_("You are its"), choices=[("", _("Any")), *Relation.choices], required=False)
