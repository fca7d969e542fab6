"""Specific needs by code of a versioned list. Four codes point towards exclusion and lie in a table of their own.

Whoever arranges shelter or school needs to know that somebody is pregnant, and not that somebody has a criminal record.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.models.person import Person
from wellfounded.vault.sealed_columns import SealedText, Sealing

FLAGS = ("LP-AF", "LP-AP", "LP-CR", "LP-VP")


class _Noted(models.Model):
    code = models.CharField(_("code"), max_length=5)
    list_version = models.CharField(max_length=20)
    note = SealedText(_("note"), blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_reason = SealedText(blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "code"], condition=Q(ended_at=None), name="persons_%(class)s_noted_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None, ended_at=None) | Q(ended_by__isnull=False, ended_at__isnull=False),
                name="persons_%(class)s_end_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SpecificNeed(_Noted):
    """A need, from a day until it ended."""

    sealing: ClassVar = Sealing("needs", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="needs")

    class Meta(_Noted.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *_Noted.Meta.constraints,
            models.CheckConstraint(condition=~Q(code__in=FLAGS), name="persons_need_is_no_flag"),
        ]


class ExclusionFlag(_Noted):
    """A code that opens questions on exclusion. It proves nothing, and only those who must ask see it."""

    sealing: ClassVar = Sealing("flags", way="person")
    person = models.ForeignKey(Person, models.PROTECT, related_name="exclusion_flags")

    class Meta(_Noted.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *_Noted.Meta.constraints,
            models.CheckConstraint(condition=Q(code__in=FLAGS), name="persons_flag_is_a_flag"),
        ]
