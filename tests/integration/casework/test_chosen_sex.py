"""Whom the applicant wants to talk to: kept, blank changes nothing, and taken back only when they say so."""

import pytest

from tests.casework.cast import Cast
from tests.casework.factories import make_staffed_case
from wellfounded.cases.actions.choose_sex import SexChosen, choose_sex
from wellfounded.cases.errors import Invalid, NotAllowed


def test_a_choice_stays_until_it_is_taken_back(cast: Cast) -> None:
    case, other = make_staffed_case(cast), make_staffed_case(cast, interviewer_sex="male")
    given = SexChosen(interviewer_sex="female", interpreter_sex="female", key="k")
    for _ in range(2):  # the same page sent twice writes once
        choose_sex(cast.registrar, case.number, request=given)
    case.refresh_from_db()
    assert (case.interviewer_sex, case.interpreter_sex, case.version) == ("female", "female", 1)
    choose_sex(cast.interviewer, case.number, request=SexChosen(interpreter_sex="no_matter"))
    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.interviewer_sex, case.interpreter_sex) == ("female", "")
    assert other.interviewer_sex == "male"


def test_an_unknown_word_and_an_adjudicator_are_refused(cast: Cast) -> None:
    case = make_staffed_case(cast)
    with pytest.raises(Invalid) as refused:
        choose_sex(cast.registrar, case.number, request=SexChosen(interviewer_sex="x", interpreter_sex="y"))
    assert set(refused.value.fields) == {"interviewer_sex", "interpreter_sex"}
    with pytest.raises(NotAllowed):
        choose_sex(cast.adjudicator, case.number, request=SexChosen(interviewer_sex="female"))
