"""Household and relatives: who came together, who speaks for them, who was left behind."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Sex
from wellfounded.persons.models import Relationship
from wellfounded.web.choices import to_choose, with_blank
from wellfounded.web.forms.question import QuestionForm, line, pick, when, words, yes_no


class HouseholdForm(QuestionForm):
    household = line(
        _("Number of the household"),
        hint=_("Like H-7K3Q-9MBT. Blank: the household that stands above, or a new one for this person."),
    )
    relationship = pick(_("What this person is to the focal point"), with_blank(Relationship.choices))
    focal_point = yes_no(_("Does this person speak for the household (focal point)?"))
    size_said = forms.IntegerField(
        label=_("How many belong to it, as they say"),
        help_text=_("Also those who did not come. It may differ from who is registered."),
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    since = when(_("Since"))
    left = yes_no(_("Has this person left the household?"))
    until = when(_("Until"))


class RelativeForm(QuestionForm):
    relation = pick(_("What the relative is to this person"), to_choose(Relationship.choices))
    described = line(_("Name, or who it is"), hint=_("In any script. “Eldest daughter, 4 years” is enough."))
    case = line(
        _("Number of the relative’s own case"), hint=_("Only if the relative is registered and you may open it.")
    )
    sex = pick(_("Sex"), with_blank(Sex.choices))
    birth = when(_("Birth date"))
    alive = yes_no(_("Alive?"))
    whereabouts = line(_("Where they are, as far as it may be written down"))
    note = words(_("Note"))
