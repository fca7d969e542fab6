"""The one page with which a registration begins. All of it may stay blank."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellfounded.web.choices import countries, languages
from wellfounded.web.forms.question import QuestionForm, line, pick, when


class StartForm(QuestionForm):
    name = line(_("Name, exactly as it was given"), hint=_("In any script. More names can be added afterwards."))
    birth = when(_("Birth date, as it was said"))
    nationality = pick(_("Nationality"), countries)
    language = pick(_("Language"), languages)
    dialect = line(_("Dialect or region"))
