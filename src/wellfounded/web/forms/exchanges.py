"""Writing down a step of an exchange with another organisation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models import ExchangeStep
from wellfounded.cases.models.outside_exchange import MOST_PEOPLE
from wellfounded.web.forms.question import QuestionForm, day, line, radios, words


class ExchangeForm(QuestionForm):
    step = radios(_("What was done?"), list(ExchangeStep.choices))
    partner = line(_("The other organisation"), hint=_("Never a State that is feared, nor whoever answers to it."))
    exchange = line(_("Name of the exchange"), hint=_("The 16 signs that the command told when the key was made."))
    people = forms.IntegerField(
        label=_("Of how many people"),
        min_value=0,
        max_value=MOST_PEOPLE,
        help_text=_("How many were asked for; of an answer that was read, how many may be known there. Never who."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    on = day(_("On which day"))
    reason = words(_("Why, and on what ground"), hint=_("No name of a person. It is kept as long as the log."))
