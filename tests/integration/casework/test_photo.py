"""A photo of the person: nobody needs one, it is read in the guarded child, and taken out it is gone."""

import pytest
from django.db import IntegrityError, transaction

from tests.casework import files
from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.audit.models import Detail
from wellfounded.cases.actions import add_photo as adding
from wellfounded.cases.actions.add_photo import PhotoGiven, add_photo
from wellfounded.cases.actions.remove_photo import PhotoRemoved, remove_photo
from wellfounded.cases.errors import Invalid, NotAllowed, NotFound
from wellfounded.cases.models import Case, DuplicateLead
from wellfounded.cases.photos import photo_of, photo_of_side, present_photo
from wellfounded.cases.registration import registration_of
from wellfounded.persons.models import Photo

JPEG = b"\xff\xd8\xff"


@pytest.fixture
def case(cast: Cast) -> Case:
    return make_staffed_case(cast)


def added(cast: Cast, case: Case, *, key: str = "") -> Photo:
    given = PhotoGiven(content=files.png(comment="Musan"), key=key)
    return add_photo(cast.registrar, case.number, request=given)


def test_a_photo_is_kept_fresh_and_read_by_whoever_may_know_who_it_is(cast: Cast, case: Case) -> None:
    other = make_staffed_case(cast)
    photo = added(cast, case)
    seen = photo_of(cast.counsel, case.number)
    assert seen == bytes(photo.picture or b"")
    assert seen.startswith(JPEG)
    assert b"Musan" not in seen
    for user in (cast.interpreter, cast.outsider, cast.administrator):
        with pytest.raises(NotFound):
            photo_of(user, case.number)
    with pytest.raises(NotFound):
        photo_of(cast.counsel, other.number)


def test_only_those_who_write_the_identity_add_or_remove(cast: Cast, case: Case) -> None:
    photo = added(cast, case)
    with pytest.raises(NotAllowed):
        add_photo(cast.counsel, case.number, request=PhotoGiven(content=files.png()))
    with pytest.raises(NotAllowed):
        remove_photo(cast.adjudicator, case.number, request=PhotoRemoved(photo=photo.pk))
    assert present_photo(case.person) == photo


def test_removed_the_picture_is_gone_and_who_removed_it_stays(cast: Cast, case: Case) -> None:
    noise = added(cast, make_staffed_case(cast))
    photo = added(cast, case)
    request = PhotoRemoved(photo=photo.pk, key="k")
    gone = remove_photo(cast.interviewer, case.number, request=request)
    assert remove_photo(cast.interviewer, case.number, request=request) == gone
    gone.refresh_from_db()
    assert (gone.picture, gone.removed_by) == (None, cast.interviewer)
    assert present_photo(case.person) is None
    with pytest.raises(NotFound):
        photo_of(cast.counsel, case.number)
    for wrong in (photo.pk, noise.pk):
        with pytest.raises(Invalid):
            remove_photo(cast.registrar, case.number, request=PhotoRemoved(photo=wrong))
    noise.refresh_from_db()
    assert noise.picture


def test_a_newer_photo_takes_the_place_and_a_doubled_submit_adds_one(cast: Cast, case: Case) -> None:
    first = added(cast, case)
    second = added(cast, case, key="k")
    assert added(cast, case, key="k") == second
    assert present_photo(case.person) == second
    first.refresh_from_db()
    assert first.picture is None
    assert Photo.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Choose a file"), (files.pdf(), "PNG or JPEG"), (files.png()[:50], "PNG or JPEG")],
    ids=["empty", "pdf", "half"],
)
def test_what_is_no_photo_is_refused_and_nothing_is_written(cast: Cast, case: Case, content: bytes, said: str) -> None:
    standing = added(cast, case)
    with pytest.raises(Invalid, match=said):
        add_photo(cast.registrar, case.number, request=PhotoGiven(content=content))
    assert present_photo(case.person) == standing


def test_a_file_that_is_too_large_is_not_even_read(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "MOST", 10)
    monkeypatch.delattr(adding, "run_guarded")
    with pytest.raises(Invalid, match="too large"):
        added(cast, case)


def test_adding_reading_and_removing_stand_in_the_log(cast: Cast, case: Case) -> None:
    photo = added(cast, case)
    photo_of(cast.counsel, case.number)
    remove_photo(cast.registrar, case.number, request=PhotoRemoved(photo=photo.pk))
    told = [(one.event, one.actor) for one in Detail.objects.filter(subject=case.number)]
    assert ("case:identity:photo_added", "registrar") in told
    assert ("case:record:read", "counsel") in told
    assert told[-1] == ("case:identity:photo_removed", "registrar")


def test_a_missing_photo_is_nothing_to_remark(cast: Cast, case: Case) -> None:
    without = registration_of(cast.registrar, case.number).notices
    assert without  # there is something to remark, and it is not the photo
    added(cast, case)
    assert registration_of(cast.registrar, case.number).notices == without


def test_the_store_refuses_two_photos_in_use_and_a_removed_one_that_is_still_there(cast: Cast, case: Case) -> None:
    photo = added(cast, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.create(person=case.person, picture=b"x", added_by=cast.registrar)
    photo.removed_at, photo.removed_by = photo.added_at, cast.registrar
    with pytest.raises(IntegrityError), transaction.atomic():
        photo.save()


def test_a_matcher_sees_the_photos_of_a_pair_and_of_nobody_else(cast: Cast, case: Case) -> None:
    other = make_staffed_case(cast)
    lead = DuplicateLead.objects.create(person=case.person, other=other.person, reason="agrees").pk
    added(cast, case)
    assert photo_of_side(cast.matcher, lead, side=1).startswith(JPEG)
    for side in (0, 2, 3):
        with pytest.raises(NotFound):
            photo_of_side(cast.matcher, lead, side=side)
    with pytest.raises(NotFound):
        photo_of_side(cast.matcher, lead + 1, side=1)
    with pytest.raises(NotAllowed):
        photo_of_side(cast.registrar, lead, side=1)
