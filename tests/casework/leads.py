"""The pairs that wait for a verdict, whoever may see them."""

from __future__ import annotations

from django.db.models import QuerySet

from wellfounded.cases.models import DuplicateLead


def waiting() -> QuerySet[DuplicateLead]:
    return DuplicateLead.objects.filter(verdict="").select_related("person", "other")
