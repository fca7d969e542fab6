"""A security key in one's own slot of the store: enrolled by who holds the slot, told in the log, and taken out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from tests.casework.cast import Cast
from tests.casework.pages import signed_in
from tests.unit.vault.soft_key import FLAG, SoftKey
from wellfounded.audit.events import Event
from wellfounded.audit.models import Detail
from wellfounded.cases import store_keeping
from wellfounded.cases.actions.add_security_key import add_security_key
from wellfounded.cases.actions.add_slot import add_slot
from wellfounded.cases.actions.remove_security_key import remove_security_key
from wellfounded.cases.errors import Invalid, NotFound, NotNow
from wellfounded.cases.own_slots import own_slots
from wellfounded.vault import key_file, security_key, slot, unlocked
from wellfounded.vault.argon import Cost
from wellfounded.vault.errors import WrongPassphrase
from wellfounded.vault.slot import Given, SecurityKey
from wellfounded.web import kept
from wellfounded.web.models import KeptForm

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

CHEAP = Cost(memory=64, passes=1, lanes=1)
PASSPHRASE = "four words are enough"  # noqa: S105 - of nobody
OTHER = "and other four words"
PAGE = "/office/store/key/"
SALT = security_key.by_chance()
KEY = SoftKey()
HELD = SecurityKey(KEY.credential, SALT, KEY.answer(SALT))
ANSWERS = {KEY.credential: HELD.answer}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of an office whose store is that of the tests."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    monkeypatch.setattr(settings, "DB", "sqlcipher")
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost", "testserver"])
    name = settings.DATABASES["default"]["NAME"]
    monkeypatch.setattr(slot, "LEAST", CHEAP)
    unlocked.hold(name, slot.create(tmp_path / key_file.NAME, PASSPHRASE, cost=CHEAP))
    yield tmp_path
    unlocked.forget(name)


@pytest.fixture
def path(home: Path, cast: Cast) -> Path:
    """The key file, in which the registrar has a slot."""
    add_slot(cast.administrator, cast.registrar.username, passphrase=OTHER)
    return home / key_file.NAME


def told(event: Event) -> list[tuple[str, str, Any]]:
    rows = Detail.objects.filter(event=event).order_by("pk").values_list("actor", "subject", "payload")
    return [(actor, subject, json.loads(bytes(payload))) for actor, subject, payload in rows]


def test_a_key_beside_the_passphrase_is_a_slot_more(cast: Cast, path: Path) -> None:
    add_security_key(cast.registrar, OTHER, security_key=HELD, together=False)
    assert slot.open_slot(path, Given(answers=ANSWERS)) == slot.open_slot(path, OTHER) == store_keeping.store_key()
    assert [(one.passphrase, one.security_key) for one in own_slots(cast.registrar)] == [(True, False), (False, True)]
    me = cast.registrar.username
    assert told(Event.STORE_SLOT_ADDED)[1:] == [(me, me, {"opened_by": ["security key"]})]


def test_a_key_together_with_the_passphrase_takes_its_place(cast: Cast, path: Path) -> None:
    add_security_key(cast.registrar, OTHER, security_key=HELD, together=True)
    assert slot.open_slot(path, Given(OTHER, ANSWERS)) == slot.open_slot(path, PASSPHRASE)
    for less in (Given(OTHER), Given(answers=ANSWERS)):
        with pytest.raises(WrongPassphrase):
            slot.open_slot(path, less)
    assert [(one.passphrase, one.security_key) for one in own_slots(cast.registrar)] == [(True, True)]
    me = cast.registrar.username
    assert told(Event.STORE_SLOT_CHANGED) == [(me, me, {"opened_by": ["passphrase", "security key"]})]


@pytest.mark.parametrize("together", [False, True])
def test_nobody_gives_a_key_to_a_slot_that_is_not_theirs(cast: Cast, path: Path, together: bool) -> None:  # noqa: FBT001 - a case
    """A colleague's passphrase, none, and the slot of nobody's name: all are told alike, and nothing is written."""
    before = path.read_bytes()
    sentences = set()
    for user, passphrase in (
        (cast.reviewer, OTHER),
        (cast.administrator, OTHER),
        (cast.registrar, PASSPHRASE),
        (cast.registrar, "a wrong passphrase"),
        (cast.registrar, ""),
    ):
        with pytest.raises(Invalid) as refused:
            add_security_key(user, passphrase, security_key=HELD, together=together)
        sentences.add(refused.value.fields["passphrase"])
    assert len(sentences) == 1
    assert path.read_bytes() == before
    assert told(Event.STORE_SLOT_CHANGED) == []
    assert len(told(Event.STORE_SLOT_ADDED)) == 1  # the registrar's own


def test_the_slot_of_whoever_made_the_office_is_the_administrators(cast: Cast, path: Path) -> None:
    add_security_key(cast.administrator, PASSPHRASE, security_key=HELD, together=True)
    assert [one.who for one in store_keeping.slots()] == [cast.administrator.username, cast.registrar.username]
    assert slot.open_slot(path, Given(PASSPHRASE, ANSWERS)) == store_keeping.store_key()
    assert own_slots(cast.reviewer) == []


def test_a_key_that_opens_alone_is_taken_out(cast: Cast, path: Path) -> None:
    add_security_key(cast.registrar, OTHER, security_key=HELD, together=False)
    number = own_slots(cast.registrar)[1].number
    for stranger in (cast.reviewer, cast.administrator):
        with pytest.raises(NotFound):
            remove_security_key(stranger, number)
    with pytest.raises(NotFound):  # the passphrase's own slot is no key
        remove_security_key(cast.registrar, own_slots(cast.registrar)[0].number)
    remove_security_key(cast.registrar, number)
    with pytest.raises(WrongPassphrase):
        slot.open_slot(path, Given(answers=ANSWERS))
    assert slot.open_slot(path, OTHER) == store_keeping.store_key()
    me = cast.registrar.username
    assert told(Event.STORE_SLOT_REMOVED) == [(me, me, {"slot": number})]


def test_the_last_way_stays(cast: Cast, path: Path) -> None:
    add_security_key(cast.registrar, OTHER, security_key=HELD, together=False)
    key = store_keeping.store_key()
    for one in store_keeping.slots()[:2]:
        slot.remove(path, key, number=one.number)
    (last,) = own_slots(cast.registrar)
    with pytest.raises(NotNow, match="last way"):
        remove_security_key(cast.registrar, last.number)
    assert slot.open_slot(path, Given(answers=ANSWERS)) == key
    assert told(Event.STORE_SLOT_REMOVED) == []


def test_a_slot_of_both_is_made_easier_only_with_both(cast: Cast, path: Path) -> None:
    add_security_key(cast.registrar, OTHER, security_key=HELD, together=True)
    (held,) = own_slots(cast.registrar)
    before = path.read_bytes()
    wrong = {KEY.credential: SoftKey().answer(SALT)}
    for given in (None, Given(OTHER), Given(answers=ANSWERS), Given(OTHER, wrong), Given("not this one", ANSWERS)):
        with pytest.raises(Invalid):
            remove_security_key(cast.registrar, held.number, given=given)
    assert path.read_bytes() == before
    remove_security_key(cast.registrar, held.number, given=Given(OTHER, ANSWERS))
    assert slot.open_slot(path, OTHER) == store_keeping.store_key()
    assert slot.security_keys(path) == {}
    me = cast.registrar.username
    assert told(Event.STORE_SLOT_CHANGED)[1:] == [(me, me, {"opened_by": ["passphrase"]})]


def test_another_slot_of_ones_own_does_not_make_it_easier(cast: Cast, path: Path) -> None:
    add_security_key(cast.registrar, OTHER, security_key=HELD, together=True)
    add_slot(cast.administrator, cast.registrar.username, passphrase="a third passphrase")  # noqa: S106 - of nobody
    (both,) = (one for one in own_slots(cast.registrar) if one.security_key)
    with pytest.raises(Invalid, match="another slot"):
        remove_security_key(cast.registrar, both.number, given=Given("a third passphrase"))
    assert slot.security_keys(path)


# The page.


@pytest.fixture
def at_home(client: Client, cast: Cast, path: Path) -> Client:
    """The registrar's browser on the computer of the office."""
    assert path.exists()
    browser = signed_in(client, cast.registrar, proved=True)
    browser.defaults["HTTP_HOST"] = "localhost:8000"
    return browser


