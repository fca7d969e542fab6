import pytest

from wellfounded.identity.kin import Kinship, kin_hints
from wellfounded.identity.record import Record

SISTER = Record("a", ("한별솔",), places=("회령",), mother="최봄누리")


@pytest.mark.parametrize(
    ("other", "kinships"),
    [
        (Record("b", ("한별찬",), places=("Hoeryong",)), [Kinship.SIBLINGS]),
        (Record("b", ("한나솔",), places=("회령시",)), [Kinship.SIBLINGS]),
        (Record("b", ("한별찬",), places=("신의주",)), []),
        (Record("b", ("한별찬",)), []),
        (Record("b", ("류별솔",), places=("회령",)), []),
        (Record("b", ("한별솔",), places=("회령",)), []),
        (Record("b", ("Han Pyol-chan",), places=("회령",)), [Kinship.SIBLINGS]),
        (Record("b", ("최봄누리",)), [Kinship.PARENT_AND_CHILD]),
        (Record("b", ("王丽",), mother="최봄누리"), [Kinship.SIBLINGS]),
        (Record("b", ("류하늘",), mother="김가온"), []),
    ],
)
def test_what_points_to_kinship(other: Record, kinships: list[Kinship]) -> None:
    assert [hint.kinship for hint in kin_hints(SISTER, other)] == kinships
    assert [hint.kinship for hint in kin_hints(other, SISTER)] == kinships


FATHERLESS = Record("a", ("金正哲",), places=("회령",))


@pytest.mark.parametrize("sibling", ["김정은", "金正恩", "Kim Jeong-min", "김정훈"])
def test_a_generation_syllable_is_seen_in_any_writing(sibling: str) -> None:
    (hint,) = kin_hints(FATHERLESS, Record("b", (sibling,), places=("Hoeryong",)))
    assert (hint.kinship, hint.seen, hint.one, hint.other) == (Kinship.SIBLINGS, "generation", "金正哲", sibling)


@pytest.mark.parametrize("stranger", ["金成哲 李", "Kim Jong Chol", "리정은", "김은하", "?"])
def test_no_hint_without_one_common_syllable_and_surname(stranger: str) -> None:
    assert not kin_hints(FATHERLESS, Record("b", (stranger,), places=("Hoeryong",)))


def test_north_and_south_write_one_surname_in_two_ways() -> None:
    one, other = Record("a", ("리정은",), places=("회령",)), Record("b", ("이정훈",), places=("회령",))
    assert [hint.kinship for hint in kin_hints(one, other)] == [Kinship.SIBLINGS]
