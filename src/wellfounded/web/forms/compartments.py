"""Medical notes and protected sources: each goes to a compartment of its own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from wellfounded.web.forms.question import QuestionForm, line, words


class MedicalForm(QuestionForm):
    text = words(_("Note"), hint=_("What matters for care, for the interview and for the claim."))
    source = line(_("From whom"), hint=_("A doctor, a psychologist, the person."))


class SourceForm(QuestionForm):
    label = line(_("Label used in the file"), hint=_("For example “neighbour A”. It must not lead to them."))
    who = words(_("Who it is"))
    danger = words(_("What would happen to them if it were known"))
