import pytest

from wellfounded.persons.models import FLAGS, Script
from wellfounded.persons.need_list import need_list
from wellfounded.persons.script_of import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("김은희", Script.HANGUL),
        ("金银姬", Script.HAN),
        ("Kim Ŭn-hŭi", Script.LATIN),
        ("Ким", Script.CYRILLIC),
        ("キム", Script.KANA),
        ("كيم", Script.ARABIC),
        ("김 Kim", Script.MIXED),
        ("Κιμ", Script.MIXED),
        ("123", Script.MIXED),
        ("", Script.MIXED),
    ],
)
def test_the_script_is_seen_from_the_letters(text: str, script: Script) -> None:
    assert script_of(text) is script


def test_the_list_of_needs_is_whole_and_in_three_languages() -> None:
    needs = need_list()
    assert len(needs) == 113
    assert len({need.category for need in needs.values()}) == 12
    assert {need.code for need in needs.values() if need.flag} == set(FLAGS)
    for need in needs.values():
        assert need.code.startswith(need.category)
        assert all(need.labels.values())
        assert need.checked == {"en"}
    assert needs["PG"].label("ko") == "임신 또는 수유 중"
    assert needs["PG"].label("fr") == "Pregnant or breastfeeding"
