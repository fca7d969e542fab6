"""The indicator sheet of a quality review: what is looked at in every sampled case, in an order that stays."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Indicator(models.TextChoices):
    COUNSELLED = "counselled", _("The applicant was told of rights and steps before the interview")
    NEEDS = "needs", _("Specific needs were seen and met")
    INTERPRETATION = "interpretation", _("Interpreter and dialect fitted, and objections were followed")
    NARRATIVE = "narrative", _("The applicant could first tell freely")
    OPEN_QUESTIONS = "open_questions", _("Questions were open, and what decides was asked")
    POINTS_PUT = "points_put", _("Adverse points were put, and the replies recorded")
    MATERIAL_FACTS = "material_facts", _("The material facts are named, and no others are weighed")
    CREDIBILITY = "credibility", _("Credibility is reasoned fact by fact, with indicators")
    BENEFIT_OF_DOUBT = "benefit_of_doubt", _("Doubt was resolved as the standard asks")
    COUNTRY_INFORMATION = "country_information", _("Country information is fit, dated and cited")
    GROUNDS = "grounds", _("Every ground that the facts raise was considered")
    PROTECTION = "protection", _("State protection and the internal alternative were worked through")
    EXCLUSION = "exclusion", _("Exclusion was examined only on an indication, and then heard")
    COMPLEMENTARY = "complementary", _("Complementary protection was answered")
    RETURN = "return", _("Return was answered for each destination")
    REASONS = "reasons", _("The decision can be followed, and appealed against")
    TIME = "time", _("The case moved without delay that could be avoided")
    CONFIDENTIALITY = "confidentiality", _("Confidentiality was kept")
