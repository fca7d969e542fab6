"""Why a row of a list was refused is said in the language of the reader, with what the list wrote there."""

from dataclasses import asdict

import pytest
from django.utils import translation

from wellfounded.identity.lists.plain import list_as_data, list_from_data
from wellfounded.identity.lists.read import read_list
from wellfounded.web.list_words import PROBLEMS, rows_said

LIST = """number,names,born,sex
1,,1984,f
2,Han Byul-sol,31.2.1984,f
2,Han Byul-sol,1984-02-31,q
3,Han Byul-sol,1984,f,more
,Han Byul-sol,1984,f
4,😀,1984,f
5,Han Byul-sol,30746,f
6,Han Byul-sol,2099,f
""".encode()
OF_THE_TABLE = b"A title\nnumber,names,nationality\n1,Han Byul-sol,PRK\n"


def test_every_reason_of_a_table_has_words() -> None:
    problems = [asdict(one) for one in list_from_data(list_as_data(read_list(LIST))).problems]
    assert {one["code"] for one in problems} == {
        "no_name",
        "birth",
        "twice",
        "cells",
        "no_number",
        "unreadable",
        "ahead",
    }
    assert {one["code"] for one in problems} <= set(PROBLEMS)
    english = rows_said(problems)
    assert all(row.lang == "" for row in english)
    assert [row.where for row in english][:2] == ["row 2", "row 3"]
    assert "31.2.1984" in english[1].reason
    assert english[1].reason.endswith("year first: 1984, 1984-03 or 1984-03-05.")


def test_what_is_left_out_of_a_table_has_words_with_its_columns() -> None:
    problems = [asdict(one) for one in list_from_data(list_as_data(read_list(OF_THE_TABLE))).problems]
    said = rows_said(problems)
    assert [(row.where, row.refused, row.lang) for row in said] == [("row 2", False, "")] * 2
    assert "nationality" in said[1].reason
    assert {"after_end", "after_list", "columns", "above", "sheets", "merged", "formula"} <= set(PROBLEMS)


@pytest.mark.parametrize(("language", "row"), [("ko", "2행"), ("zh-hans", "第 2 行")])
def test_a_reader_of_another_language_reads_no_english(language: str, row: str) -> None:
    problems = [asdict(one) for one in read_list(LIST).problems]
    with translation.override(language):
        said = rows_said(problems)
    assert said[0].where == row
    assert not any(
        word in one.reason for one in said for word in ("There is", "Give", "stands", "cells", "cannot", "come")
    )


def test_a_list_of_before_keeps_its_english_and_says_so() -> None:
    (said,) = rows_said([{"where": "row 2", "message": "There is no name.", "mend": "Give one.", "refused": True}])
    assert (said.reason, said.lang, said.refused) == ("There is no name. Give one.", "en", True)
