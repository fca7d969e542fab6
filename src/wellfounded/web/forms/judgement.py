"""What a matcher says of two records."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.models import Verdict
from wellfounded.web.forms.question import QuestionForm, radios, words


class JudgementForm(QuestionForm):
    verdict = radios(_("Are they one and the same person?"), list(Verdict.choices))
    reason = words(_("Why"), hint=_("What in names, dates, places or papers says so. Say “it cannot be said” freely."))
