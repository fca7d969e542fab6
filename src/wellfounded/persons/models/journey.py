"""Flight, the way, arrival, and claims made elsewhere before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.fields import PartialDateField
from wellfounded.persons.models.person import Person


class Journey(models.Model):
    """The last flight and arrival, as the person says. Earlier crossings belong to the account."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="journey")
    origin = models.CharField(_("country fled from"), max_length=3, blank=True)
    fled = PartialDateField(_("date of flight"))
    arrived = PartialDateField(_("date of arrival"))
    route = models.TextField(_("route and borders"), blank=True)

    def __str__(self) -> str:
        return f"journey of {self.person}"


class JourneyStage(models.Model):
    """A country on the way, in order."""

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="stages")
    position = models.PositiveSmallIntegerField()
    country = models.CharField(_("country"), max_length=3)
    place = models.CharField(_("place"), max_length=200, blank=True)
    arrived = PartialDateField(_("from"))
    left = PartialDateField(_("until"))

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["journey", "position"], name="persons_stage_has_its_place"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.country}"


class EarlierClaim(models.Model):
    """A claim for protection made elsewhere."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="earlier_claims")
    country = models.CharField(_("country"), max_length=3)
    body = models.CharField(_("to whom"), max_length=200, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    made = PartialDateField(_("made"))
    outcome = models.CharField(_("what came of it"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)

    def __str__(self) -> str:
        return f"earlier claim in {self.country}"
