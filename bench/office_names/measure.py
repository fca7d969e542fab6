"""Questions by name to an office: who is compared by the rule of before and by that of today, and how long it takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from django.db import transaction

from bench.machine import percentile
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.cases.access import cases_of
from wellfounded.cases.merged_records import Merged, whole_record
from wellfounded.cases.possible_duplicates import alike, reason_for, with_records
from wellfounded.identity.index.hashing import Hashing
from wellfounded.identity.names.keys import asked
from wellfounded.identity.record import Record
from wellfounded.identity.weighing.weigh import weigh
from wellfounded.persons import name_index
from wellfounded.persons.models import NameKey, NameSecret, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wellfounded.identity.dates.partial_date import PartialDate

CUTS = (20, 50, 150, 500)
WEIGHED = 150  # questions of a kind whose whole answer is timed
HINTS, REGISTERED = 100, 200
Rule = Callable[[Iterable[str], "PartialDate | None"], "QuerySet[Person]"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, who should be found, and of which kind the pair is."""

    name: str
    born: PartialDate
    wanted: int
    kind: str


def answers(questions: Sequence[Question], *, dated: bool) -> dict[str, Any]:
    """Recall by both rules at several cuts, milliseconds of the processor, and how many share a key at all."""
    sharing = [_sharing(one.name) for one in questions]
    return {
        "questions": len(questions),
        "shared": fmean(one.wanted in found for one, found in zip(questions, sharing, strict=True)),
        "candidates": _spread([float(len(found)) for found in sharing]),
        "newest": {cut: _recall(questions, _newest, cut=cut, dated=dated) for cut in CUTS},
        "gists": {cut: _recall(questions, name_index.filed_under, cut=cut, dated=dated) for cut in CUTS},
        "whole": _whole(questions[:WEIGHED], dated=dated),
    }


def _recall(questions: Sequence[Question], rule: Rule, *, cut: int, dated: bool) -> dict[str, Any]:
    found, times = 0, []
    with patch.object(name_index, "MOST_CANDIDATES", cut):
        for one in questions:
            began = time.process_time()
            people = set(rule([one.name], one.born if dated else None).values_list("pk", flat=True))
            times.append(1000 * (time.process_time() - began))
            found += one.wanted in people
    return {"recall": found / len(questions), "finding": _spread(times)}


def _whole(questions: Sequence[Question], *, dated: bool) -> dict[str, Any]:
    """Finding, reading the records, weighing: what a matcher's work takes for one question."""
    among, merged = Person.objects.count(), Merged.now()
    leads, times = 0, []
    for one in questions:
        began, birth = time.process_time(), one.born if dated else None
        query = Record("?", (one.name,), birth)
        for person in with_records(name_index.filed_under([one.name], birth)):
            reason = reason_for(weigh(query, whole_record(person, merged=merged), among=among))
            leads += bool(reason) and person.pk == one.wanted
        times.append(1000 * (time.process_time() - began))
    return {"leads": leads / len(questions), "questions": len(questions), "milliseconds": _spread(times)}


def _newest(names: Iterable[str], _birth: PartialDate | None) -> QuerySet[Person]:
    """The rule of before: those who were registered last."""
    hashes = Hashing(NameSecret.of_this_register(), asked).asked(names)
    sharing = NameKey.objects.filter(hash__in=list(hashes)).values("person")
    return Person.objects.filter(pk__in=sharing).order_by("-pk")[: name_index.MOST_CANDIDATES]


def _sharing(name: str) -> set[int]:
    hashes = Hashing(NameSecret.of_this_register(), asked).asked([name])
    return set(NameKey.objects.filter(hash__in=list(hashes)).values_list("person", flat=True))


def hints(questions: Sequence[Question]) -> dict[str, Any]:
    """What a registrar with thousands of cases waits for while a name is typed."""
    user = User.objects.filter(username=f"{Role.REGISTRAR.value}01").get()
    times = []
    for one in questions[:: max(len(questions) // HINTS, 1)]:
        began = time.process_time()
        alike(user, Record("?", (one.name,), one.born))
        times.append(1000 * (time.process_time() - began))
    return {"cases": cases_of(user).count(), "asked": len(times), "milliseconds": _spread(times)}


def registrations() -> dict[str, Any]:
    """Filing one person who is there, from nothing, inside a transaction that is taken back."""
    times = []
    for person in Person.objects.order_by("-pk")[:REGISTERED]:
        with transaction.atomic():
            NameKey.objects.filter(person=person).delete()
            began = time.process_time()
            name_index.file_names(person)
            times.append(1000 * (time.process_time() - began))
            transaction.set_rollback(True)
    return {"filed": len(times), "milliseconds": _spread(times)}


def _spread(values: list[float]) -> dict[str, float]:
    return {"mean": fmean(values), "median": median(values), "p95": percentile(values, 95), "most": max(values)}
