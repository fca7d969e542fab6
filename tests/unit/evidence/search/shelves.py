"""A small library for tests of the index: fictional documents on three shelves, in three languages."""

from __future__ import annotations

from datetime import date

from wellfounded.evidence.passage import Card, Passage
from wellfounded.evidence.search.index.reach import Gate, Reach

ALL = Reach(Gate.everything())
PUBLIC = Reach(Gate.of(["public"]))


def document(key: str, *texts: str, shelf: str = "public", **known: object) -> tuple[Card, list[Passage]]:
    return Card(key, shelf, **known), [Passage.of(place, text) for place, text in enumerate(texts)]  # type: ignore[arg-type]  # fields of Card, by name


LIBRARY = (
    document(
        "report",
        "Persons who cross the border without permission are punished with forced labour.",
        "Markets were tolerated for some years.",
        title="Annual report",
        source="A commission",
        day=date(2014, 2, 7),
        reliability="high",
        countries=("PRK", "CHN"),
        topics=("punishment", "markets"),
    ),
    document(
        "article",
        "The ministry denied that anybody was punished at the border.",
        source="A newspaper",
        day=date(2019, 5, 1),
        reliability="low",
        countries=("CHN",),
        topics=("denial",),
    ),
    document("korean", "국경을 넘은 사람들은 로동교화소에서 처벌을 받았다. UNHCR은 우려했다.", source="A newspaper"),
    document("chinese", "外交部发言人否认存在强制遣返难民的情况。", source="A ministry", day=date(2021, 1, 1)),
    document("exhibit", "My brother was punished at the border by guards.", shelf="case 7", source="The applicant"),
    document("other", "Punished, punished, punished: the border.", shelf="case 9", source="The applicant"),
)
