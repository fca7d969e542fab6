"""One run: fill the register, file everybody, ask by the rule of before and by that of today, write the page."""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

from bench import machine
from bench.index.population import chunk
from bench.load.register import Register
from bench.load.staff import hire
from bench.office_names.measure import Question, answers, hints, registrations
from bench.office_names.page import page
from wellfounded.config import welcome
from wellfounded.identity.dates.partial_date import parse
from wellfounded.persons.models import Identity, NameKey, NameSecret, Person, PersonName

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench" / "results"
PAGE = ROOT / "docs" / "reference" / "names-in-an-office.md"
STORES = ("sqlcipher", "postgres")
FILE_ANEW = import_module("wellfounded.persons.migrations.0009_file_names_anew").file_anew
SEED, BORN = 7, (1935, 2009)
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How many people and questions. `again`: the register is there. A trial writes no page."""

    people: int
    questions: int
    again: bool = False
    trial: bool = False


def run(size: Size, pairs: Path, *, say: Say) -> None:
    """Measure, and write results and page."""
    found: dict[str, Any] = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine.describe(),
        "store": settings.DB,
    }
    questions = _again(size, pairs) if size.again else _filled(size, pairs, say=say)
    found |= {"people": Person.objects.count(), "keys": NameKey.objects.count()}
    found["load"] = round(machine.load(), 2)
    found["asked"] = {}
    for kind, some in _by_kind(questions).items():
        for dated in (True, False):
            name = f"{kind}, {'birth year' if dated else 'name only'}"
            found["asked"][name] = answers(some, dated=dated)
            say(name)
    found["hints"] = hints(questions)
    found["registration"] = registrations()
    found["load_after"] = round(machine.load(), 2)
    _write(found, size, say=say)


def _filled(size: Size, pairs: Path, *, say: Say) -> list[Question]:
    if settings.DB == "postgres":
        with connection.cursor() as cursor:  # of a run before, in a cluster that these runs alone use
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    welcome.prepare(fictional=True)
    last = Person.objects.order_by("-pk").values_list("pk", flat=True)[0]
    register = Register(hire()[0], Random(SEED))  # noqa: S311 - the same office at every run, and nothing secret
    for made in register.fill(size.people):
        say(f"{made} of {size.people} people in the register")
    people = list(Person.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True))
    questions = _named(people, pairs, most=size.questions)
    NameSecret.of_this_register()
    cpu = time.process_time()
    FILE_ANEW(apps, SimpleNamespace(connection=connection))
    say(f"everybody is filed, in {time.process_time() - cpu:.0f} s of the processor")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return questions


def _again(size: Size, pairs: Path) -> list[Question]:
    """The questions to the register that the run before left."""
    welcome.prepare(fictional=True)
    people = sorted(Person.objects.order_by("-pk").values_list("pk", flat=True)[: size.people])
    return _planted(people, pairs, most=size.questions)[1]


def _named(people: list[int], pairs: Path, *, most: int) -> list[Question]:
    """Give everybody a made-up name and birth, and to those who came first the second forms of the pairs."""
    given: list[tuple[str, str, int]] = []
    source = (one for number in range(len(people)) for one in chunk(number))
    for key, (person, name) in zip(people, source, strict=False):
        given.append((name, person.born.isoformat(), key))
    planted, questions = _planted(people, pairs, most=most)
    given[: len(planted)] = planted
    tables = [(PersonName, "text", 0), (Identity, "birth", 1)]
    with connection.cursor() as cursor:
        for table, column, value in tables:
            named = connection.ops.quote_name(table._meta.db_table)  # noqa: SLF001 - Django's public way in
            told = f"UPDATE {named} SET {column} = %s WHERE person_id = %s"  # noqa: S608 - names of our own tables
            cursor.executemany(told, [(one[value], one[2]) for one in given])
    return questions


def _planted(people: list[int], pairs: Path, *, most: int) -> tuple[list[tuple[str, str, int]], list[Question]]:
    """Second forms and births of the pairs for those who came first, and the questions for them."""
    dice = Random(11)  # noqa: S311 - the same at every run, and nothing secret
    given: list[tuple[str, str, int]] = []
    questions: list[Question] = []
    for key, row in zip(people, _true_pairs(pairs)[:most], strict=False):
        born = str(dice.randint(*BORN))
        given.append((row["name2"], born, key))
        kind = "Korean pairs" if row["lang"] == "ko" else "other pairs"
        questions.append(Question(row["name1"], parse(born), key, kind))
    return given, questions


def _true_pairs(pairs: Path) -> list[dict[str, str]]:
    with pairs.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["label"] == "1" and not row["kind"].endswith(("-other", "-samename"))]


def _by_kind(questions: list[Question]) -> dict[str, list[Question]]:
    kinds = dict.fromkeys(one.kind for one in questions)
    return {kind: [one for one in questions if one.kind == kind] for kind in sorted(kinds)}


def _write(found: dict[str, Any], size: Size, *, say: Say) -> None:
    text = json.dumps(found, indent=1) + "\n"
    if size.trial:
        say(text)
        return
    (RESULTS / f"office-names-{settings.DB}.json").write_text(text, encoding="utf-8")
    files = [RESULTS / f"office-names-{store}.json" for store in STORES]
    PAGE.write_text(page([json.loads(file.read_text("utf-8")) for file in files if file.exists()]), encoding="utf-8")
    say(f"{PAGE.relative_to(ROOT)} is written")
