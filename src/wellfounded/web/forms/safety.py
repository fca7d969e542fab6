"""Languages, safe contact, and what the person needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wellfounded.accounts.models import Sex
from wellfounded.cases.actions.choose_sex import NO_MATTER
from wellfounded.persons.models import ContactMeans, Level
from wellfounded.persons.need_list import need_list
from wellfounded.web.choices import NOTHING, languages, to_choose, with_blank
from wellfounded.web.forms.question import QuestionForm, line, pick, radios, words, yes_no


class LanguageForm(QuestionForm):
    language = pick(_("Language"), languages)
    dialect = line(
        _("Dialect or region"), hint=_("For example Hamgyong, Yanbian. An interpreter of another dialect can mislead.")
    )
    level = pick(_("How well"), with_blank(Level.choices))
    wants_interview = yes_no(_("Does the person want the interview, and its interpreter, in this language?"))
    wants_letters = yes_no(_("Does the person want forms and letters in this language?"))


class ContactForm(QuestionForm):
    means = pick(_("How the person can be reached without danger"), to_choose(ContactMeans.choices))
    value = line(_("Number or address"))
    when_safe = line(_("When it is safe"), hint=_("For example only on weekdays before noon."))
    message_may_be_left = yes_no(_("May a message be left?"))
    note = words(_("Note"), hint=_("What must not be said, who else uses this telephone."))


class NotToBeToldForm(QuestionForm):
    who = line(_("Who may not learn that there is a claim"), hint=_("A person, a family, an authority."))
    reason = words(_("Why"))


class NeedForm(QuestionForm):
    """The codes that are no flag. A flag has a page of its own, for those who may see it."""

    flags = False
    code = line(_("Need"), hint=_("Type a word or the code and choose from the list. Nothing has to be told about it."))
    note = words(_("Note"), hint=_("Only what colleagues need in order to help. No details of violence."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget = forms.TextInput(attrs={"list": "codes", "autocomplete": "off"})

    def clean_code(self) -> str:
        """The code alone, from an entry of the list or as it was typed."""
        typed: str = self.cleaned_data["code"]
        return typed.partition(" ")[0] if " · " in typed else typed

    def offered(self) -> list[str]:
        """The entries of the list, as they are typed or chosen."""
        language = get_language() or "en"
        return [f"{need.code} · {need.label(language)}" for need in need_list().values() if need.flag is self.flags]


class FlagForm(NeedForm):
    flags = True


_CHOICES = [*Sex.choices[:2], (NO_MATTER, _("It does not matter to the person")), NOTHING]


class ChosenSexForm(QuestionForm):
    interviewer_sex = radios(_("Interviewer"), _CHOICES)
    interpreter_sex = radios(_("Interpreter"), _CHOICES)
