"""Looking for a person by name, and what came of a hit that only a matcher sees."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models import HitOutcome, SearchPurpose
from wellfounded.web.forms.question import QuestionForm, line, radios, when, words


class NameSearchForm(QuestionForm):
    name = line(_("The name, as it is known"), hint=_("In any script; other spellings are found too."))
    birth = when(_("Birth date, if it is known"))
    purpose = radios(_("What for?"), list(SearchPurpose.choices))
    reason = words(_("Why this case needs it"), hint=_("Kept with the search. Oversight and matchers can read it."))


class SearchHitForm(QuestionForm):
    outcome = radios(_("What comes of it?"), list(HitOutcome.choices))
    note = words(_("Why, and who was told"))
