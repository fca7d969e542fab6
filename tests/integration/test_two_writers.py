"""Two people save into one case file at once: whoever reads it finds a whole file, from one of them."""

from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

from tests.factories import blank, mini, record
from wellfounded.law.case_reader import read_case
from wellfounded.law.case_writer import case_as_yaml, save_fact

FACTS = ("crossed", "beaten", "detained", "fears", "protected")
TURNS = 12


def save_all(path: Path, country: str) -> None:
    for fact in FACTS:
        save_fact(path, (country, fact), record=record("established put"))


def whole(path: Path) -> bool:
    case = read_case(path, mini())
    return case.number == "T-1" and set(case.countries) == {"AAA", "BBB"}


def test_a_file_that_several_write_is_whole_at_every_moment(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_as_yaml(blank()), encoding="utf-8")
    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(save_all, path, country) for country in ("AAA", "BBB")]
        readings = list(pool.map(whole, repeat(path, TURNS)))
        for writer in writers:
            writer.result()
    assert all(readings)
    assert read_case(path, mini()).entity("AAA").facts or read_case(path, mini()).entity("BBB").facts
    assert [entry.name for entry in tmp_path.iterdir()] == ["case.yaml"]
