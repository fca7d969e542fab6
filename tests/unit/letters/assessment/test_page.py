from dataclasses import replace
from datetime import date

from tests.cast import beaten_walker, believed_in_part, walker
from tests.factories import closed, holding, judged, law_of, real, record
from wellfounded.law.assess import assess
from wellfounded.law.case_file import Case, Country
from wellfounded.letters.assessment.context import AssessmentView
from wellfounded.letters.assessment.page import view_of


def page(case: Case) -> AssessmentView:
    return view_of(judged(case))


def head(case: Case) -> dict[str, str]:
    return dict(page(case).head)


def real_page(profile: str = "unhcr") -> AssessmentView:
    case = Case(
        number="T-9",
        material="fictional",
        profile=profile,
        host="CHN",
        claim=date(2020, 3, 2),
        decision=date(2020, 6, 1),
        countries={
            "PRK": Country(links=frozenset({"nationality"}), destination=True),
            "CHN": Country(destination=True),
        },
    )
    return view_of(assess(case, real()))


def test_the_head_keeps_the_three_dates_apart() -> None:
    shown = head(replace(walker(), known=date(2012, 12, 31)))
    assert shown["Claim made"] == "1 March 2012"
    assert shown["Law as it stood on"] == "1 March 2012"
    assert shown["Risk judged on"] == "1 March 2013"
    assert shown["Country information up to"] == "31 December 2012"


def test_the_head_says_whether_the_record_is_open_or_closed_and_by_whom() -> None:
    assert head(walker())["Record"] == "open: what is not known yet stays open"
    assert head(closed(walker()))["Record"] == "formally closed on 1 March 2013 by adjudicator-1"


def test_plain_files_are_for_fictional_and_published_cases() -> None:
    line = "Plain files are for fictional and published cases."
    assert line in page(walker()).banner
    assert line in page(replace(walker(), material="published")).banner
    assert "encrypted store" in page(replace(walker(), material="real")).banner


def test_elements_stand_in_the_order_of_analysis() -> None:
    parts = real_page().sections
    assert [part.title for part in parts[:6]] == [
        "North Korea: the elements",
        "Inclusion",
        "Exclusion",
        "Cessation",
        "Refugee status",
        "Complementary protection",
    ]
    anchors = [one.anchor.removesuffix("-PRK") for one in parts[0].findings]
    order = [
        "outside_country",
        "well_founded_fear",
        "persecution",
        "convention_reason",
        "causal_link",
        "protection_lacking",
    ]
    assert [name for name in anchors if name in {*order, "internal_alternative"}] == [*order, "internal_alternative"]


def test_return_is_asked_for_each_destination_after_status() -> None:
    titles = [part.title for part in real_page().sections]
    assert titles.index("Return to North Korea") > titles.index("Refugee status")
    assert "Return to China" in titles
    assert [it.about for it in real_page().conclusions if it.short == "no return to"] == ["North Korea", "China"]


def test_conclusions_stand_in_the_order_of_analysis() -> None:
    assert [it.short for it in real_page().conclusions][:3] == ["included", "refugee", "complementary protection"]


def test_every_conclusion_of_a_law_that_no_heading_knows_is_shown_all_the_same() -> None:
    view = page(walker())
    assert [part.title for part in view.sections] == [
        "Inclusion",
        "Exclusion",
        "Rules of this profile",
    ] or view.sections
    shown = {one.number for part in view.sections for one in part.findings}
    assert {it.number for it in view.conclusions} <= shown


def test_a_profile_that_does_not_override_says_that_national_law_is_not_encoded() -> None:
    findings = [one for part in view_of(judged(walker(), law=law_of("south"))).sections for one in part.findings]
    assert "Convention base; national law not encoded" in {one.set_by for one in findings}


def test_citations_say_how_far_they_were_checked_and_mark_contrary_authority() -> None:
    cited = [citation for part in real_page().sections for one in part.findings for citation in one.law]
    assert {citation.checked for citation in cited} <= {"read", "quoted", "not yet checked"}
    assert any(citation.against for citation in cited)


def test_a_country_fact_has_its_date_and_a_flag_when_due_and_nothing_later_than_the_case_knew() -> None:
    shown = [
        fact
        for part in page(replace(beaten_walker(), decision=date(2016, 3, 1))).sections
        for one in part.findings
        for fact in one.country_facts
    ]
    assert [fact.statement for fact in shown] == ["Officials beat those who cross."]
    assert shown[0].dates == "published 1 January 2010, about 1 January 2008 to 31 December 2009"
    assert shown[0].due == "Due for review since 1 January 2015: look for a newer source. It still counts."


def test_what_is_open_says_who_bears_it() -> None:
    rows = {(group.waits_for, row.bearer) for group in page(walker()).opened for row in group.rows}
    assert ("a person's finding", "shared; ends with the applicant") in rows


def test_facts_accepted_as_possible_are_listed() -> None:
    assert [fact.title for fact in page(believed_in_part()).possible] == ["Was beaten"]


def test_nothing_on_record_vanishes() -> None:
    case = holding(walker(), {"person.own_words": record("established", "다 말했습니다")})
    assert [(fact.title, fact.value) for fact in page(case).other_facts] == [
        ("In the person's own words", "다 말했습니다")
    ]


def test_the_law_files_stand_with_short_hashes() -> None:
    files = dict(page(walker()).law_files)
    assert "base/status.yaml" in files
    assert "profiles/south/2005.yaml" not in files, "the files of other profiles were not used"
    assert all(len(digest) == 12 for digest in files.values())


def test_each_source_is_listed_once_with_where_it_was_checked() -> None:
    listed = page(beaten_walker()).authorities
    assert len({entry.title for entry in listed}) == len(listed)
    ruling = next(entry for entry in listed if entry.title.startswith("A ruling"))
    assert any(place.via == "River court 8" and place.checked.startswith("quoted") for place in ruling.pinpoints)


def test_the_same_case_always_gives_the_same_page() -> None:
    assert page(beaten_walker()) == page(beaten_walker())
