"""Which countries the claim is about, and to which of them a return is looked at."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellfounded.web.choices import countries
from wellfounded.web.forms.question import QuestionForm, pick, tick


class CountryForm(QuestionForm):
    code = pick(_("Country"), countries)
    nationality = tick(_("The applicant is, or may be, its national"))
    former_residence = tick(_("The applicant, without a nationality, lived there"))
    destination = tick(
        _("The applicant could be returned there"),
        hint=_("Whether they may be is looked at apart, for each such place."),
    )
