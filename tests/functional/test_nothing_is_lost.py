"""The interview by keyboard alone, and what was typed there: it outlives a session, a doubled click and a kill."""

from __future__ import annotations

import signal

import pytest
from playwright.sync_api import Browser

from tests.functional.conftest import Sit
from tests.functional.desk import Desk, new_desk, sign_in
from tests.functional.office import Office

SAID = "눈이 오는 밤이었습니다."


@pytest.fixture
def desk(sit: Sit) -> Desk:
    """The interviewer, at the interview of the fictional office that goes on."""
    desk = sit("interviewer")
    desk.open("/")
    number = going_on(desk)
    desk.open(f"/cases/{number}/interviews/1/tell/")
    desk.page.locator("#say textarea[name=text]").wait_for()
    return desk


def in_a_new_window(browser: Browser, office: Office) -> Desk:
    office.forget_codes()
    desk = new_desk(browser, office, username="interviewer")
    sign_in(desk.page, "interviewer", at=office.address)
    return desk


def going_on(desk: Desk) -> str:
    """The number of the case whose interview goes on, found as its officer finds it: on the list of work."""
    numbers = {href.split("/")[2] for href in hrefs(desk) if href.startswith("/cases/")}
    for number in sorted(numbers):
        desk.open(f"/cases/{number}/interviews/1/")
        if desk.page.locator("#stage").count():
            return number
    raise AssertionError(f"None of {sorted(numbers)} is being interviewed.")


def hrefs(desk: Desk) -> list[str]:
    found: list[str] = desk.page.eval_on_selector_all(
        "main a[href]", "all => all.map((one) => one.getAttribute('href'))"
    )
    return found


def lines(desk: Desk, text: str) -> int:
    return desk.page.locator("#lines li").filter(has_text=text).count()


def saved(desk: Desk, text: str) -> None:
    desk.page.locator("#lines li").filter(has_text=text).first.wait_for()


def test_the_interview_is_led_by_the_keyboard_alone(desk: Desk) -> None:
    keys = desk.page.keyboard
    keys.press("Alt+o")
    desk.page.wait_for_url("**/ask/?own=1")
    keys.press("Alt+m")
    desk.page.wait_for_url("**/tell/")
    keys.press("Alt+t")
    keys.insert_text("글쇠로만 적습니다.")
    keys.press("Control+Enter")
    saved(desk, "글쇠로만 적습니다.")
    desk.page.locator("#say textarea[name=text]").wait_for()
    desk.page.wait_for_function("() => document.activeElement?.name === 'text'")

    desk.open(f"/cases/{desk.page.url.split('/')[4]}/interviews/1/ask/?about=PRK.fears_return")
    keys.press("Alt+u")
    assert desk.page.locator("[name=answered]:checked").get_attribute("value") == "dont_know"
    keys.press("Alt+t")
    keys.insert_text("아직 모르겠습니다.")
    keys.press("Alt+s")
    saved(desk, "아직 모르겠습니다.")


def test_everything_on_the_interview_page_is_reached_with_the_tab_key(desk: Desk) -> None:
    """Each stop shows where it is: an outline that the eye can find."""
    stops: set[str] = set()
    for _ in range(120):
        desk.page.keyboard.press("Tab")
        name, shown = desk.page.evaluate(
            """() => {
            const one = document.activeElement, look = getComputedStyle(one);
            return [one.id || one.name || one.href || one.textContent.trim(),
                    look.outlineStyle !== "none" || look.boxShadow !== "none" || one === document.body];
            }"""
        )
        assert shown, f"nothing shows that {name} has the focus"
        stops.add(name)
    assert any("id_text" in stop for stop in stops)
    assert any("Save the line" in stop for stop in stops)


def test_a_doubled_click_saves_one_line(desk: Desk) -> None:
    desk.fill(text=SAID)
    desk.page.locator("#say button[data-main]").dblclick()
    saved(desk, SAID)
    desk.page.reload()
    assert lines(desk, SAID) == 1


def test_words_outlive_the_session(browser: Browser, office: Office) -> None:
    """Every session ends while somebody types. They sign in in a second window, come back, and save once more."""
    desk = in_a_new_window(browser, office)
    desk.open(f"/cases/{going_on(desk)}/interviews/1/tell/")
    desk.fill(text="이 말은 남습니다.")
    office.start_again()
    desk.page.locator("#say button[data-main]").click()
    notice = desk.page.locator("#signed-out")
    notice.wait_for()
    assert desk.page.locator("#say textarea[name=text]").input_value() == "이 말은 남습니다."
    with desk.context.expect_page() as opened:
        notice.locator("a").click()
    opened.value.wait_for_load_state()
    sign_in(opened.value, "interviewer")
    opened.value.close()
    desk.page.bring_to_front()
    desk.page.evaluate("window.dispatchEvent(new Event('focus'))")  # without a screen no window gains the focus
    notice.wait_for(state="hidden")
    desk.page.locator("#say button[data-main]").click()
    saved(desk, "이 말은 남습니다.")
    desk.page.reload()
    assert lines(desk, "이 말은 남습니다.") == 1
    assert desk.watch.wrong == []
    desk.context.close()


def test_a_form_without_the_script_outlives_the_session_too(browser: Browser, office: Office) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "registrar", at=office.address)
    page.goto(f"{office.address}/register/")
    page.locator("[name=name]").fill("김별")
    office.start_again()
    page.locator("main form button[data-key=s]").click()
    assert "김별" in page.content()
    context.close()


def test_what_was_acknowledged_outlives_a_kill(browser: Browser, office: Office) -> None:
    """The process is killed without a moment's warning as soon as the page says that the line is saved."""
    desk = in_a_new_window(browser, office)
    number = going_on(desk)
    for count in range(2):
        desk.open(f"/cases/{number}/interviews/1/tell/")
        desk.fill(text=f"줄 {count}: 그들은 밤에 왔습니다.")
        desk.page.locator("#say button[data-main]").click()
        desk.page.locator("#saved:not(:empty)").wait_for()
        office.start_again(signal.SIGKILL)
        sign_in(desk.page, "interviewer", at=office.address)
        desk.open(f"/cases/{number}/interviews/1/")
        assert lines(desk, f"줄 {count}: 그들은 밤에 왔습니다.") == 1
    desk.context.close()
