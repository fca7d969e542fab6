"""The values of the four status axes. Each axis is a question of its own, and its answer carries its own date."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellfounded.cases.models.case import Axis


class RefugeeStatus(models.TextChoices):
    ASYLUM_SEEKER = "asylum_seeker", _("Asylum-seeker")
    REFUGEE = "refugee", _("Refugee")
    PROTECTED = "protected", _("Protected otherwise than as a refugee")
    NOT_RECOGNISED = "not_recognised", _("Not recognised")
    NOT_OF_CONCERN = "not_of_concern", _("Not of concern")
    ENDED = "ended", _("Status ended")


class Category(models.TextChoices):
    INDIVIDUAL = "individual", _("Individual procedure")
    GROUP = "group", _("Group recognition")
    DERIVATIVE = "derivative", _("Family member")
    RETURNEE = "returnee", _("Returnee")
    STATELESS = "stateless", _("Stateless person")
    OTHER = "other", _("Other")


class LegalBasis(models.TextChoices):
    CONVENTION = "convention", _("1951 Convention")
    MANDATE = "mandate", _("UNHCR’s mandate")
    OAU = "oau", _("OAU Convention of 1969")
    CARTAGENA = "cartagena", _("Cartagena Declaration")
    NATIONAL = "national", _("National law")
    COMPLEMENTARY = "complementary", _("Complementary protection")
    TEMPORARY = "temporary", _("Temporary protection")


class Process(models.TextChoices):
    ACTIVE = "active", _("Active")
    ON_HOLD = "on_hold", _("On hold")
    INACTIVE = "inactive", _("Inactive")
    CLOSED = "closed", pgettext_lazy("of a case", "Closed")


VALUES: dict[Axis, type[models.TextChoices]] = {
    Axis.REFUGEE_STATUS: RefugeeStatus,
    Axis.CATEGORY: Category,
    Axis.LEGAL_BASIS: LegalBasis,
    Axis.PROCESS: Process,
}
# What follows from a decision is entered once there is one.
NEEDS_DECISION = frozenset(set(RefugeeStatus) - {RefugeeStatus.ASYLUM_SEEKER}) | frozenset(LegalBasis)
