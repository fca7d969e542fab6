"""The course of a fictional case: interview, closing, recommendation, review, signature, service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.cases.actions.ask_question import Question, ask_question
from wellfounded.cases.actions.begin_interview import Opening, begin_interview
from wellfounded.cases.actions.close_record import Closing, close_record
from wellfounded.cases.actions.declare_all_points_put import AllPointsPut, declare_all_points_put
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.actions.end_interview import End, end_interview
from wellfounded.cases.actions.plan_interview import Plan, plan_interview
from wellfounded.cases.actions.read_back import Reading, read_back
from wellfounded.cases.actions.recommend import Recommending, recommend
from wellfounded.cases.actions.record_answer import AnswerGiven, record_answer
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.actions.review_recommendation import Reviewing, review_recommendation
from wellfounded.cases.actions.serve_decision import Serving
from wellfounded.cases.actions.sign_decision import SigningDecision, sign_decision
from wellfounded.cases.actions.sign_interview import Signing, sign_interview
from wellfounded.cases.decision_policies import to_answer
from wellfounded.cases.models import Case
from wellfounded.cases.screening import remarks, screen
from wellfounded.letters.decision.serving import serve_letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from wellfounded.accounts.models import User

STORY = (
    (
        "강가에서 자랐습니다. 겨울에는 먹을 것이 없었습니다.",
        "I grew up by the river. In winter there was nothing to eat.",
    ),
    ("밤에 얼음 위로 건넜습니다.", "I crossed over the ice at night."),
)
ASKED, SAID, MEANT = "left_without_permission", "허가 없이 건넜습니다.", "I crossed without permission."


@dataclass(frozen=True, slots=True)
class Course:
    """One case and the staff that carries it."""

    staff: dict[str, User]
    number: str
    language: str

    def walk(self, until: str) -> None:
        """Every step in order, as far as the word says."""
        steps: tuple[tuple[str, Callable[[], None]], ...] = (
            ("registered", lambda: None),
            ("interview", self._begin),
            ("heard", self._end),
            ("closed", self._close),
            ("review", self._recommend),
            ("served", self._decide),
        )
        names = [name for name, _ in steps]
        for _, step in steps[: names.index(until) + 1]:
            step()

    def _begin(self) -> None:
        officer = self.staff["interviewer"]
        plan = Plan(interpreter="interpreter", language=self.language, place="Room 2")
        plan_interview(officer, self.number, request=plan)
        begin_interview(
            officer, self.number, request=Opening(present="Nobody else", competence="certified", dialect="same")
        )
        for text, meaning in STORY:
            telling = Telling(text=text, interpreted=meaning, language=self.language)
            record_narrative(officer, self.number, request=telling)
        line = ask_question(officer, self.number, request=Question(entity="PRK", fact=ASKED))
        answer = AnswerGiven(question=line.number, answered="yes", text=SAID, interpreted=MEANT)
        record_answer(officer, self.number, request=answer)

    def _end(self) -> None:
        officer = self.staff["interviewer"]
        end_interview(officer, self.number, request=End())
        read_back(officer, self.number, request=Reading(whole=True, language=self.language))
        sign_interview(officer, self.number, request=Signing(signer="applicant", how="fingerprint"))

    def _close(self) -> None:
        adjudicator = self.staff["adjudicator"]
        reason = "Every point that counts against the applicant was put in the interview."
        declare_all_points_put(adjudicator, self.number, request=AllPointsPut(reason=reason))
        close_record(adjudicator, self.number, request=Closing(answers_left_reason="The answers agree with the facts."))

    def _recommend(self) -> None:
        remarked = to_answer(remarks(screen(Case.objects.get(number=self.number))))
        request = Recommending(
            outcome="refugee",
            reasons="The facts are accepted, and what is feared is persecution for a reason of the Convention.",
            answers=dict.fromkeys(remarked, "Looked at; it may stand."),
        )
        recommend(self.staff["adjudicator"], self.number, request=request)

    def _decide(self) -> None:
        review_recommendation(self.staff["reviewer"], self.number, request=Reviewing(result="agree"))
        draft_decision(self.staff["adjudicator"], self.number, request=Drafting(languages=("en", "ko")))
        sign_decision(self.staff["second_reviewer"], self.number, request=SigningDecision(read=True))
        today = timezone.localdate()
        serving = Serving(letter_date=today, served_on=today, how="in_person", language="en")
        serve_letter(self.staff["registrar"], self.number, request=serving)
