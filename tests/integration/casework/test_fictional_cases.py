from wellfounded.cases.models import Case
from wellfounded.cases.states import State
from wellfounded.config import fictional_cases, fictional_office


def test_the_fictional_office_has_a_case_at_every_stage_of_the_way(db: None) -> None:  # noqa: ARG001 - asks for the database
    fictional_office.load()
    made = fictional_cases.load()
    states = [Case.objects.get(pk=case.pk).state for case in made]
    assert states[:3] == [State.REGISTERED, State.REGISTERED, State.INTERVIEW]
    assert states[-2:] == [State.REVIEW, State.SERVED]
    assert [Case.objects.get(pk=case.pk).priority for case in made] == [1, 2, 3, 2, 1, 2, 2]
    assert all(case.fictional for case in Case.objects.all())
