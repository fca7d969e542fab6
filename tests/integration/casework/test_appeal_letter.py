"""The letter on an appeal: numbered, without a name, in each language, through one door that reads its own texts."""

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from tests.casework.cast import Cast
from tests.casework.decisions import REFUSED, case_in_assessment, to_state
from tests.casework.factories import assign
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.ask_export import ExportAsked, ask_export
from wellfounded.cases.actions.decide_appeal import DecidingAppeal, FindingResult, decide_appeal
from wellfounded.cases.actions.lodge_appeal import Lodging, lodge_appeal
from wellfounded.cases.actions.serve_appeal import ServingAppeal, serve_appeal
from wellfounded.cases.actions.word_appeal import AppealWorded, word_appeal
from wellfounded.cases.appeals import decided_appeal, languages_of_reasons, reasons_in
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.models import Appeal, AppealReasons, Case, Deadline, Relation, TextSignOff
from wellfounded.letters.appeal.letter import appeal_letter_of
from wellfounded.letters.appeal.serving import serve_appeal_letter
from wellfounded.letters.appeal.wording import KIND, SAY, text_hash
from wellfounded.letters.decision.letter import Letter
from wellfounded.letters.decision.render import letter_docx, letter_html, letter_pdf
from wellfounded.letters.gate import let_out
from wellfounded.persons.models import PersonName

DAY = date(2026, 3, 2)
REASONS = "The account is consistent.\r\n\r\n\r\n\r\nThe country evidence was not looked at."
KOREAN = "진술은 일관됩니다.\n\n국가 정황을 살피지 않았습니다."


@pytest.fixture
def case(cast: Cast) -> Case:
    """A refused case whose appeal waits, with somebody assigned who took no part."""
    case = to_state(case_in_assessment(cast, REFUSED), cast, "served", outcome="refused")
    PersonName.objects.create(person=case.person, text="리설화", added_by=cast.registrar)
    assign(case, cast.outsider, relation=Relation.REVIEWER)
    lodge_appeal(cast.counsel, case.number, request=Lodging(lodged_by="counsel"))
    return case


def decided(cast: Cast, case: Case, **fields: Any) -> Appeal:
    given = {"outcome": "confirmed", "reasons": REASONS} | fields
    return decide_appeal(cast.outsider, case.number, request=DecidingAppeal(**given))


def letter(appeal: Appeal, language: str = "en") -> Letter:
    return appeal_letter_of(appeal, language=language, dated=DAY)


def asked(**fields: Any) -> ServingAppeal:
    today = timezone.localdate()
    given: dict[str, Any] = {"letter_date": today, "served_on": today, "how": "in_person", "language": "en"}
    return ServingAppeal(**given | fields)


def wrong(act: Any) -> set[str]:
    with pytest.raises(Invalid) as refused:
        act()
    return set(refused.value.fields)


def sign_off(cast: Cast, language: str) -> None:
    TextSignOff.objects.create(
        language=language, kind=KIND, hash=text_hash(language), by=cast.reviewer, statement="Sworn translator"
    )


def test_every_paragraph_is_numbered_and_on_both_papers_and_no_name_is(cast: Cast, case: Case) -> None:
    finding = FindingResult(entity="person", criterion="refugee_status", outcome="confirmed")
    made = letter(decided(cast, case, results=(finding,)))
    paragraphs = [*made.outcome, *made.reasons]
    assert [one.number for one in paragraphs] == list(range(1, len(paragraphs) + 1))
    assert [one.text for one in paragraphs][-2:] == [
        "The account is consistent.",
        "The country evidence was not looked at.",
    ]
    assert any("the appeal finds the same" in one.text and "refugee_status" not in one.text for one in paragraphs)
    document = Document(io.BytesIO(letter_docx(made)))
    docx, html = "\n".join(one.text for one in document.paragraphs), letter_html(made)
    for one in paragraphs:
        assert f"{one.number}.\t{one.text}" in docx
        assert one.text in html.replace("&#34;", '"')
    assert case.number in docx
    assert "리설화" not in docx + html
    pdf = "".join(page.extract_text() for page in PdfReader(io.BytesIO(letter_pdf(made))).pages)
    assert "2 March 2026" in pdf


