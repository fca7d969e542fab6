"""How many different people left lately in the exports of one person, or to one recipient: many small ones are a list.

A paper for the applicant does not count: it is handed to whom it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from wellfounded.cases.export_kinds import RULES
from wellfounded.cases.models import Case, Export, ExportKind, RecipientOfExport
from wellfounded.cases.turns import take_turn

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """An export that left, or that shall. `to` is empty where the recipient is known from the case."""

    by: object
    to: str
    people: frozenset[object]


def people_together(leaving: Leaving, left: Iterable[Leaving]) -> int:
    """The people in it and those that left by the same person, or to the same recipient, each once: the larger."""
    before = list(left)
    by_them = [one.people for one in before if one.by == leaving.by]
    to_them = [one.people for one in before if leaving.to and one.to == leaving.to]
    return max(len(leaving.people.union(*by_them)), len(leaving.people.union(*to_them)))


def counts(export: Export) -> bool:
    """Whether it names people to anybody but themselves."""
    return export.recipient_kind != RecipientOfExport.APPLICANT and RULES[ExportKind(export.kind)].identifying


def people_lately(export: Export) -> int:
    """How many, with those in it, within the days that the setting says. 0 where it names nobody to anybody else."""
    if not counts(export):
        return 0
    since = timezone.now() - timedelta(days=settings.PEOPLE_LET_OUT_DAYS)
    left = [one for one in Export.objects.filter(left_at__gte=since).exclude(pk=export.pk) if counts(one)]
    numbers = {number for one in (export, *left) for number in one.numbers}
    people = dict(Case.objects.filter(number__in=numbers).values_list("number", "person_id"))
    leaving, *before = [
        Leaving(
            by=one.asked_by_id,
            to=f"{one.recipient.casefold()} {one.recipient_state}".strip(),
            people=frozenset(people.get(number, number) for number in one.numbers),
        )
        for one in (export, *left)
    ]
    return people_together(leaving, before)


def count_alone(export: Export) -> None:
    """Let nobody else let something out by the same person until this transaction ends: both would count the same."""
    take_turn(f"what leaves by {export.asked_by_id}")
