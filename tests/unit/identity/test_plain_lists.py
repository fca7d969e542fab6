"""A list goes through the guarded child and back without loss, and nothing else comes through with it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellfounded.identity.dates.partial_date import parse
from wellfounded.identity.lists.entry import ListProblem, PersonList
from wellfounded.identity.lists.plain import list_as_data, list_from_data
from wellfounded.identity.record import Record

texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
records = st.builds(
    Record,
    key=texts,
    names=st.lists(texts, max_size=3).map(tuple),
    birth=st.sampled_from([None, *map(parse, ["1984", "1984-03-05", "1984~", "lunar:1984-03-05", "1984-spring"])]),
    sex=st.sampled_from(["", "female", "male"]),
    places=st.lists(texts, max_size=2).map(tuple),
    father=texts,
    mother=texts,
    numbers=st.lists(texts, max_size=2).map(tuple),
)
problems = st.builds(ListProblem, texts, texts, texts, refused=st.booleans())
lists = st.builds(
    PersonList, texts, st.lists(records, max_size=3).map(tuple), st.lists(problems, max_size=3).map(tuple)
)


@given(lists)
def test_a_list_comes_back_as_it_went(found: PersonList) -> None:
    assert list_from_data(json.loads(json.dumps(list_as_data(found)))) == found


WHOLE = list_as_data(PersonList("CSV", (Record("1", ("x",)),), (ListProblem("row 1", "a", "b", refused=True),)))


@pytest.mark.parametrize("name", ["kind", "records", "problems"])
@pytest.mark.parametrize("value", [None, 1, [1], {"a": 1}, [{}], [None]])
def test_another_shape_is_no_list(name: str, value: object) -> None:
    assert list_from_data(WHOLE).kind == "CSV"  # the control
    with pytest.raises(ValueError, match="no list of people"):
        list_from_data(WHOLE | {name: value})


def test_a_sign_that_no_store_keeps_is_taken_out_and_a_wrong_date_is_no_list() -> None:
    (record,) = WHOLE["records"]
    assert list_from_data(WHOLE | {"records": [record | {"names": ["a\x00b"]}]}).records[0].names == ("ab",)
    with pytest.raises(ValueError, match="year first"):
        list_from_data(WHOLE | {"records": [record | {"birth": "yesterday"}]})
