"""Somebody at a browser, watched: what a page must never do fails the test that opened it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ViewportSize

from wellfounded.accounts.fictional import PASSPHRASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response

    from tests.functional.office import Office

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
GRAVE = frozenset({"serious", "critical"})
# A refused form and a refused page are shown, and Chromium notes their status in its console as well, as does htmx.
REFUSED = re.compile(r"(Failed to load resource: .* status of|Response Status Error Code) (401|403|404|409|422)\b")
AXE = Axe()
# A translation may keep the English term beside it.
IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
# Three words on end, as no name has them.
ENGLISH = re.compile(r"\b[A-Za-z][a-z’']+[,;:]? [a-z’']+[,;:]? [a-z’']{2,}")


@dataclass
class Watch:
    """What was wrong on any page of one browser window."""

    address: str
    wrong: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"script error at {page.url}: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not REFUSED.match(message.text):
            self.wrong.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"request to another origin: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.wrong.append(f"{response.status} at {response.url}")


def faults_of(page: Page, *, colours: bool = True) -> list[str]:
    """Serious and critical violations of accessibility rules that axe finds on the page as it is shown now."""
    options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": colours}}}
    found: list[dict[str, Any]] = AXE.run(page, options=options).response["violations"]
    return [
        f"{one['id']} ({one['impact']}) at {page.url}: {json.dumps(node['target'])} {node['html'][:160]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def overflow_of(page: Page) -> list[str]:
    """A page that must be pushed sideways, with the elements that reach furthest."""
    widest: list[str] = page.evaluate(
        """() => {
        const room = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= room) return [];
        const wide = [...document.body.querySelectorAll("*")].filter((one) => {
          if (one.getBoundingClientRect().right <= room + 1) return false;
          for (let up = one.parentElement; up; up = up.parentElement)
            if (up !== document.body && /auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return false;
          return true;
        });
        return wide.slice(0, 4).map((one) => one.outerHTML.slice(0, 140));
        }"""
    )
    return [f"wider than {page.viewport_size} at {page.url}: {one}" for one in widest]


def untranslated_of(page: Page, typed: Iterable[str]) -> list[str]:
    """English sentences on a page that speaks another language and does not say that they are English."""
    shown: list[str] = page.evaluate(
        """() => {
        const found = [], language = document.documentElement.lang;
        const ours = (one) => one.closest("[lang]")?.lang === language && !one.closest("bdi, q, code, script, style");
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) if (ours(walk.currentNode.parentElement)) found.push(walk.currentNode.data);
        for (const one of document.body.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
          for (const name of ["aria-label", "title", "placeholder", "alt"])
            if (one.hasAttribute(name) && ours(one)) found.push(one.getAttribute(name));
        return found.map((one) => one.replace(/\\s+/g, " ").trim());
        }"""
    )
    theirs = tuple(typed)
    left = {text for text in shown if ENGLISH.search(IN_BRACKETS.sub("", text))}
    return sorted(f"English at {page.url}: {text}" for text in left if not any(one in text for one in theirs))


def remembered_of(page: Page) -> list[str]:
    """Text boxes and lists whose content a browser may write into the file of its session."""
    found: list[str] = page.eval_on_selector_all(
        "textarea:not([autocomplete=off]), select:not([autocomplete=off])",
        "all => all.map((one) => one.outerHTML.slice(0, 140))",
    )
    return [f"the browser may keep it, at {page.url}: {one}" for one in found]


@dataclass
class Desk:
    """One member of staff in a window of their own."""

    # What anybody typed: it is shown in the words in which it came.
    typed: ClassVar[set[str]] = set()

    username: str
    office: Office
    context: BrowserContext
    page: Page
    watch: Watch
    language: str = "en"

    def open(self, path: str) -> int:
        """The status of the answer."""
        answer = self.page.goto(self.office.address + path)
        return answer.status if answer is not None else 0

    @property
    def english(self) -> bool:
        return self.language == "en"

    def follow(self, name: str, href: str) -> None:
        """A link: by what it is called where the test speaks the language, elsewhere by where it leads."""
        scope = self.page.locator("main")
        if self.english:
            scope.get_by_role("link", name=name).first.click()
        else:
            scope.locator(f'a[href*="{href}"]').first.click()
        self.page.wait_for_load_state()

    def press(self, name: str, selector: str = "main form button[data-key=s]") -> None:
        """A button, found like a link; then whatever it does is waited for."""
        named = self.page.locator("main").get_by_role("button", name=name)
        (named.first if self.english else self.page.locator(selector).first).click()
        self.page.wait_for_load_state()

    def fill(self, **fields: Any) -> None:
        """Fields by their names: text, a choice from a list, a radio's value, True for a tick, several ticks."""
        for name, value in fields.items():
            for one in value if isinstance(value, list) else [value]:
                self._fill(name.replace("__", "-"), value=one)

    def _fill(self, name: str, *, value: Any) -> None:
        if isinstance(value, str) and ENGLISH.search(value):
            self.typed.add(value)
        every = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
        kind = every.first.evaluate("one => one.type")
        if kind in {"radio", "checkbox"}:
            wanted = every.first if value is True else self.page.locator(f'main [name="{name}"][value="{value}"]')
            self._unfold(wanted)
            wanted.check()
        elif kind.startswith("select"):
            self._unfold(every.first)
            every.first.select_option(value)
        else:
            self._unfold(every.first)
            every.first.fill(value)

    @staticmethod
    def _unfold(where: Locator) -> None:
        if not where.is_visible():
            where.locator("xpath=ancestor::details[not(@open)]/summary").first.click()

    def faults(self) -> list[str]:
        """What is wrong with the page as it stands, on a wide screen and on a phone.

        Colours depend on neither the language nor the width, and to compare them takes longer than all other rules.
        """
        found = faults_of(self.page) if self.english else untranslated_of(self.page, self.typed)
        found += remembered_of(self.page)
        self.page.set_viewport_size(NARROW)
        found += [*overflow_of(self.page), *faults_of(self.page, colours=False)]
        self.page.set_viewport_size(WIDE)
        return found

    def prove_again(self) -> None:
        """What cannot be undone asks for the passphrase once more."""
        if "reauthenticate" in self.page.url:
            if not self.page.locator("main [name=password]").count():
                self.page.locator('main a[href*="/account/reauthenticate"]').first.click()
            self.page.locator("main [name=password]").fill(PASSPHRASE)
            self.page.locator("main form button[data-key=s]").first.click()
            self.page.wait_for_load_state()

    def change_language(self, code: str) -> None:
        self.open("/")
        self.page.locator("#screen-language").select_option(code)
        self.page.locator("form:has(#screen-language) button").click()
        self.page.wait_for_function("code => document.documentElement?.lang === code", arg=code)
        self.language = code

    def speak(self, code: str) -> None:
        """The same choice, without a page around it."""
        token = next(one["value"] for one in self.context.cookies() if one["name"] == "csrftoken")
        form: dict[str, Any] = {"language": code, "csrfmiddlewaretoken": token}
        assert self.context.request.post(f"{self.office.address}/language/", form=form).ok
        self.language = code


def sign_in(page: Page, username: str, *, at: str = "") -> None:
    """Passphrase, then the code that the page of a fictional office shows. A used code is waited out."""
    if at:
        page.goto(f"{at}/account/login/")
    page.locator("main [name=login]").fill(username)
    page.locator("main [name=password]").fill(PASSPHRASE)
    page.locator("main form button[data-key=s]").first.click()
    page.locator("main [name=code]").wait_for()
    while page.locator("main [name=code]").count():
        code = page.locator("main .notice strong.number").first.inner_text()
        page.locator("main [name=code]").fill(code)
        page.locator("main form button[data-key=s]").first.click()
        page.wait_for_load_state()
        while page.locator("main [name=code]").count() and _shown(page) == code:
            page.wait_for_timeout(2000)
            page.goto(page.url)


def _shown(page: Page) -> str:
    return page.locator("main .notice strong.number").first.inner_text()


def new_desk(browser: Browser, office: Office, *, username: str, state: Any = None) -> Desk:
    context = browser.new_context(viewport=WIDE, storage_state=state, reduced_motion="reduce", accept_downloads=True)
    context.set_default_timeout(20_000)
    page, watch = context.new_page(), Watch(office.address)
    watch.follow(page)
    return Desk(username, office, context, page, watch)
