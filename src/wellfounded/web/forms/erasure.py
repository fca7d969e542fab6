"""What is asked before a part of a file is erased, and before a hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.ask_erasure import ErasureAsked
from wellfounded.cases.models.erasure import ErasedWhy
from wellfounded.web.erasure_words import PARTS
from wellfounded.web.forms.question import QuestionForm, radios, tick, words


class AskErasureForm(QuestionForm):
    compartments = forms.MultipleChoiceField(
        label=_("Which parts"),
        choices=[(part.value, label) for part, label in PARTS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The decision goes last, or with all the rest."),
    )
    why = radios(_("Why"), list(ErasedWhy.choices))

    def asked_for(self) -> ErasureAsked:
        return ErasureAsked(compartments=tuple(self.cleaned_data["compartments"]), why=self.cleaned_data["why"])


class CarryOutForm(QuestionForm):
    """`number` is typed again: two cases look alike at the end of a day."""

    number = forms.CharField(
        label=_("The number of the case, typed by you"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )
    sure = tick(_("I have read what goes. It cannot be brought back."))

    def __init__(self, *args: Any, case: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        if typed.strip().upper() != self.case.upper():
            raise forms.ValidationError(_("This is not the number of the case at the top of this page."))
        return typed

    def clean_sure(self) -> bool:
        if not self.cleaned_data["sure"]:
            raise forms.ValidationError(_("Read what goes, and tick this box when it shall."))
        return True


class HoldForm(QuestionForm):
    reason = words(
        _("Why nothing of this case may be erased"),
        hint=_("For example: an application to a court is pending. Name nobody."),
    )
