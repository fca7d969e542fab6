"""The whole way of a case, step by step, as its people take it in their browsers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING

from tests.functional.way_told import ALSO, BESIDE, FACTS, LOOKED_AT, NAME, PAPER, STAFF

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

    from tests.functional.desk import Desk


@dataclass
class Way:
    """`sit` seats somebody; each step opens its page, does its work and looks at what came of it.

    `beside` says whether the pages beside the way are opened too.
    """

    sit: Callable[[str], Desk]
    language: str = "en"
    seen: Callable[[Desk, str], None] = lambda _desk, _name: None
    beside: bool = True
    number: str = ""
    other: str = ""
    desks: dict[str, Desk] = field(default_factory=dict)

    def desk(self, username: str) -> Desk:
        """Everybody keeps one window open."""
        if username not in self.desks:
            self.desks[username] = desk = self.sit(username)
            if self.language != "en":
                choose = desk.speak if len(self.desks) > 1 else desk.change_language
                choose(self.language)
        return self.desks[username]

    def at(self, username: str, page: str = "") -> Desk:
        desk = self.desk(username)
        status = desk.open(f"/cases/{self.number}/{page}")
        assert status < HTTPStatus.BAD_REQUEST, f"{status} at {desk.page.url}"
        return desk

    def take(self, step: str) -> None:
        """One step, and what stands beside it."""
        getattr(self, step)()
        if not self.beside:
            return
        for username, page, name in BESIDE.get(step, ()):
            self.seen(self.at(username, page), name)
        for also in ALSO.get(step, ()):
            getattr(self, also)()

    def register(self) -> None:
        desk = self.desk("registrar")
        desk.open("/register/")
        self.seen(desk, "register")
        desk.fill(name=NAME, birth="1992-spring", nationality="PRK", language="ko", dialect="Hamgyong")
        desk.press("Make a case number and go on")
        desk.page.wait_for_url("**/registration/")
        self.number = desk.page.url.split("/")[4]
        assert desk.page.locator(".case-name").first.inner_text() == NAME
        self.seen(desk, "registration")

    def counsel(self) -> None:
        desk = self.at("registrar", "registration/counselling/")
        desk.fill(rights=True, steps=True, confidentiality=True, complaints=True, language="ko")
        self.seen(desk, "counselling")
        desk.press("Save")
        assert desk.page.locator("main [role=status] .notice").first.is_visible()

    def assign(self) -> None:
        desk = self.at("registrar", "assignments/")
        for username, relation in STAFF.items():
            desk.fill(username=username, relation=relation)
            desk.press("Assign", "main form:not([action]) button[data-key=s]")
            assert desk.page.locator(f'main form input[name=username][value="{username}"]').count() == 1
        self.seen(desk, "assignments")

    def plan(self) -> None:
        desk = self.at("interviewer", "interviews/")
        self.seen(desk, "interviews")
        desk.follow("Say which countries the claim is about", "/countries/")
        desk.fill(code="PRK", nationality=True, destination=True)
        self.seen(desk, "countries")
        desk.press("Save")
        desk.open(f"/cases/{self.number}/interviews/")
        desk.follow("Plan the interview", "/interviews/plan/")
        desk.fill(interpreter="interpreter", planned_for="2026-12-01T09:30", place="Room 2", language="ko")
        self.seen(desk, "plan")
        desk.press("Plan")
        desk.page.wait_for_url("**/interviews/")
        for page in ("change", "cancel"):
            self.seen(self.at("interviewer", f"interviews/1/{page}/"), page)
        desk = self.at("interviewer", "interviews/")
        desk.follow("Begin interview 1", "/begin/")
        desk.fill(competence="certified", dialect="same", objection="no", conflict="no", present="Nobody else")
        self.seen(desk, "begin")
        desk.press("Begin now")
        desk.page.locator("#stage").wait_for()
        self.seen(desk, "interview")

    def say(self, name: str, selector: str = "#say button[data-main]", **fields: object) -> None:
        """Send the form of the interview page, and wait until the line is in the record."""
        desk = self.desk("interviewer")
        before = desk.page.locator("#lines li").count()
        desk.fill(**fields)
        desk.press(name, selector)
        desk.page.wait_for_function("before => document.querySelectorAll('#lines li').length > before", arg=before)
        desk.page.wait_for_function("() => !document.querySelector('#say[hx-trigger=load]')")

    def listen(self) -> None:
        desk = self.desk("interviewer")
        desk.follow("Free narrative", "/tell/")
        desk.page.wait_for_url("**/tell/")
        self.seen(desk, "tell")
        self.say("Save the line", text="강가에서 자랐습니다.", **self._meant("I grew up by the river."))
        self.say("Save the line", text="밤에 얼음 위로 건넜습니다.", **self._meant("I crossed over the ice at night."))

    def _meant(self, words: str) -> dict[str, str]:
        """The second box is there when the screen speaks another language than the applicant."""
        return {} if self.language == "ko" else {"interpreted": words}

    def ask(self) -> None:
        """A yes, a question left without an answer, one in one's own words, and the first again, answered otherwise."""
        desk = self.at("interviewer", "interviews/1/ask/?about=PRK.left_without_permission")
        self.seen(desk, "question")
        both = "Save question and answer"
        self.say(both, answered="yes", text="허가 없이 건넜습니다.", **self._meant("Without permission."))
        desk.open(f"/cases/{self.number}/interviews/1/ask/?about=PRK.fears_return")
        self.say(both, answered="dont_know", text="잘 모르겠습니다.", **self._meant("I do not know."))
        desk.open(f"/cases/{self.number}/interviews/1/ask/?own=1")
        later = '#say button[name="only"]'
        self.say("Save the question, answer later", later, wording="Who knew that you would leave?", openness="open")
        desk.page.wait_for_url("**/answer/**")
        self.seen(desk, "answer")
        self.say("Save the answer", text="언니만 알았습니다.", **self._meant("Only my sister knew."))
        desk.open(f"/cases/{self.number}/interviews/1/ask/?about=PRK.left_without_permission")
        self.say(both, answered="no", text="증명서가 있었습니다.", **self._meant("I had a paper."))
        self.seen(desk, "answers")

    def put(self) -> None:
        """Two answers differ: the page asks for them to be put, and the reply is taken down."""
        desk = self.at("interviewer", "interviews/1/")
        desk.page.locator('main a[href*="/put/?about=PRK.left_without_permission"]').first.click()
        desk.page.wait_for_url("**/put/**")
        self.seen(desk, "put")
        self.say("Save the point", text="두 대답이 다릅니다.", **self._meant("Your two answers differ. Why?"))
        desk.page.wait_for_url("**/reply/**")
        self.seen(desk, "reply")
        self.say("Save the reply", text="가짜 증명서였습니다.", answered="yes", **self._meant("The paper was false."))

    def end_interview(self) -> None:
        desk = self.at("interviewer", "interviews/1/end/")
        self.seen(desk, "end")
        desk.press("End now", "#say button[data-main]")
        desk.page.wait_for_url("**/interviews/1/")

    def read_back(self) -> None:
        desk = self.at("interviewer", "interviews/1/read-back/")
        self.seen(desk, "read-back")
        while desk.page.locator("main a[data-key=n]").count():
            desk.page.locator("main a[data-key=n]").click()
            desk.page.wait_for_load_state()
        desk.fill(whole="yes", language="ko")
        desk.press("Note that it was read back")
        desk.page.wait_for_url("**/sign/")
        desk.fill(signer="applicant", how="fingerprint")
        self.seen(desk, "sign")
        desk.press("Note it")
        desk.open(f"/cases/{self.number}/interviews/1/print/")
        assert "얼음" in desk.page.locator("main").inner_text()
        self.seen(desk, "print")

    def pin(self) -> None:
        """A paper of the applicant's: one passage is marked with the mouse, another with the keyboard."""
        desk = self.at("adjudicator", "evidence/add/")
        self.seen(desk, "paper-add")
        paper: FilePayload = {"name": "letter.txt", "mimeType": "text/plain", "buffer": PAPER.encode()}
        desk.page.locator("main input[type=file]").set_input_files(paper)
        desk.fill(title="A letter of the applicant", kind="statement", language="ko")
        desk.press("Add it")
        desk.page.wait_for_url("**/evidence/E1/")
        self.seen(desk, "paper")
        self.seen(self.at("adjudicator", "evidence/E1/custody/"), "custody")
        self.at("adjudicator", "evidence/E1/page/1/")
        self.mark_with_the_mouse(desk)
        self._pin_to(desk, "PRK.left_without_permission")
        self.mark_with_the_keyboard(desk)
        self._pin_to(desk, "PRK.is_outside")
        self.seen(desk, "page")
        self.seen(self.at("adjudicator", "evidence/"), "evidence")

    def mark_with_the_mouse(self, desk: Desk) -> None:
        """The first line, from its beginning to its end."""
        text, mouse = desk.page.locator("#page-text"), desk.page.mouse
        text.scroll_into_view_if_needed()
        box = text.bounding_box()
        assert box is not None
        mouse.move(box["x"] + 18, box["y"] + 28)
        mouse.down()
        mouse.move(box["x"] + box["width"] - 20, box["y"] + 28, steps=4)
        mouse.up()
        desk.page.locator("#take").click()
        assert desk.page.locator("[name=quote]").input_value().strip() == PAPER.splitlines()[0]

    def mark_with_the_keyboard(self, desk: Desk) -> None:
        """The second line, with Shift and the arrows in the box that is made for it."""
        keys = desk.page.keyboard
        desk.page.locator("#key-marking summary").focus()
        keys.press("Enter")
        desk.page.locator("#key-text").focus()
        for key in ("Control+Home", "ArrowDown", "Home", "Shift+End", "Alt+m"):
            keys.press(key)
        assert desk.page.locator("[name=quote]").input_value() == PAPER.splitlines()[1]

    def _pin_to(self, desk: Desk, place: str) -> None:
        before = desk.page.locator("ol.pins li").count()
        desk.fill(place=place, direction="supports")
        desk.page.keyboard.press("Alt+s")
        desk.page.wait_for_function("before => document.querySelectorAll('ol.pins li').length > before", arg=before)

    def find_facts(self) -> None:
        desk = self.at("adjudicator", "facts/")
        self.seen(desk, "facts")
        for fact, reason in FACTS.items():
            desk.open(f"/cases/{self.number}/facts/PRK/{fact}/")
            desk.fill(state="established", reason=reason)
            if fact == "exit_seen_as_disloyalty":
                self.seen(desk, "fact")
            desk.press("Save")
            assert reason in desk.page.locator("[aria-labelledby=versions-title]").inner_text()

    def find_risk(self) -> None:
        """What no rule answers is found by a person."""
        desk = self.at("adjudicator", "assessment/of/PRK/objective_risk/")
        desk.follow("Make this finding", "/find/")
        desk.fill(word="established", reason="People who are sent back are punished, and she would be known.")
        self.seen(desk, "find")
        desk.press("Save the finding")
        desk.page.wait_for_url("**/objective_risk/")

    def close_record(self) -> None:
        desk = self.at("adjudicator", "assessment/all-put/")
        desk.fill(reason="The two answers that differ were put in interview 1.")
        desk.press("Save")
        desk.open(f"/cases/{self.number}/assessment/close/")
        desk.fill(answers_left_reason="The answers agree with the facts.")
        self.seen(desk, "close")
        desk.press("Close the record")
        desk.page.wait_for_url("**/assessment/")
        self.seen(desk, "assessment")

    def recommend(self) -> None:
        desk = self.at("adjudicator", "recommend/")
        desk.fill(outcome="refugee", reasons="The facts are accepted; what is feared is persecution.")
        for remark in desk.page.locator('main textarea[name^="answer-"]').all():
            remark.fill(LOOKED_AT)
            desk.typed.add(LOOKED_AT)
        self.seen(desk, "recommend")
        desk.press("Recommend")
        desk.page.wait_for_url("**/decision/")

    def review(self) -> None:
        desk = self.at("reviewer", "review/")
        desk.fill(result="agree", remarks="Read with the record beside it.")
        self.seen(desk, "review")
        desk.press("Save the review")
        desk.page.wait_for_url("**/decision/")

    def draft(self) -> None:
        desk = self.at("adjudicator", "decision/draft/")
        desk.fill(languages=["en", "ko"])
        desk.press("Draft the decision")
        desk.page.wait_for_url("**/text/")
        self.seen(desk, "draft")

    def sign(self) -> None:
        desk = self.at("second_reviewer", "decision/sign/")
        desk.prove_again()
        desk.fill(read=True)
        self.seen(desk, "sign-decision")
        desk.press("Sign")
        desk.page.wait_for_url("**/decision/")

    def serve(self) -> None:
        desk = self.at("registrar", "decision/serve/")
        today = date.today().isoformat()  # noqa: DTZ011 - the office of the test keeps the clock of this computer
        desk.fill(letter_date=today, served_on=today, how="in_person", language="en")
        self.seen(desk, "serve")
        desk.press("It was served")
        desk.page.wait_for_url("**/decision/")
        self.seen(desk, "decision")

    def appeal(self) -> None:
        desk = self.at("counsel", "appeal/lodge/")
        desk.fill(lodged_by="counsel", grounds="She asks that her sister be named with her.")
        self.seen(desk, "appeal")
        desk.press("Lodge it")
        desk.page.wait_for_url("**/decision/")
        assert "sister be named" in desk.page.locator("main").inner_text()
        desk = self.at("counsel", "appeal/add/")
        self.seen(desk, "appeal-add")
        desk.fill(grounds="Her sister was heard in another office, and says the same.")
        desk.press("Save")
        desk.page.wait_for_url("**/decision/")

    def decide_appeal(self) -> None:
        """Somebody who took no part before decides it, and the letter goes out again."""
        desk = self.at("third_reviewer", "appeal/decide/")
        self.seen(desk, "appeal-decide")
        desk.fill(outcome="confirmed", reasons="The sister has a case of her own, which is open.", language="en")
        desk.press("Decide the appeal")
        desk.page.wait_for_url("**/decision/")
        self.seen(self.at("third_reviewer", "appeal/reasons/"), "appeal-reasons")
        self.seen(self.at("registrar", "appeal/serve/"), "appeal-serve")

    def compare(self) -> None:
        """The same person comes to another desk; a matcher looks at both."""
        desk, matcher = self.desk("registrar"), self.desk("matcher")
        desk.open("/register/")
        desk.fill(name=NAME, birth="1992-spring", nationality="PRK")
        desk.press("Make a case number and go on")
        desk.page.wait_for_url("**/registration/")
        self.other = desk.page.url.split("/")[4]
        matcher.open("/duplicates/")
        matcher.press("Compare everybody who is new", 'main form[action$="/compare/"] button')
        matcher.page.locator('main a[href^="/duplicates/"]').first.click()
        matcher.page.wait_for_load_state()
        self.seen(matcher, "pair")

    def family(self) -> None:
        """Whoever is entered as a relative may be given the status of the family."""
        desk = self.at("registrar", "registration/relatives/")
        desk.fill(relation="sister", case=self.other)
        desk.press("Save")
        self.seen(self.at("reviewer", "family-status/"), "family-status")

    def export(self) -> None:
        desk = self.at("adjudicator", "export/")
        self.seen(desk, "export-ask")
        desk.fill(kind="decision_pdf", recipient_kind="applicant", purpose="Asked for by the applicant.", language="en")
        desk.press("Go on")
        desk.page.wait_for_url("**/exports/*/")
        self.seen(desk, "export")

    def draw_sample(self) -> None:
        """Somebody who took no part looks at the quality of what was served."""
        desk, today = self.desk("third_reviewer"), date.today().isoformat()  # noqa: DTZ011 - as in `serve`
        desk.open("/office/quality/")
        desk.fill(first_day=today, last_day=today, percent="100", cap="20")
        desk.press("Draw")
        desk.page.wait_for_url("**/office/quality/*/")
        self.seen(desk, "sample")
        self.seen(self.at("third_reviewer", "quality/"), "sheet")
