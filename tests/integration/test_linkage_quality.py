"""How well a register is linked: a small one of invented people, and a public one where it lies beside."""

import random
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from bench.linkage import korean
from bench.linkage.register import Register, quality
from wellfounded.identity.batch.dedupe import dedupe
from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.record import Record

SHARED = Path(__file__).parents[3] / "shared" / "data"
SURNAMES = {"김": "Kim Gim", "리": "Ri Lee", "박": "Pak Park", "최": "Choe Choi", "정": "Jong Chung", "강": "Kang Gang"}
GIVEN = {
    "은희": "Un-hui Eunhee",
    "철수": "Chol-su Cheolsoo",
    "영호": "Yong-ho Youngho",
    "명철": "Myong-chol Myungchul",
    "선영": "Son-yong Sunyoung",
    "광민": "Kwang-min Gwangmin",
    "옥순": "Ok-sun Oksoon",
    "성일": "Song-il Sungil",
    "미향": "Mi-hyang Mihyang",
    "혁진": "Hyok-jin Hyukjin",
}
HOMES = ("회령", "무산", "신의주", "혜산", "청진", "함흥")


def _invented() -> Register:
    """Sixty people, each twice: in Hangul, and in Latin letters with the date and the place said less well."""
    chance = random.Random(4)  # noqa: S311 - a fixed seed is the point
    records, persons = [], []
    for number, (surname, given) in enumerate(product(SURNAMES, GIVEN)):
        born, home = date(1955, 1, 1) + timedelta(days=chance.randrange(16_000)), chance.choice(HOMES)
        letters = f"{chance.choice(SURNAMES[surname].split())} {chance.choice(GIVEN[given].split())}"
        said = chance.choice((born.isoformat(), born.isoformat()[:7], str(born.year)))
        records.append(Record(f"{number}a", (surname + given,), parse(born.isoformat()), "", (home,)))
        records.append(Record(f"{number}b", (letters,), parse(said), "", (home,) if chance.random() < 0.7 else ()))
        persons += [str(number)] * 2
    return Register("invented", records, persons)


def _f1(register: Register) -> float:
    places = {record.key: place for place, record in enumerate(register.records)}
    pairs = [(places[one.one.key], places[one.other.key], one.weighing.total) for one in dedupe(register.records).pairs]
    return quality(register, pairs).f1


def test_invented_people_are_found_in_another_script() -> None:
    assert _f1(_invented()) >= 0.95


def test_with_the_truth_mixed_up_nothing_is_found() -> None:
    register = _invented()
    persons = [f"{number % 60}" for number in range(120)]  # the negative control: everybody is paired with a stranger
    assert _f1(Register("mixed", register.records, persons)) < 0.1


@pytest.mark.skipif(not (SHARED / "linkage").is_dir(), reason="the shared registers do not lie beside the repository")
def test_candidates_of_elections_are_found_again() -> None:
    assert _f1(korean.register(SHARED, of="0")) >= 0.9