def options_of(browser: Client, kind: str) -> dict[str, Any]:
    page = browser.get(PAGE).content.decode()
    found = re.search(rf'data-store-key="{kind}"[^>]*data-options="([^"]+)"', page)
    assert found is not None
    options: dict[str, Any] = json.loads(unescape(found[1]))
    return options


def enrol(browser: Client, key: SoftKey = KEY, *, way: str = "either", passphrase: str = OTHER) -> Answer:
    options = options_of(browser, "add")
    told = json.dumps(key.enrolled(options["challenge"], options["salt"]))
    return browser.post(PAGE, {"passphrase": passphrase, "way": way, "credential": told})


def test_the_page_enrols_a_key_and_takes_it_out(at_home: Client, path: Path) -> None:
    answer = enrol(at_home)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    ((credential, salt),) = slot.security_keys(path).items()
    assert slot.open_slot(path, Given(answers={credential: KEY.answer(salt)})) == store_keeping.store_key()
    assert "The key opens your slot" in at_home.get(PAGE).content.decode()
    number = store_keeping.slots()[-1].number
    assert at_home.get(f"{PAGE}{number}/remove/").status_code == 405
    assert at_home.post(f"{PAGE}{number}/remove/").status_code == 302
    assert slot.security_keys(path) == {}
    assert at_home.post(f"{PAGE}{number}/remove/").status_code == 404


