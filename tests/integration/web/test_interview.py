"""The interview in the browser’s way: the whole course, without the script and with it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.interviews import FACT, asked, case_in_interview, prepared_case
from tests.casework.pages import signed_in
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases.models import Case, FactEntry, Interview, InterviewLine, SupportReferral
from wellfounded.cases.models.interview import InterviewState
from wellfounded.law.library import load_library

HURTS = next(
    fact.id for fact in load_library().facts.values() if fact.sensitivity == "high" and fact.scope == "country"
)
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_in_interview(cast)


@pytest.fixture
def officer(client: Client, cast: Cast) -> Client:
    return signed_in(client, cast.interviewer)


def at(case: Case, route: str, *args: Any) -> str:
    return reverse(route, args=[case.number, 1, *args])


def asking(case: Case, fact: str = FACT) -> str:
    return f"{at(case, 'interview_ask')}?about=PRK.{fact}"


def words(response: Any) -> str:
    return str(response.content.decode())


def lines(case: Case) -> list[tuple[str, str]]:
    return list(InterviewLine.objects.filter(interview__case=case).values_list("kind", "text"))


def test_the_whole_course_by_forms_alone(officer: Client, cast: Cast) -> None:
    case = prepared_case(cast)
    listed = words(officer.get(reverse("interviews", args=[case.number])))
    assert "Find an interpreter" in listed
    assert "All four were explained." in listed
    plan = {"interpreter": "interpreter", "language": "ko", "planned_for": "2024-04-02T09:30", "place": "Room 2"}
    assert officer.post(reverse("interview_plan", args=[case.number]), plan).status_code == 302
    opening = {"competence": "certified", "dialect": "same", "objection": "no", "conflict": "no", "present": "Nobody"}
    assert officer.post(at(case, "interview_begin"), opening)["Location"] == at(case, "interview")
    assert "Free narrative" in words(officer.get(at(case, "interview")))
    officer.post(at(case, "interview_tell"), {"text": "저는 무산에서 왔습니다", "interpreted": "I come from Musan"})
    shown = officer.get(at(case, "interview"))
    assert shown.context["asking"].own_language == "ko"
    answer = {"answered": "yes", "text": "예, 밤에요", "interpreted": "Yes, at night", "openness": "closed"}
    assert officer.post(asking(case), answer)["Location"] == at(case, "interview")
    officer.post(at(case, "interview_note"), {"text": "The applicant cries.", "speaker": "officer"})
    officer.post(f"{at(case, 'interview_put')}?about=PRK.{FACT}", {"text": "You said otherwise before."})
    officer.post(at(case, "interview_reply", 5), {"text": "I was afraid."})
    officer.post(at(case, "interview_pause"), {"kind": "break"})
    officer.post(at(case, "interview_resume"))
    assert "End now" in words(officer.get(at(case, "interview_end")))
    officer.post(at(case, "interview_end"))
    officer.post(
        at(case, "interview_correct", 1), {"text": "저는 회령에서 왔습니다", "interpreted": "I come from Hoeryong"}
    )
    read = words(officer.get(at(case, "interview_read_back")))
    assert "회령" in read
    assert "무산" not in read
    assert officer.post(at(case, "interview_read_back"), {"whole": "yes", "language": "ko"}).status_code == 302
    officer.post(at(case, "interview_sign"), {"signer": "applicant", "how": "refused", "reason": "She fears a list."})
    assert Interview.objects.get().state == InterviewState.SIGNED
    printed = words(officer.get(at(case, "interview_print")))
    for text in ("무산", "회령", "Room 2", "She fears a list.", "of line 1", "Yes, at night"):
        assert text in printed, text
    ended = officer.get(at(case, "interview"))
    assert (ended.context["count"].open, ended.context["count"].closed) == (0, 1)
    assert ended.context["unasked"]


def test_a_saved_line_is_there_before_the_page_says_so(officer: Client, case: Case) -> None:
    """With the script: the answer names the time and the line, and the store has it."""
    answer = officer.post(at(case, "interview_tell"), {"text": "강을 건넜습니다", "key": "k1"}, headers=SCRIPT)
    line = InterviewLine.objects.get()
    text = words(answer)
    assert answer.status_code == 200
    assert re.search(r"Saved at \d\d:\d\d:\d\d, line 1\.", text)
    assert 'hx-swap-oob="innerHTML:#saved"' in text
    assert line.text == "강을 건넜습니다"


def test_nothing_says_saved_when_nothing_was(officer: Client, case: Case) -> None:
    """The counterpart: a refused line comes back as a form, with no word of saving."""
    answer = officer.post(at(case, "interview_tell"), {"text": "   ", "speaker": "guardian"}, headers=SCRIPT)
    assert answer.status_code == 422
    assert "Saved at" not in words(answer)
    assert 'id="say"' in words(answer)
    assert "<html" not in words(answer)
    assert lines(case) == []


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_a_reading_is_logged_whenever_something_of_the_interview_is_shown(
    officer: Client, case: Case, headers: dict[str, str]
) -> None:
    """A page and what comes back refused are readings; what is saved shows nothing, and logs itself."""
    officer.get(asking(case))
    assert logged() == [Event.INTERVIEW_READ]
    officer.post(asking(case), {"answered": "no", "text": "아니요"}, headers=headers)
    assert logged() == [Event.INTERVIEW_READ, Event.INTERVIEW_LINE_SAVED, Event.INTERVIEW_LINE_SAVED]
    officer.post(asking(case), {"answered": "never heard of"}, headers=headers)
    assert logged()[3:] == [Event.INTERVIEW_READ]


def logged() -> list[str]:
    events = [Event.INTERVIEW_READ, Event.INTERVIEW_LINE_SAVED]
    return list(Detail.objects.filter(event__in=events).order_by("entry").values_list("event", flat=True))


def test_what_the_page_showed_as_the_reason_is_what_the_record_keeps(officer: Client, case: Case) -> None:
    shown = re.search(r'name="shown_why" value="([^"]+)"', words(officer.get(asking(case))))
    assert shown
    officer.post(asking(case), {"answered": "no", "text": "아니요", "shown_why": shown[1]})
    kept = InterviewLine.objects.get(kind="question").why
    assert " › " in kept


@pytest.mark.parametrize("headers", [{}, SCRIPT])
def test_a_doubled_submit_writes_once(officer: Client, case: Case, headers: dict[str, str]) -> None:
    typed = {"key": "once", "answered": "no", "text": "아니요"}
    for _ in range(2):
        officer.post(asking(case), typed, headers=headers)
    assert [kind for kind, _text in lines(case)] == ["question", "answer"]
    assert FactEntry.objects.filter(case=case).count() == 1


def test_other_words_under_a_used_key_are_kept_and_may_be_sent_again(officer: Client, case: Case) -> None:
    officer.post(at(case, "interview_tell"), {"key": "once", "text": "the first words"})
    again = officer.post(at(case, "interview_tell"), {"key": "once", "text": "other words"})
    assert again.status_code == 422
    assert "other words" in words(again)
    assert "as a line of their own" in words(again)
    key = re.search(r'name="key" value="([^"]+)"[^>]*>', words(again).split('id="say"')[1])
    assert key
    assert key[1] != "once"
    officer.post(at(case, "interview_tell"), {"key": key[1], "text": "other words"})
    assert [text for _kind, text in lines(case)] == ["the first words", "other words"]


@pytest.mark.parametrize(
    ("route", "typed"),
    [
        ("interview_tell", {"text": "", "speaker": "nobody at all"}),
        ("interview_ask", {"answered": "maybe", "text": "한밤중이었습니다", "wording": "Did you go at night?"}),
        ("interview_note", {"text": " ", "speaker": "interpreter"}),
        ("interview_stop", {"reason": "", "support": "A doctor was called"}),
        ("interview_support", {"kind": "", "to": "The clinic in the next street"}),
    ],
)
def test_wrong_input_comes_back_with_every_word(officer: Client, case: Case, route: str, typed: dict[str, str]) -> None:
    address = asking(case) if route == "interview_ask" else at(case, route)
    answer = officer.post(address, typed)
    assert answer.status_code == 422
    assert 'class="error-summary"' in words(answer)
    for word in typed.values():
        if word.strip() and word not in {"nobody at all", "maybe"}:
            assert word in words(answer)
    assert lines(case) == []


@pytest.mark.parametrize(
    ("word", "said"),
    [("dont_know", "Does not know"), ("cannot_say", "Cannot say it"), ("wont_say", "Does not want to say it")],
)
def test_the_three_other_answers_differ_and_are_never_a_no(officer: Client, case: Case, word: str, said: str) -> None:
    officer.post(asking(case), {"answered": word})
    fact = FactEntry.objects.get(case=case)
    assert (fact.answered, fact.state) == (word, "unknown")
    assert said in words(officer.get(at(case, "interview")))


def test_an_answer_in_the_interpreters_words_alone_is_kept_as_what_it_is(officer: Client, case: Case) -> None:
    officer.post(asking(case), {"answered": "yes", "interpreted": "Yes, by night"})
    line = InterviewLine.objects.get(kind="answer")
    assert (line.text, line.interpreted, line.language) == ("Yes, by night", "", "en")


def test_the_question_stands_as_it_was_really_asked(officer: Client, case: Case) -> None:
    officer.post(asking(case), {"answered": "yes", "text": "예"})
    officer.post(asking(case), {"wording": "How did you leave?", "openness": "open", "text": "걸어서"})
    first, second = InterviewLine.objects.filter(kind="question")
    assert (first.language, "북한" in first.text, "North Korea" in first.interpreted) == ("ko", True, True)
    assert (second.text, second.language, second.openness) == ("How did you leave?", "en", "open")


def test_a_question_that_may_hurt_warns_and_asks_for_a_reason(officer: Client, case: Case) -> None:
    shown = words(officer.get(asking(case, HURTS)))
    assert "This question may hurt." in shown
    assert 'name="reason"' in shown
    refused = officer.post(asking(case, HURTS), {"answered": "yes", "text": "예"})
    assert refused.status_code == 422
    assert "reason" in refused.context["form"].errors
    officer.post(asking(case, HURTS), {"answered": "yes", "text": "예", "reason": "She spoke of it herself."})
    assert "She spoke of it herself." in InterviewLine.objects.get(kind="question").why
    gentle = words(officer.get(asking(case)))
    assert "This question may hurt." not in gentle
    assert 'name="reason"' not in gentle


def test_a_value_is_asked_for_in_its_own_way(officer: Client, case: Case) -> None:
    facts = load_library().facts.values()
    day = next(one.id for one in facts if one.type == "date" and one.scope == "person")
    address = f"{at(case, 'interview_ask')}?about=person.{day}"
    assert officer.post(address, {"answered": "value", "value": "spring"}).status_code == 422
    assert officer.post(address, {"value": "1998-03"}).status_code == 302
    assert FactEntry.objects.get(fact=day).record["value"] == "1998-03"
    several = next(
        one for one in facts if one.type == "choices" and one.asked_of == "applicant" and one.scope == "person"
    )
    officer.post(f"{at(case, 'interview_ask')}?about=person.{several.id}", {"value": list(several.options or {})[:2]})
    assert len(FactEntry.objects.get(fact=several.id).record["value"]) == 2


def test_a_question_alone_waits_for_its_answer(officer: Client, case: Case) -> None:
    saved = officer.post(asking(case), {"only": "question", "key": "q"})
    assert saved["Location"] == at(case, "interview_answer", 1)
    assert "Line 1 waits for its answer" in words(officer.get(at(case, "interview_tell")))
    officer.post(at(case, "interview_answer", 1), {"answered": "yes", "text": "예"})
    assert "waits for its answer" not in words(officer.get(at(case, "interview_tell")))
    assert InterviewLine.objects.get(kind="answer").about == InterviewLine.objects.get(kind="question")


def test_any_order_is_possible(officer: Client, case: Case) -> None:
    page = officer.get(at(case, "interview_ask"))
    first = page.context["asking"].place
    officer.post(at(case, "interview_skip"), {"about": first})
    after = officer.get(at(case, "interview_ask"))
    assert after.context["asking"].place != first
    officer.post(at(case, "interview_skip"), {"again": "1"})
    assert officer.get(at(case, "interview_ask")).context["asking"].place == first
    found = officer.get(at(case, "interview_questions"), {"q": "permission North"}).context["found"]
    assert f"PRK.{FACT}" in {one.place for one in found}
    assert (
        officer.post(f"{at(case, 'interview_ask')}?own=1", {"wording": "Do you want water?", "text": "Yes"}).status_code
        == 302
    )
    assert InterviewLine.objects.get(kind="question").item == ""


def test_a_break_keeps_the_words_that_are_being_typed(officer: Client, case: Case) -> None:
    """With the script only the bar is sent back; a line during the break is refused with its words."""
    bar = officer.post(at(case, "interview_pause"), {"kind": "break"}, headers=SCRIPT)
    assert 'id="bar"' in words(bar)
    assert 'id="say"' not in words(bar)
    assert "Paused" in words(bar)
    refused = officer.post(at(case, "interview_tell"), {"text": "typed meanwhile"}, headers=SCRIPT)
    assert refused.status_code == 422
    assert "typed meanwhile" in words(refused)
    assert "Break" in words(officer.post(at(case, "interview_resume"), headers=SCRIPT))
    assert officer.get(at(case, "interview_pause")).status_code == 302


def test_stop_and_help_are_on_every_page_of_the_sitting(officer: Client, cast: Cast, case: Case) -> None:
    asked(cast, case)
    for address in [
        at(case, "interview"),
        at(case, "interview_tell"),
        asking(case),
        at(case, "interview_questions"),
        at(case, "interview_answer", 1),
    ]:
        page = words(officer.get(address))
        for key in ('data-key="b"', 'data-key="h"', 'data-key="z"'):
            assert key in page, (address, key)
    officer.post(at(case, "interview_support"), {"kind": "medical", "to": "Clinic", "urgent": "on"})
    assert SupportReferral.objects.get().urgent
    officer.post(at(case, "interview_stop"), {"reason": "She cannot go on.", "support": "A doctor"})
    assert "She cannot go on." in words(officer.get(at(case, "interview")))


def test_what_was_not_done_before_needs_its_reason(officer: Client, case: Case) -> None:
    page = words(officer.get(reverse("interview_plan", args=[case.number])))
    assert 'name="reason"' in page
    assert 'name="no_counselling_reason"' not in page
    refused = officer.post(reverse("interview_plan", args=[case.number]), {"place": "Room of the second floor"})
    assert refused.status_code == 422
    assert "Room of the second floor" in words(refused)
    case.interviewer_sex = "male"
    case.save()
    asked_more = officer.post(reverse("interview_plan", args=[case.number]), {"reason": "New papers came."})
    assert 'name="sex_not_kept_reason"' in words(asked_more)