@pytest.mark.parametrize(
    ("fields", "outcome", "says"),
    [
        ({"outcome": "confirmed"}, "outcome_confirmed", ["other_ways"]),
        ({"outcome": "withdrawn"}, "outcome_withdrawn", ["other_ways"]),
        ({"outcome": "granted", "granted": "refugee"}, "outcome_granted_refugee", []),
        ({"outcome": "granted", "granted": "complementary"}, "outcome_granted_complementary", []),
        (
            {
                "outcome": "sent_back",
                "results": (
                    FindingResult(entity="person", criterion="refugee_status", outcome="sent_back", note="Ask again"),
                ),
            },
            "outcome_sent_back",
            ["heard_again"],
        ),
    ],
)
def test_the_letter_says_what_became_of_it_and_what_comes_now(
    cast: Cast, case: Case, fields: dict[str, Any], outcome: str, says: list[str]
) -> None:
    made = letter(decided(cast, case, **fields))
    assert [one.text for one in made.outcome] == [str(SAY[outcome])]
    assert list(made.appeal_says) == [str(SAY[name]) for name in says]
    assert "Ask again" not in letter_html(made)  # a note for the authors, not for the applicant
    assert made.signed.startswith("Decided by outsider")


def test_a_late_appeal_and_a_law_of_another_day_are_told_plainly(cast: Cast, case: Case) -> None:
    appeal = decided(cast, case)
    assert not any(str(SAY["late"]) in one.text for one in letter(appeal).reasons)
    appeal.in_time = False
    appeal.results.create(entity="PRK", criterion="an_older_rule", outcome="not_reached")
    texts = [one.text for one in letter(appeal).reasons]
    assert any(str(SAY["late"]) in text for text in texts)
    assert any("an older rule (North Korea)" in text for text in texts)
    undecided = Appeal(case=case, decision=appeal.decision, lodged_on=DAY, outcome="confirmed", reasons="x")
    undecided.pk = appeal.pk
    assert letter(undecided).signed == ""


def test_another_language_needs_its_reasons_and_says_when_nobody_read_its_texts(cast: Cast, case: Case) -> None:
    appeal = decided(cast, case)
    request = AppealWorded(language="ko", reasons=KOREAN, key="k")
    made = word_appeal(cast.outsider, case.number, request=request)
    assert word_appeal(cast.outsider, case.number, request=request) == made
    newest = word_appeal(cast.outsider, case.number, request=AppealWorded(language="ko", reasons=KOREAN + " 끝."))
    assert (reasons_in(appeal, "ko"), AppealReasons.objects.count()) == (newest.text, 2)
    assert (languages_of_reasons(appeal), reasons_in(appeal, "zh-hans")) == (["en", "ko"], "")
    korean = letter(appeal, "ko")
    assert korean.reasons[-2].text == "진술은 일관됩니다."
    assert korean.title != letter(appeal).title
    assert len(korean.banners) == len(letter(appeal).banners) + 1
    sign_off(cast, "ko")
    assert len(letter(appeal, "ko").banners) == len(letter(appeal).banners)


def test_only_whoever_decided_writes_the_reasons_and_only_before_service(cast: Cast, case: Case) -> None:
    request = AppealWorded(language="ko", reasons=KOREAN)
    with pytest.raises(NotNow):
        word_appeal(cast.outsider, case.number, request=request)
    decided(cast, case)
    with pytest.raises(NotAllowed):
        word_appeal(cast.adjudicator, case.number, request=request)
    Appeal.objects.update(decided_by=cast.administrator)
    with pytest.raises(NotAllowed, match="Whoever decided"):
        word_appeal(cast.outsider, case.number, request=request)
    Appeal.objects.update(decided_by=cast.outsider)
    assert wrong(lambda: word_appeal(cast.outsider, case.number, request=AppealWorded())) == {"language", "reasons"}
    for language in ("en", "fr"):
        again = AppealWorded(language=language, reasons="x")
        assert wrong(lambda again=again: word_appeal(cast.outsider, case.number, request=again)) == {"language"}
    serve_appeal_letter(cast.registrar, case.number, request=asked())
    with pytest.raises(NotNow):
        word_appeal(cast.outsider, case.number, request=request)


def test_served_it_has_its_days_its_way_and_its_language(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow):
        serve_appeal_letter(cast.registrar, case.number, request=asked())
    decided(cast, case)
    yesterday = timezone.localdate() - timedelta(days=1)
    before = Deadline.objects.get(case=case, kind="final_closure", settled_at=None)
    request = asked(letter_date=yesterday, served_on=yesterday, letter_hash=" abc ", key="k")
    appeal = serve_appeal_letter(cast.registrar, case.number, request=request)
    assert serve_appeal_letter(cast.registrar, case.number, request=request) == appeal
    assert (appeal.served_on, appeal.served_how, appeal.letter_language, appeal.letter_hash, appeal.served_by) == (
        yesterday,
        "in_person",
        "en",
        "abc",
        cast.registrar,
    )
    case.refresh_from_db()
    assert case.state == "served"
    term = Deadline.objects.get(case=case, kind="final_closure", settled_at=None)
    assert (term.from_day, before.from_day > yesterday) == (yesterday, True)
    assert Detail.objects.get(event="case:appeal:served").actor == "registrar"
    with pytest.raises(NotNow):
        serve_appeal_letter(cast.registrar, case.number, request=asked())


