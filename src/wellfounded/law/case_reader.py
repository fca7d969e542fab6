"""Reads a case file, with every problem at once."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from wellfounded.law.case_file import FORMAT, PERSON, Act, Case, Closing, Country, Entity, FactRecord, HumanFinding
from wellfounded.law.criterion import Scope
from wellfounded.law.document import Document, read_document
from wellfounded.law.errors import CaseError, Code, InputError, Problem
from wellfounded.law.fact_reader import read_act, read_fact, read_finding
from wellfounded.law.fields import Fields, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from wellfounded.law.library import LawLibrary

KEYS = frozenset(
    {
        "format",
        "case",
        "title",
        "material",
        "profile",
        "host",
        "dates",
        "record",
        "all_points_put",
        "person",
        "countries",
        "exhibits",
        "history",
        "published",
    },
)
NAME_KEYS = frozenset(
    {"name", "names", "family_name", "given_name", "applicant", "alias", "address", "phone", "passport_number", "photo"}
)
MATERIAL = frozenset({"fictional", "published", "real"})
NO_CASE = "This is not a case file: it has no “name: value” lines."
BEGINS = f"A case file begins with the line “format: {FORMAT}”: see docs/reference/case-file.md."
LINKS = frozenset({"nationality", "former_residence"})
_CODE = re.compile(r"[A-Z]{3}\Z")  # ISO 3166 alpha-3


def read_case(path: Path, library: LawLibrary) -> Case:
    """Read a case file. Raises `CaseError` with every problem that was found."""
    try:
        document = read_document(path)
    except InputError as error:
        raise CaseError(error.problems) from None
    return case_from(document, library)


def case_from(document: Document, library: LawLibrary) -> Case:
    """The case in a document that was read. Raises `CaseError` with every problem."""
    if document.data is not None and not isinstance(document.data, dict):
        raise CaseError([document.problem(Code.NOT_A_MAPPING, (), message=NO_CASE, mend=BEGINS)])
    problems: list[Problem] = []
    case = _CaseReader(library, Fields.of(document, (), value=document.data, problems=problems)).read()
    if problems:
        raise CaseError(problems)
    return case


class _CaseReader:
    def __init__(self, library: LawLibrary, fields: Fields) -> None:
        self.library = library
        self.fields = fields
        own = {
            name: str(entry.values["scope"])
            for item in library.profiles
            for name, entry in item.entries.items()
            if "scope" in entry.values
        }
        self.criteria = own | {
            item.id: str(item.scope) for provision in library.provisions for item in provision.criteria
        }

    def read(self) -> Case:
        fields = self.fields
        self._no_names(fields)
        fields.only(KEYS, beside=NAME_KEYS)
        if fields.text("format", required=True) not in {FORMAT, ""}:
            fields.note(
                Code.WRONG_OPTION,
                "format",
                message="This format of case file is not known.",
                mend=f"Write format: {FORMAT}.",
            )
        host = fields.text("host")
        if host:
            self._is_code(fields, "host", code=host)
        claim, decision, known = self._dates()
        person = fields.child("person")
        self._no_names(person)
        person.only({"facts", "findings"}, beside=NAME_KEYS)
        countries = {code: self._country(code, entry) for code, entry in fields.children("countries").items()}
        case = Case(
            number=fields.text("case", required=True),
            title=fields.text("title"),
            material=fields.option("material", MATERIAL, required=True),
            profile=fields.option("profile", set(self.library.profile_names()), required=True),
            host=host,
            claim=claim,
            decision=decision,
            known=known,
            closing=self._closing(),
            digest=fields.values.get("record") == "digest",
            all_points_put=self._all_points_put(),
            person=Entity(self._facts(person, PERSON), self._findings(person, PERSON)),
            countries=countries,
            exhibits={name: self._strings(entry) for name, entry in fields.children("exhibits").items()},
            history=tuple(self._strings(entry) for entry in fields.items("history")),
            published=self._strings(fields.child("published")),
            file=fields.document.file,
        )
        self._routes_lead_somewhere(case)
        return case

    def _no_names(self, fields: Fields) -> None:
        for key in sorted(NAME_KEYS & set(fields.values)):
            message = f"“{key}” does not belong in a case file: a person stands here under a number only."
            fields.note(Code.NAME_IN_CASE, key, message=message, mend="Take the line out.")

    def _dates(self) -> tuple[date, date, date | None]:
        dates = self.fields.child("dates")
        dates.only({"claim", "decision", "known"})
        told, decided = dates.day("claim", required=True), dates.day("decision")
        claim = told or decided or date.max
        decision = decided or claim
        if decision < claim:
            message = f"The decision ({decision}) lies before the claim ({claim})."
            dates.note(Code.DATES_OUT_OF_ORDER, "decision", message=message, mend="Mend one of the two dates.")
        return claim, decision, dates.day("known")

    def _closing(self) -> Closing | None:
        if self.fields.values.get("record", "open") in ("open", "digest"):
            return None
        entry = self.fields.child("record")
        entry.only({"closed_on", "closed_by"})
        day, by = entry.day("closed_on", required=True), entry.text("closed_by", required=True)
        return Closing(day, by) if day else None

    def _all_points_put(self) -> Act | None:
        if "all_points_put" not in self.fields.values:
            return None
        return read_act(self.fields.child("all_points_put"), signed=True)

    def _country(self, code: str, fields: Fields) -> Country:
        fields.only({"link", "destination", "facts", "findings", "routes"})
        self._is_code(fields, None, code=code)
        links = frozenset(fields.words("link")) - {"none"}
        for link in sorted(links - LINKS):
            mend = did_you_mean(link, LINKS) or "Use nationality, former_residence or none."
            fields.note(Code.WRONG_OPTION, "link", message=f"“{link}” is not a link.", mend=mend)
        routes = {end: self._entity(f"{code}>{end}", entry) for end, entry in fields.children("routes").items()}
        here = self._entity(code, fields)
        return Country(here.facts, here.findings, links, fields.flag("destination"), routes)

    @staticmethod
    def _is_code(fields: Fields, key: str | None, *, code: str) -> None:
        if not _CODE.match(code):
            mend = "Use three capital letters, like PRK, CHN, KOR."
            fields.note(Code.UNKNOWN_COUNTRY, key, message=f"“{code}” is not a country code.", mend=mend)

    def _entity(self, name: str, fields: Fields) -> Entity:
        if ">" in name:
            fields.only({"facts", "findings"})
        return Entity(self._facts(fields, name), self._findings(fields, name))

    def _facts(self, fields: Fields, entity: str) -> dict[str, FactRecord]:
        group = fields.child("facts")
        found: dict[str, FactRecord] = {}
        for name in group.values:
            definition = self.library.facts.get(name)
            if definition is None:
                self._unknown(group, name, entity=entity)
            elif definition.scope is not scope_of(entity):
                message = f"“{name}” is a fact about a {definition.scope}, not about {_about(entity)}."
                group.note(Code.WRONG_SCOPE, name, message=message, mend=_move(definition.scope))
            else:
                found[name] = read_fact(group, name, definition=definition)
        return found

    def _unknown(self, group: Fields, name: str, *, entity: str) -> None:
        if name in self.criteria:
            mend = "Put it under findings:, or record the facts that it rests on."
            group.note(Code.UNKNOWN_FACT, name, message=f"“{name}” is a criterion, not a fact.", mend=mend)
            return
        here = [fact.id for fact in self.library.facts.values() if fact.scope is scope_of(entity)]
        mend = (
            did_you_mean(name, here)
            or did_you_mean(name, self.library.facts)
            or "See the catalogue: wellfounded law list --facts."
        )
        group.note(Code.UNKNOWN_FACT, name, message=f"There is no fact “{name}” in the catalogue.", mend=mend)

    def _findings(self, fields: Fields, entity: str) -> dict[str, HumanFinding]:
        group = fields.child("findings")
        found: dict[str, HumanFinding] = {}
        for name, entry in fields.children("findings").items():
            if name not in self.criteria:
                mend = did_you_mean(name, self.criteria) or "See wellfounded law list."
                group.note(Code.UNKNOWN_CRITERION, name, message=f"There is no criterion “{name}”.", mend=mend)
                continue
            if self.criteria[name] != scope_of(entity):
                message = f"“{name}” is a criterion about a {self.criteria[name]}, not about {_about(entity)}."
                group.note(Code.WRONG_SCOPE, name, message=message, mend="Move it to where it belongs.")
            finding = read_finding(entry)
            if finding is not None:
                found[name] = finding
        return found

    def _routes_lead_somewhere(self, case: Case) -> None:
        for code, country in case.countries.items():
            for end in country.routes:
                path = ("countries", code, "routes", end)
                if end not in case.countries:
                    message = f"The route from {code} leads to {end}, which is not among the countries."
                    self._note_at(path, Code.UNKNOWN_COUNTRY, message=message, mend=f"Add {end} under countries:.")
                elif _leads_back(case, start=end, goal=code):
                    message = f"The routes run in a circle through {code} and {end}."
                    self._note_at(
                        path, Code.ROUTES_IN_A_CIRCLE, message=message, mend="Write only the way towards the danger."
                    )

    def _note_at(self, path: tuple[str, ...], code: Code, *, message: str, mend: str) -> None:
        self.fields.problems.append(self.fields.document.problem(code, path, message=message, mend=mend))

    @staticmethod
    def _strings(fields: Fields) -> dict[str, str]:
        return {key: str(value) for key, value in fields.values.items() if value is not None}


def scope_of(entity: str) -> Scope:
    """What an entity's name stands for."""
    if entity == PERSON:
        return Scope.PERSON
    return Scope.ROUTE if ">" in entity else Scope.COUNTRY


def _about(entity: str) -> str:
    return "the person" if entity == PERSON else f"the route {entity}" if ">" in entity else f"the country {entity}"


def _move(scope: Scope) -> str:
    places: dict[Any, str] = {
        Scope.PERSON: "Move it under person: facts:.",
        Scope.COUNTRY: "Move it under the country's facts:.",
        Scope.ROUTE: "Move it under the destination's routes:.",
    }
    return places[scope]


def _leads_back(case: Case, *, start: str, goal: str) -> bool:
    """Whether the routes from `start` reach `goal`."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        code = waiting.pop()
        if code == goal:
            return True
        if code not in seen and code in case.countries:
            seen.add(code)
            waiting.extend(case.countries[code].routes)
    return False
