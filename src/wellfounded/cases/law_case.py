"""The bridge to the law core: the record of a case as a case file, and a case file taken over into the record.

Both ways go through the format of the case file and its own reader, so that the office and a file can never mean
different things. A number and facts cross this bridge, never a name.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wellfounded.cases.errors import NotNow
from wellfounded.cases.exhibit_list import exhibits_of
from wellfounded.cases.models import (
    Case,
    CaseCountry,
    CaseRoute,
    ExhibitReference,
    FactEntry,
    FindingEntry,
    HistoryEntry,
    RecordHead,
)
from wellfounded.cases.models.record import newest_facts, newest_findings
from wellfounded.law.case_file import FORMAT, PERSON
from wellfounded.law.case_reader import case_from
from wellfounded.law.case_writer import case_as_data, fact_as_data, finding_as_data
from wellfounded.law.document import Document
from wellfounded.law.library import load_library

if TYPE_CHECKING:
    from wellfounded.accounts.models import User
    from wellfounded.law import case_file
    from wellfounded.law.library import LawLibrary


def law_case_of(case: Case, *, law_day: date | None = None, library: LawLibrary | None = None) -> case_file.Case:
    """The case as the law sees it, with everything that stands on the record.

    The law of `law_day` is applied: the day of the decision, or today while there is none.

    Raises:
        CaseError: something on the record is no longer known to the catalogue; every problem is named.
    """
    return case_from(Document(case.number, case_file_data(case, law_day=law_day), {}), library or load_library())


def case_file_data(case: Case, *, law_day: date | None = None) -> dict[str, Any]:
    """The record in the format of the case file, in plain JSON types."""
    head = head_of(case)
    day = law_day or head.law_day or max(timezone.localdate(), case.claim_date)
    data: dict[str, Any] = {"format": FORMAT, "case": case.number, "title": head.title, "profile": case.profile}
    data["material"] = head.material or ("fictional" if case.fictional else "real")
    data["host"] = case.host
    data["dates"] = {"claim": case.claim_date.isoformat(), "decision": day.isoformat()}
    if head.known is not None:
        data["dates"]["known"] = head.known.isoformat()
    data |= _acts(case, head)
    data |= _entities(case)
    data["exhibits"] = exhibits_of(case)
    data["history"] = list(case.history_entries.values_list("told", flat=True))
    data["published"] = head.published
    return data


def head_of(case: Case) -> RecordHead:
    """What the case file says of itself; an empty one, not saved, when nothing was said."""
    return RecordHead.objects.filter(case=case).first() or RecordHead(case=case)


@transaction.atomic
def take_over(case: Case, law_case: case_file.Case, *, by: User) -> None:
    """Write a case file into the record of a case that holds nothing yet. The number of the office stays.

    Raises:
        NotNow: something is on the record already.
    """
    if any(rows.exists() for rows in (case.countries, case.fact_entries, case.finding_entries, case.history_entries)):
        raise NotNow(_("This case has a record already; a case file can only be taken over into an empty one."))
    _take_over_case(case, law_case, by=by)
    _take_over_head(case, law_case)
    countries = {
        code: CaseCountry.objects.create(
            case=case,
            code=code,
            nationality="nationality" in country.links,
            former_residence="former_residence" in country.links,
            destination=country.destination,
        )
        for code, country in law_case.countries.items()
    }
    for code, country in law_case.countries.items():
        for end in country.routes:
            CaseRoute.objects.create(start=countries[code], end=countries[end])
    _take_over_entries(case, law_case, by=by)
    for label, told in law_case.exhibits.items():
        ExhibitReference.objects.create(case=case, label=label, told=told)
    HistoryEntry.objects.bulk_create(HistoryEntry(case=case, told=told, by=by) for told in law_case.history)


def plain(data: Any) -> Any:
    """Data of the case file in plain JSON types: days as text."""
    return json.loads(json.dumps(data, default=date.isoformat))


def _acts(case: Case, head: RecordHead) -> dict[str, Any]:
    """The closing, and that all points were put: who is said by the imported file, or else by the office."""
    data: dict[str, Any] = {}
    if head.digest:
        data["record"] = "digest"
    if case.record_closed_at is not None and case.record_closed_by is not None:
        closed_on = head.closed_on or timezone.localdate(case.record_closed_at)
        closed_by = head.closed_by or case.record_closed_by.username
        data["record"] = {"closed_on": closed_on.isoformat(), "closed_by": closed_by}
    if case.all_points_put_at is not None and case.all_points_put_by is not None:
        data["all_points_put"] = head.all_points_put or {
            "by": case.all_points_put_by.username,
            "on": timezone.localdate(case.all_points_put_at).isoformat(),
            "reason": case.all_points_put_reason,
        }
    return data


def _entities(case: Case) -> dict[str, Any]:
    places: dict[str, dict[str, Any]] = {PERSON: {"facts": {}, "findings": {}}}
    countries: dict[str, Any] = {}
    for country in case.countries.prefetch_related("routes__end"):
        routes: dict[str, Any] = {route.end.code: {"facts": {}, "findings": {}} for route in country.routes.all()}
        links = [name for name in ("nationality", "former_residence") if getattr(country, name)]
        entry = {"link": links, "destination": country.destination, "facts": {}, "findings": {}, "routes": routes}
        places[country.code] = countries[country.code] = entry
        places |= {f"{country.code}>{end}": route for end, route in routes.items()}
    for fact in newest_facts(case):
        places[fact.entity]["facts"][fact.fact] = fact.record
    for finding in newest_findings(case):
        places[finding.entity]["findings"][finding.criterion] = finding.record
    return {"person": places[PERSON], "countries": countries}


def _take_over_case(case: Case, law_case: case_file.Case, *, by: User) -> None:
    case.profile, case.host, case.claim_date = law_case.profile, law_case.host, law_case.claim
    case.fictional = law_case.material == "fictional"
    if law_case.closing is not None:
        case.record_closed_by, case.record_closed_at = by, timezone.now()
    if law_case.all_points_put is not None:
        case.all_points_put_by, case.all_points_put_at = by, timezone.now()
        case.all_points_put_reason = law_case.all_points_put.reason
    case.version += 1
    case.save()


def _take_over_head(case: Case, law_case: case_file.Case) -> None:
    written = plain(case_as_data(law_case))
    closing = law_case.closing
    RecordHead.objects.create(
        case=case,
        title=law_case.title,
        material=law_case.material,
        number_in_file="" if law_case.number == case.number else law_case.number,
        law_day=law_case.decision,
        known=law_case.known,
        digest=law_case.digest,
        published=law_case.published,
        closed_on=closing.on if closing else None,
        closed_by=closing.by if closing else "",
        all_points_put=written.get("all_points_put", {}),
    )


def _take_over_entries(case: Case, law_case: case_file.Case, *, by: User) -> None:
    facts, findings = [], []
    for entity, held in law_case.entities():
        for name, fact in held.facts.items():
            state, answered = str(fact.state), str(fact.answered or "")
            entry = FactEntry(case=case, entity=entity, fact=name, version=1, state=state, answered=answered, by=by)
            entry.record = plain(fact_as_data(fact))
            facts.append(entry)
        for name, found in held.findings.items():
            told = plain(finding_as_data(found))
            word = str(found.word)
            findings.append(
                FindingEntry(case=case, entity=entity, criterion=name, version=1, word=word, record=told, by=by)
            )
    FactEntry.objects.bulk_create(facts)
    FindingEntry.objects.bulk_create(findings)
