"""Signing off the texts of a paper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SignOffForm(forms.Form):
    statement = forms.CharField(
        label=_("What makes you a qualified reader of these texts"),
        help_text=_("For example: sworn translator of Korean; I read every text and compared it with the English."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # What the reader saw: if the texts changed since, nothing is signed.
    hash = forms.CharField(widget=forms.HiddenInput, required=False)
