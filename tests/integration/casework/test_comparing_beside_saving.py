"""While people are compared nobody waits to save: what is found is written at the end, in a transaction of its own.

On SQLite one that lasts keeps everybody else from saving, and one after the other without a pause starves them.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.casework.cast import Cast, make_user
from wellfounded.accounts.models import User
from wellfounded.accounts.roles import Role
from wellfounded.audit import refusals
from wellfounded.cases import possible_duplicates, search_hits
from wellfounded.cases.actions import import_list, screen_list
from wellfounded.cases.actions.add_name import NameGiven
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.search_by_name import NameSearched, search_by_name
from wellfounded.cases.models import DuplicateLead, ImportedList, ListHit, SearchHit

LIST = b"number,names,born\nL1,Kim Eun-hee,1984\n"


def screened(user: User) -> object:
    asked = screen_list.Screening(listed=ImportedList.objects.get().pk)
    return screen_list.screen_list(user, request=asked)


@pytest.mark.parametrize(
    ("module", "work", "found"),
    [
        (possible_duplicates, possible_duplicates.work_through, DuplicateLead),
        (search_hits, search_hits.work_through_searches, SearchHit),
        (screen_list, screened, ListHit),
    ],
)
def test_no_transaction_is_open_while_people_are_compared(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, module: Any, work: Callable[[User], object], found: Any
) -> None:
    first = register_person(cast.registrar, request=Registration(names=(NameGiven(text="김은희"),), birth="1984"))
    register_person(cast.outsider, request=Registration(names=(NameGiven(text="Kim Eun-hee"),), birth="1984"))
    asked = NameSearched(name="Kim Eun-hee", purpose="relative", reason="A sister.", birth="1984")
    search_by_name(cast.registrar, first.number, request=asked)
    given = import_list.ListGiven(kind="missing", title="Missed", source="A family", content=LIST)
    import_list.import_list(cast.matcher, request=given)
    compare, inside = module.weigh, []

    def watched(*records: Any, **more: Any) -> Any:
        inside.append(refusals._inside_an_action())  # noqa: SLF001 - whether anybody waits for this one
        return compare(*records, **more)

    monkeypatch.setattr(module, "weigh", watched)
    work(make_user("second_matcher", Role.MATCHER))
    assert set(inside) == {False}
    assert found.objects.exists()
