"""Nationalities and languages of a person, each with how it is known."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedChar, SealedText, Sealing


class HowKnown(models.TextChoices):
    SAID = "said", _("The person says so")
    DOCUMENT = "document", _("A document shows it")
    AUTHORITY = "authority", _("An authority said so")
    LAW = "law", _("It follows from a law of nationality")
    OTHERS = "others", _("Others say so")


class Nationality(models.Model):
    """A country of nationality, or statelessness."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="nationalities")
    country = models.CharField(_("country"), max_length=3, blank=True)
    stateless = models.BooleanField(_("stateless"), default=False)
    how_known = models.CharField(_("how it is known"), max_length=20, choices=HowKnown, blank=True)
    # Whether the person fears this State. Until somebody records that they do not, nothing may be sent to it.
    feared = models.BooleanField(_("the person fears this State"), null=True)
    note = SealedText(_("note"), blank=True)

    class Meta:
        verbose_name_plural = "nationalities"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(stateless=True, country="") | (Q(stateless=False) & ~Q(country="")),
                name="persons_nationality_is_a_country_or_none",
            ),
            models.UniqueConstraint(fields=["person", "country"], name="persons_nationality_once"),
        ]

    def __str__(self) -> str:
        return str(_("stateless")) if self.stateless else self.country


class Level(models.TextChoices):
    MOTHER_TONGUE = "mother_tongue", _("Mother tongue")
    FLUENT = "fluent", _("Fluent")
    SOME = "some", _("Some")


class SpokenLanguage(models.Model):
    """A language with its dialect. Which one the interview is wished in is asked apart from the language of a form."""

    sealing: ClassVar = Sealing("identity", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="languages")
    language = models.CharField(_("language"), max_length=20)
    dialect = SealedChar(_("dialect"), max_length=100, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True)
    wants_interview = models.BooleanField(_("wants the interview in it"), default=False)
    wants_letters = models.BooleanField(_("wants forms and letters in it"), default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "language", "dialect"], name="persons_language_once"),
        ]

    def __str__(self) -> str:
        return f"{self.language} ({self.dialect})" if self.dialect else self.language
