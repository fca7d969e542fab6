"""Flight, the way, arrival, and claims made elsewhere before."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.fields import SealedPartialDate
from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class Journey(models.Model):
    """The last flight and arrival, as the person says. Earlier crossings belong to the account."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.OneToOneField(Person, models.PROTECT, related_name="journey")
    origin = SealedChar(_("country fled from"), max_length=3, blank=True)
    fled = SealedPartialDate(_("date of flight"))
    arrived = SealedPartialDate(_("date of arrival"))
    route = SealedText(_("route and borders"), blank=True)

    def __str__(self) -> str:
        return f"journey of {self.person}"


class JourneyStage(models.Model):
    """A country on the way, in order."""

    sealing: ClassVar = Sealing("identity", way="journey__person")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="stages")
    position = models.PositiveSmallIntegerField()
    country = SealedChar(_("country"), max_length=3)
    place = SealedChar(_("place"), max_length=200, blank=True)
    arrived = SealedPartialDate(_("from"))
    left = SealedPartialDate(_("until"))

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["journey", "position"], name="persons_stage_has_its_place"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.country}"


class EarlierClaim(models.Model):
    """A claim for protection made elsewhere."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="earlier_claims")
    country = SealedChar(_("country"), max_length=3)
    body = SealedChar(_("to whom"), max_length=200, blank=True)
    number = SealedChar(_("number"), max_length=60, blank=True)
    made = SealedPartialDate(_("made"))
    outcome = SealedChar(_("what came of it"), max_length=200, blank=True)
    note = SealedText(_("note"), blank=True)

    def __str__(self) -> str:
        return f"earlier claim in {self.country}"
