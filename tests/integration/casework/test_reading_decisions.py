"""The decision of a case, read: a draft by those who decide, what was served by those who may know it."""

import pytest

from tests.casework.cast import Cast
from tests.casework.decisions import case_in_assessment, to_state
from wellfounded.cases.actions.draft_decision import Drafting, draft_decision
from wellfounded.cases.errors import NotAllowed, NotFound
from wellfounded.cases.models import Decision
from wellfounded.cases.reading_decisions import decision_for


def test_where_there_is_no_decision_none_is_read(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "decision")
    to_state(case_in_assessment(cast), cast, "served")  # noise: of another case
    with pytest.raises(NotFound, match="no decision that you may read"):
        decision_for(cast.adjudicator, case.number)


def test_a_draft_is_read_by_those_who_decide_alone(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "decision")
    draft = draft_decision(cast.adjudicator, case.number, request=Drafting(languages=("en",)))
    for user in (cast.adjudicator, cast.reviewer):
        assert decision_for(user, case.number) == draft
    for user in (cast.counsel, cast.registrar):
        with pytest.raises(NotAllowed):
            decision_for(user, case.number)


def test_what_was_served_is_read_by_counsel_and_not_by_the_interpreter(cast: Cast) -> None:
    case = to_state(case_in_assessment(cast), cast, "served")
    assert decision_for(cast.counsel, case.number) == Decision.objects.get(case=case)
    for user in (cast.interpreter, cast.matcher):  # the one sees the case no more, the other never did
        with pytest.raises(NotFound, match="no case with this number"):
            decision_for(user, case.number)
