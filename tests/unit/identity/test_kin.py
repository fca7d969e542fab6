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
        (Record("b", ("Han Pyol-chan",), places=("회령",)), []),
        (Record("b", ("최봄누리",)), [Kinship.PARENT_AND_CHILD]),
        (Record("b", ("王丽",), mother="최봄누리"), [Kinship.SIBLINGS]),
        (Record("b", ("류하늘",), mother="김가온"), []),
    ],
)
def test_what_points_to_kinship(other: Record, kinships: list[Kinship]) -> None:
    assert [hint.kinship for hint in kin_hints(SISTER, other)] == kinships
    assert [hint.kinship for hint in kin_hints(other, SISTER)] == kinships
