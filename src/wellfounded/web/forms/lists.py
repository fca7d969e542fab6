"""Bringing in a list of people from outside, and judging a hit on it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models import ListKind, Verdict
from wellfounded.web.forms.question import QuestionForm, line, radios, tick, words


class ListForm(QuestionForm):
    kind = radios(_("What kind of list is it?"), list(ListKind.choices))
    title = line(_("Its title"))
    source = words(_("Where it comes from, and of which day it is"))
    content = forms.FileField(
        label=_("List"),
        help_text=_("CSV in UTF-8, XLSX, the XML of the United Nations or OFAC, or FollowTheMoney. At most 60 MB."),
    )
    without_refused = tick(
        _("Bring in the rest without the rows that are refused"), hint=_("Read first what is refused and why.")
    )


class ListHitForm(QuestionForm):
    verdict = radios(_("Are they one and the same person?"), list(Verdict.choices))
    reason = words(_("Why"), hint=_("What in names, dates, places or papers says so. Say “it cannot be said” freely."))
