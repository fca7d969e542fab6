"""The reason that a page showed: taken as it was shown for the same question of the same case, and for nothing else."""

from wellfounded.web.interview.shown_why import ShownWhy

SLOT = ("PRK", "agent_is_state")
STEPS = ("Well-founded fear", "Agent of persecution")


def looked_up() -> tuple[str, ...]:
    return STEPS


def must_not_be_looked_up() -> tuple[str, ...]:
    raise AssertionError("a save looked the reason up although it was shown")


SEAL = ShownWhy("C-1", SLOT, looked_up).seal


def test_the_steps_come_back_without_being_looked_up() -> None:
    assert ShownWhy("C-1", SLOT, must_not_be_looked_up).opened(SEAL) == STEPS


def test_a_question_on_which_nothing_hangs_was_shown_with_nothing() -> None:
    none = ShownWhy("C-1", SLOT, tuple)
    assert none.opened(none.seal) == ()


def test_a_seal_of_another_case_or_question_says_nothing() -> None:
    assert ShownWhy("C-2", SLOT, looked_up).opened(SEAL) is None
    assert ShownWhy("C-1", ("KOR", SLOT[1]), looked_up).opened(SEAL) is None
    assert ShownWhy("C-1", (SLOT[0], "other_fact"), looked_up).opened(SEAL) is None


def test_what_was_changed_or_made_up_says_nothing() -> None:
    why = ShownWhy("C-1", SLOT, looked_up)
    changed = ("A" if SEAL[0] != "A" else "B") + SEAL[1:]
    for made_up in ("", "nonsense", changed, SEAL[:-1], SEAL + "x"):
        assert why.opened(made_up) is None
