"""Why a reviewer sends a recommendation back: a coded list, so that what goes wrong often can be counted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReturnReason(models.TextChoices):
    POINT_NOT_PUT = "point_not_put", _("An adverse point was not put to the applicant")
    QUESTION_NOT_ASKED = "question_not_asked", _("A question that decides was not asked")
    EVIDENCE_NOT_WEIGHED = "evidence_not_weighed", _("Evidence on the file was not weighed")
    CREDIBILITY_NOT_REASONED = "credibility_not_reasoned", _("Credibility is judged without indicators of a fact")
    COUNTRY_INFORMATION = "country_information", _("Country information is missing, old or misread")
    GROUND_LEFT_OUT = "ground_left_out", _("A ground that the facts raise was left out")
    RETURN_LEFT_OUT = "return_left_out", _("Return to a destination was not answered")
    STANDARD = "standard", _("The wrong standard or burden of proof")
    LAW = "law", _("The law is misapplied")
    EXCLUSION_NOT_HEARD = "exclusion_not_heard", _("Exclusion was found without a hearing on it")
    NEEDS_NOT_MET = "needs_not_met", _("The interview did not meet the applicant’s needs")
    FAMILY = "family", _("Family members have no findings of their own")
    REASONS_UNCLEAR = "reasons_unclear", _("The reasons cannot be followed")
    CONTRADICTION = "contradiction", _("Findings contradict each other or the outcome")
    OTHER = "other", _("Something else, said in the remarks")
