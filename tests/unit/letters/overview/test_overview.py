from wellfounded.law.agreement import Compared, Verdict
from wellfounded.letters.assessment.context import ConclusionView, Label
from wellfounded.letters.overview.context import CaseRow, overview_of
from wellfounded.letters.overview.render import render_overview

CONCLUSION = ConclusionView(
    "Refugee", "refugee", "the person", Label("open", "open"), (), "1.1", "refugee_status-person"
)


def compared(verdict: Verdict, element: str = "nexus") -> Compared:
    return Compared("c-1", "canada", element, "established", "PRK causal_link", "met", verdict, "because")


def row(*items: Compared) -> CaseRow:
    return CaseRow("c-1", "A <claim>", "canada", (CONCLUSION,), "c-1.html", "c-1.pdf", items)


def test_every_case_is_linked_as_a_page_and_as_a_pdf() -> None:
    page = render_overview(overview_of((row(),)))
    assert '<a href="c-1.html">c-1</a>' in page
    assert 'href="c-1.pdf"' in page
    assert "A &lt;claim&gt;" in page


def test_agreement_is_counted_by_profile_and_by_element() -> None:
    view = overview_of((row(compared(Verdict.AGREES), compared(Verdict.LEFT_TO_PERSON, "ifa")),))
    assert [(it.name, it.counts[0]) for it in view.by_profile] == [("canada", 1)]
    assert {it.name for it in view.by_element} == {"nexus", "ifa"}
    assert view.total.decided == "50%"


def test_each_disagreement_stands_with_its_cause() -> None:
    view = overview_of((row(compared(Verdict.DISAGREES)),))
    assert [it.cause for it in view.disagreements] == ["because"]
    assert "because" in render_overview(view)


def test_without_outcomes_nothing_is_compared() -> None:
    assert "No outcomes were given to compare with." in render_overview(overview_of((row(),)))
