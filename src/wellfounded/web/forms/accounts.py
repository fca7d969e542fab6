"""Accounts of colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Language, Sex
from wellfounded.accounts.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable


class NewAccountForm(forms.Form):
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=150,
        help_text=_("Letters, digits and . _ - @ +. It stands on papers and in the log, and never changes."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("Name as given"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,
        help_text=_("Roles can be granted later too. Some do not go together."),
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("Language of the screens"), choices=Language.choices)
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[("", _("Not said")), *Sex.choices],
        required=False,
        help_text=_("So that an applicant’s choice of interviewer and interpreter can be kept."),
    )
    spoken = forms.CharField(
        label=_("Languages spoken, as codes"),
        max_length=200,
        required=False,
        help_text=_("For example: ko zh en"),
    )


class GrantForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)


class LeavingForm(forms.Form):
    """Who takes the cases of whoever leaves, if there are any."""

    hand_over_to = forms.ChoiceField(
        label=_("Who takes the cases"),
        required=False,
        help_text=_("Only somebody who holds the same roles. Each case tells of it in the log."),
    )

    def __init__(self, *args: Any, colleagues: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hand_over_to"].choices = [("", _("Nobody")), *colleagues]  # type: ignore[attr-defined] # of choices


class SureForm(forms.Form):
    """Nothing is asked but whether it is meant."""
