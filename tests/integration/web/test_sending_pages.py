"""The day of sending on the pages, in the letter, in the API and at the terminal: the safe day, and its doubts."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import formats, timezone, translation

from tests.casework.cast import Cast
from tests.casework.days import TODAY, Ago, in_days
from tests.casework.decisions import refused_in
from tests.casework.pages import signed_in
from wellfounded.cases.actions.serve_decision import Serving, serve_decision
from wellfounded.cases.models import Case, Deadline, DecisionParagraph
from wellfounded.cases.models.decision import current_decision
from wellfounded.cli.case_look import _show_head
from wellfounded.letters.decision.letter import letter_of
from wellfounded.letters.decision.render import letter_docx, letter_html

LETTER, SENT, SERVED = Ago(12), Ago(10), Ago(3)
UNKNOWN = "Nobody noted on which day it was sent"
WARNING = "tells another time to appeal"


@pytest.fixture
def case(cast: Cast) -> Case:
    return refused_in(cast, "uk")


def page_of(client: Client, route: str, case: Case) -> str:
    return unescape(client.get(reverse(route, args=[case.number])).content.decode())


def in_words(day: date | None) -> str:
    assert day is not None
    return formats.date_format(day)


def served_unknown(cast: Cast, case: Case) -> Deadline:
    request = Serving(letter_date=LETTER.day, served_on=SERVED.day, how="by_post", language="en")
    serve_decision(cast.registrar, case.number, request=request)
    return Deadline.objects.get(case=case, kind="appeal")


def test_serving_by_post_tells_the_last_day_at_once(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.registrar)
    page = page_of(client, "decision_serve", case)
    assert page.index("The term of appeal runs from here.") < page.index("Day on which it reached the person")
    assert 'name="shorter_applies"' not in page
    assert WARNING not in page
    typed = in_days({"letter_date": LETTER, "sent_on": SENT, "served_on": SERVED, "how": "by_post", "language": "en"})
    typed["decision"] = current_decision(case).pk  # type: ignore[union-attr] # it was signed
    said = client.post(reverse("decision_serve", args=[case.number]), typed, follow=True)
    due = Deadline.objects.get(case=case, kind="appeal").due_on
    assert due < SERVED.day + timedelta(days=14)
    page = unescape(said.content.decode())
    assert f"Last day to appeal: {in_words(due)}." in page
    assert in_words(SENT.day) in page.split("<dt>Sent</dt>")[1].split("</div>")[0]
    assert UNKNOWN not in page


def test_the_page_asks_whether_the_shorter_term_is_theirs(client: Client, cast: Cast) -> None:
    case = refused_in(cast, "new-zealand")
    signed_in(client, cast.registrar)
    page = page_of(client, "decision_serve", case)
    assert "Is the person in detention?" in page
    assert page.index("The term of appeal runs from here.") > page.index("Day on which it reached the person")
    typed = in_days({"letter_date": SERVED, "served_on": SERVED, "how": "in_person", "language": "en"})
    typed["shorter_applies"] = "no"
    typed["decision"] = current_decision(case).pk  # type: ignore[union-attr] # it was signed
    client.post(reverse("decision_serve", args=[case.number]), typed)
    served = current_decision(case)
    assert served is not None
    assert (served.shorter_applies, Deadline.objects.get(case=case, kind="appeal").doubts) == (False, "")


def test_what_is_not_known_stands_beside_the_day_on_every_page(client: Client, cast: Cast, case: Case) -> None:
    term = served_unknown(cast, case)
    signed_in(client, cast.counsel)
    for route in ("case", "appeal_lodge"):
        page = page_of(client, route, case)
        assert in_words(term.due_on) in page, route
        assert UNKNOWN in page, route
        assert f"None that comes until {in_words(term.latest_on)} is called late." in page, route
    assert f"runs from {in_words(LETTER.day)}: the date of the letter" in page_of(client, "case", case)
    assert "not noted" in page_of(client, "decision", case)


def test_a_term_from_before_shows_its_day_without_an_event(client: Client, cast: Cast, case: Case) -> None:
    served_unknown(cast, case)
    Deadline.objects.filter(case=case).update(start="", doubts="", latest_on=None)
    page = page_of(signed_in(client, cast.counsel), "case", case)
    assert f"runs from {in_words(LETTER.day)}<" in page


def test_a_letter_of_other_rules_is_warned_of_until_nobody_waits_for_an_appeal(
    client: Client, cast: Cast, case: Case
) -> None:
    assert WARNING not in page_of(signed_in(client, cast.registrar), "decision", case)
    DecisionParagraph.objects.filter(decision__case=case, message="appeal_sent").update(message="appeal")
    assert WARNING in page_of(client, "decision_serve", case)
    assert WARNING in page_of(signed_in(client, cast.reviewer), "decision", case)
    term = served_unknown(cast, case)
    assert WARNING in page_of(client, "decision", case)
    Deadline.objects.filter(pk=term.pk).update(settled_how="done", settled_by=cast.registrar, settled_at=timezone.now())
    assert WARNING not in page_of(client, "decision", case)


def test_the_api_tells_the_day_and_what_is_not_known(client: Client, cast: Cast, case: Case) -> None:
    signed_in(client, cast.second_reviewer)
    before = client.get(f"/api/cases/{case.number}/decision").json()
    assert (before["sent_on"], before["appeal_due_on"], before["appeal_doubts"]) == (None, None, [])
    term = served_unknown(cast, case)
    told = client.get(f"/api/cases/{case.number}/decision").json()
    assert told["appeal_due_on"] == term.due_on.isoformat()
    assert told["appeal_latest_on"] == str(term.latest_on)
    assert (told["sent_on"], told["appeal_doubts"]) == (None, ["sending"])


def test_the_terminal_tells_the_day_and_what_is_not_known(
    capsys: pytest.CaptureFixture[str], cast: Cast, case: Case
) -> None:
    term = served_unknown(cast, case)
    _show_head(case)
    said = " ".join(capsys.readouterr().out.split())
    assert f"Appeal: until {term.due_on}, from {LETTER.day}: the date of the letter" in said
    assert UNKNOWN in said
    assert f"None that comes until {term.latest_on} is called late." in said
    Deadline.objects.filter(case=case).update(start="", doubts="", latest_on=None)
    _show_head(case)
    assert UNKNOWN not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("profile", "told", "not_told"),
    [
        ("uk", "within 14 days of the day on which this decision is sent", "handed over. Somebody"),
        ("unhcr", "within 30 days of the day on which this decision is handed over", "is sent"),
        ("new-zealand", "For somebody in detention the time is shorter: 5 working days.", "is sent"),
        ("germany", "time is shorter: 1 week.", "is sent"),
    ],
)
def test_the_letter_says_from_which_day_the_time_runs(cast: Cast, *, profile: str, told: str, not_told: str) -> None:
    decision = current_decision(refused_in(cast, profile))
    assert decision is not None
    made = letter_of(decision, language="en", dated=TODAY.day)
    said = " ".join(one.text for one in made.appeal)
    assert told in said
    assert not_told not in said
    assert not any("appeal" in one.text for one in made.reasons)
    for one in made.appeal:
        assert one.text in unescape(letter_html(made))
    assert letter_docx(made)


@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_what_is_not_known_has_words_in_every_language(cast: Cast, case: Case, language: str) -> None:
    term = served_unknown(cast, case)
    with translation.override(language):
        assert UNKNOWN not in " ".join(term.what_is_not_known)
        assert term.get_start_display() != "the date of the letter"