def test_the_page_makes_a_way_of_both_and_leaves_the_passphrase(at_home: Client, path: Path) -> None:
    assert enrol(at_home, way="both").status_code == 302
    number = store_keeping.slots()[-1].number
    options = options_of(at_home, "remove")
    ((_, salt),) = options["salts"].items()
    told = json.dumps({"answered": KEY.answered(options["challenge"], salt)})
    without = at_home.post(f"{PAGE}{number}/remove/", {"passphrase": OTHER, "credential": ""})
    assert without.status_code == 422
    assert "does not open a slot of yours" in without.content.decode()
    late = at_home.post(f"{PAGE}{number}/remove/", {"passphrase": OTHER, "credential": told})
    assert late.status_code == 422  # the page that is shown by now has another challenge
    options = options_of(at_home, "remove")
    told = json.dumps({"answered": KEY.answered(options["challenge"], salt)})
    done = at_home.post(f"{PAGE}{number}/remove/", {"passphrase": OTHER, "credential": told})
    assert done.status_code == 302
    assert slot.open_slot(path, OTHER) == store_keeping.store_key()


def test_the_page_leaves_the_last_way(at_home: Client, path: Path) -> None:
    assert enrol(at_home).status_code == 302
    key = store_keeping.store_key()
    for one in store_keeping.slots()[:2]:
        slot.remove(path, key, number=one.number)
    refused = at_home.post(f"{PAGE}{store_keeping.slots()[0].number}/remove/")
    assert refused.status_code == 422
    assert "last way" in refused.content.decode()
    assert len(slot.security_keys(path)) == 1


REFUSED: dict[str, tuple[SoftKey, str, str]] = {
    "only touched": (SoftKey(FLAG.UP), OTHER, "PIN"),
    "copied to a telephone": (SoftKey(FLAG.UP | FLAG.UV | FLAG.BE), OTHER, "copied to other devices"),
    "asked by another page": (SoftKey(origin="http://localhost:9000"), OTHER, "does not belong to this page"),
    "a wrong passphrase": (SoftKey(), "a wrong passphrase", "does not open a slot of yours"),
    "no passphrase": (SoftKey(), "", "it shows that the slot is yours"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_the_page_says_why_a_key_is_refused(at_home: Client, path: Path, case: str) -> None:
    key, passphrase, words = REFUSED[case]
    before = path.read_bytes()
    answer = enrol(at_home, key, passphrase=passphrase)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert key.credential not in page
    assert path.read_bytes() == before


def test_what_was_sent_once_is_not_taken_twice(at_home: Client, path: Path) -> None:
    options = options_of(at_home, "add")
    sent = {"passphrase": OTHER, "way": "either"}
    sent["credential"] = json.dumps(KEY.enrolled(options["challenge"], options["salt"]))
    assert at_home.post(PAGE, sent).status_code == 302
    assert at_home.post(PAGE, sent).status_code == 422
    assert len(slot.security_keys(path)) == 1


def test_without_a_fresh_proof_the_page_asks_for_one_and_keeps_nothing(client: Client, cast: Cast, path: Path) -> None:
    before = path.read_bytes()
    browser = signed_in(client, cast.registrar)
    assert "reauthenticate" in browser.get(PAGE).headers["Location"]
    secret = {"passphrase": OTHER, "way": "either", "credential": "what the key answered"}
    for where in (PAGE, f"{PAGE}0/remove/"):
        answer = browser.post(where, secret)
        assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    session = json.dumps(dict(browser.session.items()), default=str)
    assert OTHER not in session
    assert "what the key answered" not in session
    assert KeptForm.objects.count() == 0
    assert path.read_bytes() == before


def test_what_comes_after_the_session_has_ended_keeps_nothing_that_opens(cast: Cast) -> None:
    form = [("passphrase", OTHER), ("credential", "what the key answered"), ("way", "both")]
    made = kept.keep(cast.registrar, PAGE, pairs=form)
    assert made is not None
    assert made.words == [("way", "both")]


def test_elsewhere_and_without_a_slot_the_page_says_what_to_do(cast: Cast, at_home: Client) -> None:
    assert "http://localhost" in at_home.get(PAGE, HTTP_HOST="testserver").content.decode()
    stranger = signed_in(Client(), cast.reviewer, proved=True).get(PAGE).content.decode()
    assert "You have no slot of the store" in stranger
    assert "data-store-key" not in stranger


def test_the_page_of_ones_account_leads_there_only_with_a_slot(cast: Cast, at_home: Client) -> None:
    assert PAGE in at_home.get("/me/").content.decode()
    assert PAGE not in signed_in(Client(), cast.reviewer).get("/me/").content.decode()
    (store_keeping.home() / key_file.NAME).write_bytes(b"damaged")
    assert PAGE not in at_home.get("/me/").content.decode()


def test_a_store_without_room_says_so_on_the_page(at_home: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slot, "MOST", 2)
    answer = enrol(at_home)
    assert answer.status_code == 422
    assert "at most 2 slots" in answer.content.decode()


def test_a_key_file_that_is_gone_or_damaged_is_told_of(at_home: Client, path: Path) -> None:
    for break_it in (lambda: path.write_bytes(b"not one"), path.unlink):
        break_it()
        answer = at_home.get(PAGE)
        assert (answer.status_code, str(path) in answer.content.decode()) == (409, True)


def test_a_postgresql_has_no_slots(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DB", "postgres")
    assert signed_in(client, cast.registrar, proved=True).get(PAGE).status_code == 409
