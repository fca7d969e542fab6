"""A case file is read whole, or refused with everything that is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.factories import case_of, case_text, mini
from tests.unit.law.readers.refusals import Place, places, refusal, refused_case
from wellfounded.law.case_file import Act, Closing, FactState, FindingWord
from wellfounded.law.case_reader import case_from, read_case
from wellfounded.law.document import parse_document
from wellfounded.law.errors import CaseError, Code
from wellfounded.law.library import load_library

SIGNED = "{by: a, reason: r}"


def test_a_case_is_read_whole() -> None:
    case = case_of(
        case_text(
            title="A walk",
            all_points_put="{by: a, on: 2013-01-01, reason: r}",
            exhibits="{map: {title: Map, date: 2012-01-01, note: null}}",
            history="[{on: 2012-03-01, by: b}]",
            published="{citation: c}",
        )
    )
    assert (case.number, case.title, case.material, case.profile, case.host) == (
        "T-1",
        "A walk",
        "fictional",
        "plain",
        "HHH",
    )
    assert (case.claim, case.decision, case.known) == (date(2012, 3, 1), date(2013, 3, 1), None)
    assert case.all_points_put == Act("a", date(2013, 1, 1), "r")
    assert case.exhibits == {"map": {"title": "Map", "date": "2012-01-01"}}
    assert (case.history, case.published) == (({"on": "2012-03-01", "by": "b"},), {"citation": "c"})
    assert (case.closed, case.digest, case.file) == (False, False, "case.yaml")


def test_facts_and_findings_go_to_the_person_the_country_and_the_route() -> None:
    found = "{finding: established, by: a, reason: r}"
    countries = (
        f"{{AAA: {{link: [nationality, former_residence], facts: {{beaten: refuted}}, "
        f"findings: {{risk_is_real: {found}}}}}, "
        "BBB: {link: none, destination: true, routes: {AAA: {facts: {sent_onward: established}}}}}"
    )
    case = case_of(
        case_text(countries=countries, person=f"{{facts: {{serious_crime: possible}}, findings: {{status: {found}}}}}")
    )
    assert case.countries["AAA"].links == {"nationality", "former_residence"}
    assert (case.countries["BBB"].links, case.countries["BBB"].destination) == (frozenset(), True)
    states = {slot: case.entity(slot).facts for slot in ("person", "AAA", "BBB>AAA")}
    assert [record.state for facts in states.values() for record in facts.values()] == [
        FactState.POSSIBLE,
        FactState.REFUTED,
        FactState.ESTABLISHED,
    ]
    assert case.person.findings["status"].word is FindingWord.ESTABLISHED
    assert case.countries["AAA"].findings["risk_is_real"].act.reason == "r"


@pytest.mark.parametrize(
    ("record", "closing", "digest"),
    [
        (None, None, False),
        ("open", None, False),
        ("digest", None, True),
        ("{closed_on: 2013-02-01, closed_by: a}", Closing(date(2013, 2, 1), "a"), False),
    ],
)
def test_a_record_is_open_a_digest_or_closed(record: str | None, closing: Closing | None, *, digest: bool) -> None:
    case = case_of(case_text(record=record))
    assert (case.closing, case.digest) == (closing, digest)


@pytest.mark.parametrize(
    ("dates", "decision", "known"),
    [
        ("{claim: 2012-03-01}", date(2012, 3, 1), None),
        ("{claim: 2012-03-01, decision: 2012-03-01, known: 2011-01-01}", date(2012, 3, 1), date(2011, 1, 1)),
    ],
)
def test_the_decision_falls_on_the_claim_unless_said(dates: str, decision: date, *, known: date | None) -> None:
    case = case_of(case_text(dates=dates))
    assert (case.decision, case.known) == (decision, known)


REFUSED: dict[str, tuple[str, list[Place]]] = {
    "no format": (case_text(format=None), [(Code.MISSING_KEY, 1, "format")]),
    "blank format": (case_text(format="''"), [(Code.MISSING_KEY, 1, "format")]),
    "other format": (case_text(format="case/9"), [(Code.WRONG_OPTION, 1, "format")]),
    "no number": (case_text(case=None), [(Code.MISSING_KEY, 1, "case")]),
    "material": (case_text(material="secret"), [(Code.WRONG_OPTION, 3, "material")]),
    "profile": (case_text(profile="plian"), [(Code.WRONG_OPTION, 4, "profile")]),
    "host": (case_text(host="China"), [(Code.UNKNOWN_COUNTRY, 5, "host")]),
    "no claim": (case_text(dates="{decision: 2013-03-01}"), [(Code.MISSING_KEY, 6, "dates.claim")]),
    "no day": (case_text(dates="{claim: spring}"), [(Code.BAD_DATE, 6, "dates.claim")]),
    "late claim": (
        case_text(dates="{claim: 2014-01-01, decision: 2013-01-01}"),
        [(Code.DATES_OUT_OF_ORDER, 6, "dates.decision")],
    ),
    "unknown date": (
        case_text(dates="{claim: 2012-03-01, dcision: 2013-01-01}"),
        [(Code.UNKNOWN_KEY, 6, "dates.dcision")],
    ),
    "closed by nobody": (case_text(record="{closed_on: 2013-01-01}"), [(Code.MISSING_KEY, 9, "record.closed_by")]),
    "closed never": (case_text(record="{closed_by: a}"), [(Code.MISSING_KEY, 9, "record.closed_on")]),
    "record of another kind": (
        case_text(record="shut"),
        [
            (Code.NOT_A_MAPPING, 9, "record"),
            (Code.MISSING_KEY, 9, "record.closed_on"),
            (Code.MISSING_KEY, 9, "record.closed_by"),
        ],
    ),
    "points put by nobody": (case_text(all_points_put=""), [(Code.UNSIGNED, 9, "all_points_put")]),
    "points put without reason": (case_text(all_points_put="{by: a}"), [(Code.UNSIGNED, 9, "all_points_put")]),
    "a name": (
        case_text(name="N", person="{alias: N}"),
        [(Code.NAME_IN_CASE, 7, "person.alias"), (Code.NAME_IN_CASE, 9, "name")],
    ),
    "unknown line": (case_text(hots="CHN"), [(Code.UNKNOWN_KEY, 9, "hots")]),
    "country code": (case_text(countries="{china: {}}"), [(Code.UNKNOWN_COUNTRY, 8, "countries.china")]),
    "link": (case_text(countries="{AAA: {link: nationalty}}"), [(Code.WRONG_OPTION, 8, "countries.AAA.link")]),
    "far link": (case_text(countries="{AAA: {link: [x, none]}}"), [(Code.WRONG_OPTION, 8, "countries.AAA.link")]),
    "country line": (case_text(countries="{AAA: {nam: x}}"), [(Code.UNKNOWN_KEY, 8, "countries.AAA.nam")]),
    "route to nowhere": (
        case_text(countries="{AAA: {routes: {CCC: {}}}}"),
        [(Code.UNKNOWN_COUNTRY, 8, "countries.AAA.routes.CCC")],
    ),
    "route to itself": (
        case_text(countries="{AAA: {routes: {AAA: {}}}}"),
        [(Code.ROUTES_IN_A_CIRCLE, 8, "countries.AAA.routes.AAA")],
    ),
    "circle": (
        case_text(countries="{AAA: {routes: {BBB: {}}}, BBB: {routes: {AAA: {}}}}"),
        [
            (Code.ROUTES_IN_A_CIRCLE, 8, "countries.AAA.routes.BBB"),
            (Code.ROUTES_IN_A_CIRCLE, 8, "countries.BBB.routes.AAA"),
        ],
    ),
    "route line": (
        case_text(countries="{AAA: {routes: {BBB: {link: none}}}, BBB: {}}"),
        [(Code.UNKNOWN_KEY, 8, "countries.AAA.routes.BBB.link")],
    ),
    "criterion as a fact": (
        case_text(person="{facts: {status: established}}"),
        [(Code.UNKNOWN_FACT, 7, "person.facts.status")],
    ),
    "unknown criterion": (
        case_text(person=f"{{findings: {{statuss: {SIGNED}}}}}"),
        [(Code.UNKNOWN_CRITERION, 7, "person.findings.statuss")],
    ),
    "far criterion": (
        case_text(person=f"{{findings: {{zzz: {SIGNED}}}}}"),
        [(Code.UNKNOWN_CRITERION, 7, "person.findings.zzz")],
    ),
    "criterion elsewhere": (
        case_text(person="{findings: {danger: {finding: established, by: a, reason: r}}}"),
        [(Code.WRONG_SCOPE, 7, "person.findings.danger")],
    ),
    "finding without a word": (
        case_text(person=f"{{findings: {{status: {SIGNED}}}}}"),
        [(Code.MISSING_KEY, 7, "person.findings.status.finding")],
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_case_is_refused_at_its_lines(name: str) -> None:
    text, expected = REFUSED[name]
    assert refused_case(text) == expected


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        (case_text(person="{facts: {beaten: established}}"), "Move it under the country's facts:."),
        (case_text(countries="{AAA: {facts: {serious_crime: refuted}}}"), "Move it under person: facts:."),
        (case_text(countries="{AAA: {facts: {sent_onward: refuted}}}"), "Move it under the destination's routes:."),
        (
            case_text(countries="{AAA: {}, BBB: {routes: {AAA: {facts: {beaten: refuted}}}}}"),
            "Move it under the country's facts:.",
        ),
    ],
)
def test_a_fact_in_the_wrong_place_is_sent_to_the_right_one(text: str, mend: str) -> None:
    (problem,) = refusal(lambda: case_of(text))
    assert (problem.code, problem.mend) == (Code.WRONG_SCOPE, mend)


@pytest.mark.parametrize(
    ("fact", "mend"),
    [
        ("serious_crim", "Did you mean “serious_crime”?"),
        ("beatn", "Did you mean “beaten”?"),
        ("zzz", "See the catalogue: wellfounded law list --facts."),
    ],
)
def test_an_unknown_fact_is_told_with_its_nearest_neighbour(fact: str, mend: str) -> None:
    (problem,) = refusal(lambda: case_of(case_text(person=f"{{facts: {{{fact}: established}}}}")))
    assert (problem.code, problem.mend) == (Code.UNKNOWN_FACT, mend)


def test_routes_that_meet_without_a_circle_are_sound() -> None:
    ways = "{AAA: {}, BBB: {routes: {AAA: {}, CCC: {}}}, CCC: {routes: {AAA: {}, DDD: {}}}, DDD: {routes: {AAA: {}}}}"
    assert case_of(case_text(countries=ways)).countries["CCC"].routes.keys() == {"AAA", "DDD"}


def test_a_route_whose_way_leads_out_of_the_case_is_told_once() -> None:
    ways = "{BBB: {routes: {CCC: {}}}, CCC: {routes: {ZZZ: {}}}}"
    assert refused_case(case_text(countries=ways)) == [(Code.UNKNOWN_COUNTRY, 8, "countries.CCC.routes.ZZZ")]


def test_a_profile_s_own_criterion_keeps_its_place_when_a_child_changes_its_words(packs: Path) -> None:
    path = packs / "profiles/south/2005.yaml"
    words = "  northern_gate: {text: Another, cite: [{source: ruling, at: x, checked: unchecked}]}\n"
    path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
    person = "{findings: {northern_gate: {finding: established, by: a, reason: r}}}"
    case = case_from(parse_document(case_text(profile="south", person=person)), load_library(packs))
    assert "northern_gate" in case.person.findings


def test_several_problems_of_one_file_are_told_in_its_order() -> None:
    text = case_text(material="x", host="y", person="{facts: {zzz: established}}")
    assert [line for _, line, _ in refused_case(text)] == [3, 5, 7]


def test_an_empty_file_lacks_everything() -> None:
    assert {path for _, _, path in refused_case("")} == {"format", "dates.claim", "case", "material", "profile"}


@pytest.mark.parametrize("text", ["case,PRK.is_outside\n", "[]", "0"])
def test_what_is_no_case_file_at_all_is_told_once(text: str) -> None:
    assert [code for code, _, _ in refused_case(text)] == [Code.NOT_A_MAPPING]


@pytest.mark.parametrize(
    ("content", "code"), [(None, Code.FILE_MISSING), (b"a: [", Code.YAML_BROKEN), (b"\xff", Code.FILE_UNREADABLE)]
)
def test_a_file_that_cannot_be_read_is_a_problem_of_the_case(
    tmp_path: Path, content: bytes | None, *, code: Code
) -> None:
    path = tmp_path / "case.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CaseError) as caught:
        read_case(path, mini())
    assert [found[0] for found in places(caught.value.problems)] == [code]


def test_a_sound_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(), encoding="utf-8")
    assert read_case(path, mini()).file == str(path)
