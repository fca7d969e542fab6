"""One speaker across articles and scripts: suggested by name, joined only by a person, and parted again."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.casework.cast import Cast
from tests.casework.pages import signed_in
from wellfounded.audit.models import Detail
from wellfounded.cases.actions.judge_speaker import SpeakerJudged, judge_speaker
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound, NotNow
from wellfounded.cases.shelf import shelf_gate, statements_behind
from wellfounded.library.models import DocumentText, ShelfDocument, ShelfStatement, Source, Voice
from wellfounded.library.voices import may_be_same, same_voice


def said(cast: Cast, speaker: str, *, kind: str = "person", shelf: str = "open", **fields: str) -> ShelfStatement:
    """A confirmed statement in an article of its own."""
    number = Source.objects.count()
    source = Source.objects.create(title=f"Article {number}", shelf=shelf, added_by=cast.adjudicator)
    document = ShelfDocument.objects.create(
        source=source, sha256=f"{number:064}", size=1, original=b"x", added_by=cast.adjudicator
    )
    text = DocumentText.objects.create(document=document, text="x", method="m")
    given = {"standing": "confirmed", "decided_by": cast.adjudicator, "decided_at": text.taken_at}
    if fields.get("standing") == "candidate":
        given = {}
    made = {"speaker": speaker, "kind": kind, "content": f"words of {speaker}", "mode": "indirect", "language": "en"}
    return ShelfStatement.objects.create(text=text, first=0, rule="r", **(made | given | fields))


def suggested(cast: Cast, one: ShelfStatement) -> list[tuple[str, bool]]:
    one.refresh_from_db()
    found = may_be_same(one, statements_behind(shelf_gate(cast.adjudicator)))
    return [(same.statement.speaker, same.likely) for same in found]


def judged(cast: Cast, one: ShelfStatement, other: ShelfStatement, *, same: bool = True) -> None:
    judge_speaker(cast.adjudicator, one.pk, request=SpeakerJudged(other=other.pk, same=same))


def test_a_name_is_found_in_another_script_and_joins_nobody_by_itself(cast: Cast) -> None:
    one, other = said(cast, "Yun Seong-deok"), said(cast, "윤성덕")
    said(cast, "Roberta Cohen")
    said(cast, "윤성덕", standing="candidate")
    assert suggested(cast, one) == [("윤성덕", True)]
    assert not Voice.objects.exists()
    judged(cast, one, other)
    assert suggested(cast, one) == []
    one.refresh_from_db()
    assert list(same_voice(one, statements_behind(shelf_gate(cast.counsel)))) == [other]


def test_who_was_said_to_be_another_is_not_asked_again_and_can_be_joined_still(cast: Cast) -> None:
    one, other = said(cast, "Robert King"), said(cast, "Robert R. King")
    judged(cast, one, other, same=False)
    assert suggested(cast, one) == suggested(cast, other) == []
    judged(cast, other, one)
    for statement in (one, other):
        statement.refresh_from_db()
    assert one.voice_id == other.voice_id is not None
    assert one.not_same == other.not_same == []


def test_joining_two_joins_all_that_were_joined_before_and_one_leaves_alone(cast: Cast) -> None:
    first, second, third, fourth = (said(cast, "Robert King") for _ in range(4))
    judged(cast, first, second)
    judged(cast, third, fourth)
    judged(cast, second, third)
    assert ShelfStatement.objects.values("voice").distinct().count() == 1
    judged(cast, first, fourth, same=False)
    first.refresh_from_db()
    assert first.voice_id is None
    assert ShelfStatement.objects.exclude(voice=None).count() == 3


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("Voice of America", "media"), ("VOA", "media"), True),
        (("the Ministry", "organisation"), ("Ministry", "organisation"), True),
        (("Jordan", "state"), ("Jordan", "person"), False),
        (("A committee", "organisation"), ("A commission", "organisation"), False),
    ],
)
def test_bodies_are_one_by_their_words_and_never_a_person(
    cast: Cast, *, one: tuple[str, str], other: tuple[str, str], found: bool
) -> None:
    statement = said(cast, one[0], kind=one[1])
    said(cast, other[0], kind=other[1])
    assert bool(suggested(cast, statement)) is found


def test_what_is_restricted_is_suggested_to_nobody_who_may_not_read_it(cast: Cast) -> None:
    one, hidden = said(cast, "Robert King"), said(cast, "Robert King", shelf="restricted")
    assert suggested(cast, one)  # the control
    assert may_be_same(one, statements_behind(shelf_gate(cast.interviewer))) == []
    judged(cast, one, hidden)
    one.refresh_from_db()
    assert not same_voice(one, statements_behind(shelf_gate(cast.counsel))).exists()
    with pytest.raises(NotFound):
        judge_speaker(cast.interviewer, one.pk, request=SpeakerJudged(other=hidden.pk))


def test_only_who_writes_the_shelf_says_so_of_confirmed_statements(cast: Cast) -> None:
    one, other = said(cast, "Robert King"), said(cast, "Robert King", standing="candidate")
    with pytest.raises(NotNow):
        judged(cast, one, other)
    with pytest.raises(Invalid):
        judged(cast, one, one)
    with pytest.raises(NotAllowed):
        judge_speaker(cast.counsel, one.pk, request=SpeakerJudged(other=other.pk))
    assert not Detail.objects.filter(event="library:speaker:judged").exists()


def test_on_the_page_of_a_statement(cast: Cast) -> None:
    one, other = said(cast, "Yun Seong-deok"), said(cast, "윤성덕")
    officer = signed_in(Client(), cast.adjudicator)
    page, press = reverse("shelf_statement", args=[one.pk]), reverse("shelf_speaker", args=[one.pk])
    assert "윤성덕" in officer.get(page).content.decode()
    assert "윤성덕" not in signed_in(Client(), cast.counsel).get(page).content.decode()
    officer.post(press, {"other": other.pk})
    assert "Somebody else after all" in officer.get(page).content.decode()
    officer.post(press, {"other": other.pk, "reject": "1"})
    assert "윤성덕" not in officer.get(page).content.decode()
    assert officer.post(press, {"other": "x"}).status_code == 404