def test_sent_back_the_case_is_examined_and_no_term_begins(cast: Cast, case: Case) -> None:
    result = FindingResult(entity="person", criterion="refugee_status", outcome="sent_back", note="Ask again")
    decided(cast, case, outcome="sent_back", results=(result,))
    running = Deadline.objects.filter(case=case, kind="final_closure", settled_at=None)
    running.delete()
    serve_appeal_letter(cast.adjudicator, case.number, request=asked())
    case.refresh_from_db()
    assert (case.state, running.exists()) == ("assessment", False)


def test_no_door_serves_what_nobody_wrote_or_read(cast: Cast, case: Case) -> None:
    decided(cast, case)

    def serve(**fields: Any) -> Appeal:
        return serve_appeal_letter(cast.registrar, case.number, request=asked(**fields))

    assert wrong(lambda: serve(language="ko")) == {"language"}
    word_appeal(cast.outsider, case.number, request=AppealWorded(language="ko", reasons=KOREAN))
    assert wrong(lambda: serve(language="ko")) == {"language"}
    sign_off(cast, "ko")
    with pytest.raises(Invalid):  # an action that is called without the hash of its texts serves nothing either
        serve_appeal(cast.registrar, case.number, request=asked(language="ko"))
    with pytest.raises(Invalid):
        serve_appeal(cast.registrar, case.number, request=asked(language="ko", texts={KIND: text_hash("zh-hans")}))
    assert wrong(lambda: serve(how="", language="", letter_date=None)) == {"how", "language", "letter_date"}
    assert wrong(lambda: serve(how="owl", language="xx")) == {"how", "language"}
    today = timezone.localdate()
    assert wrong(lambda: serve(letter_date=today, served_on=today - timedelta(days=1))) == {"served_on"}
    assert serve(language="ko").letter_language == "ko"


def test_only_those_who_serve_decisions_serve_it(cast: Cast, case: Case) -> None:
    decided(cast, case)
    for user, refusal in ((cast.counsel, NotAllowed), (cast.outsider, NotAllowed), (cast.administrator, NotFound)):
        with pytest.raises(refusal):
            serve_appeal_letter(user, case.number, request=asked())
    appeal = decided_appeal(case)
    assert appeal is not None
    assert appeal.served_on is None


def test_the_gate_lets_both_papers_out_and_says_why_not(cast: Cast, case: Case) -> None:
    def out(kind: str, language: str = "") -> bytes:
        wanted = ExportAsked(
            kind=kind, numbers=(case.number,), recipient_kind="applicant", purpose="to be served", language=language
        )
        return let_out(cast.adjudicator, ask_export(cast.adjudicator, wanted).pk).content

    with pytest.raises(NotNow, match="No appeal"):
        out("appeal_pdf")
    decided(cast, case)
    assert out("appeal_pdf").startswith(b"%PDF-")
    assert out("appeal_docx", "en").startswith(b"PK")
    with pytest.raises(Invalid, match="not written in this language"):
        out("appeal_pdf", "ko")


def test_the_language_of_the_reasons_is_said_when_they_are_decided(cast: Cast, case: Case) -> None:
    unknown = DecidingAppeal(outcome="confirmed", reasons=KOREAN, language="xx")
    assert wrong(lambda: decide_appeal(cast.outsider, case.number, request=unknown)) == {"language"}
    appeal = decide_appeal(cast.outsider, case.number, request=replace(unknown, language="ko"))
    assert languages_of_reasons(appeal) == ["ko"]


def test_the_store_refuses_half_a_service_and_reasons_without_words(cast: Cast, case: Case) -> None:
    appeal = decided(cast, case)
    whole: dict[str, Any] = {
        "letter_date": DAY,
        "served_on": DAY,
        "served_how": "in_person",
        "served_by": cast.registrar,
    }
    whole |= {"letter_language": "en"}
    for name, blank in (("letter_date", None), ("served_on", None), ("served_how", ""), ("letter_language", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Appeal.objects.filter(pk=appeal.pk).update(**whole | {name: blank})
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(**whole | {"served_on": DAY - timedelta(days=1)})
    assert Appeal.objects.filter(pk=appeal.pk).update(**whole) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        AppealReasons.objects.create(appeal=appeal, language="ko", text="", by=cast.outsider)
    assert str(AppealReasons.objects.create(appeal=appeal, language="ko", text="x", by=cast.outsider))
