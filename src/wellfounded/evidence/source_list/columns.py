"""What the columns of a list of sources are called, in the languages that such lists are kept in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Heads in small letters, without what stands in brackets. A head that is not here is kept as a note.
NAMES = {
    "id": ("#", "id", "no", "no.", "number", "key", "번호", "编号", "序号"),
    "title": ("title", "document", "item", "name", "source", "report", "제목", "문서", "标题", "文件"),
    "publisher": ("publisher", "published by", "organisation", "organization", "발행처", "出版者", "发布者"),
    "author": ("author", "authors", "written by", "저자", "作者"),
    "published": ("date", "published", "date of publication", "publication date", "발행일", "日期", "发布日期"),
    "publisher and date": ("publisher, date", "publisher and date", "publisher/date", "발행처, 날짜", "出版者，日期"),
    "address": ("address", "address in store", "url", "link", "web address", "주소", "网址", "地址"),
    "address kind": ("address kind", "kind of address", "kind"),
    "symbol": ("symbol", "document symbol", "document number", "문서 기호", "文号"),
    "licence": ("licence", "license", "rights", "라이선스", "许可"),
    "language": ("language", "languages", "언어", "语言"),
    "country": ("country", "countries", "국가", "国家"),
    "topic": ("topic", "topics", "subject", "주제", "主题"),
    "period": ("period", "period covered", "기간", "时期"),
    "relay": ("relay", "relays", "relayed by", "via"),
    "hash": ("hash", "sha256", "sha-256"),
}
BRACKETS = re.compile(r"\s*[(（][^)）]*[)）]")


def fields_of(cells: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The cells by what they mean, and all others by the head of their column. Empty cells are in neither."""
    known: dict[str, str] = {}
    others: dict[str, str] = {}
    for head, value in cells.items():
        if not value or value in {"–", "—", "-"}:
            continue
        bare = BRACKETS.sub("", head).strip()
        field = next((name for name, heads in NAMES.items() if bare in heads), "")
        if field and field not in known:
            known[field] = value
        else:
            others[head] = value
    return known, others


def kind_in_head(cells: Mapping[str, str]) -> str:
    """Whether the head of the column of addresses says of what kind they are, as in “Address (mirrors)”."""
    heads = (head for head in cells if BRACKETS.sub("", head).strip() in NAMES["address"])
    return next((head for head in heads if BRACKETS.search(head)), "")
