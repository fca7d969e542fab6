import csv
import io
import json
from datetime import date

from wellfounded.evidence.documents.source_record import (
    AddressKind,
    Grade,
    Judgement,
    Location,
    Period,
    Relay,
    Retrieval,
    SourceRecord,
    Standard,
    Way,
)
from wellfounded.evidence.exchange.follow_the_money import follow_the_money
from wellfounded.evidence.exchange.said import Said, confirmed
from wellfounded.evidence.exchange.tables import sources_table, statements_table, uwazi_table
from wellfounded.evidence.source_list.read import read_source_list
from wellfounded.evidence.statements.statement import Kind, Mode
from wellfounded.letters.shelf.spreadsheet import as_csv
from wellfounded.persons.exchange.cells import unguarded

DAY = date(2026, 3, 1)
RECORD = SourceRecord(
    "R1",
    '=HYPERLINK("x")',
    publisher="A body; with a mark",
    authors=("One", "Two|Three"),
    published=date(2014, 2, 7),
    period=Period(date(2013, 1, 1), date(2013, 12, 31)),
    location=Location("one.example/a", AddressKind.RELAY, (Relay("VOA"), Relay("ANI"))),
    symbol="A/HRC/99/1",
    retrieved=Retrieval(DAY, Way.DOWNLOAD),
    sha256="ab" * 32,
    languages=("ko",),
    countries=("PRK", "CHN"),
    topics=("return",),
    single_informant=True,
    judgements=(Judgement(Standard.RELIABILITY, Grade.FAIR, "one alias", "mina", DAY),),
    note="@note",
)
BARE = SourceRecord("R2", "Bare", published_as="Mar 2006")
SPOKEN = Said(
    "s1",
    "R1",
    "-no such people exist",
    speaker="A Spokesman",
    kind=Kind.PERSON,
    role="spokesman",
    organisation="a ministry",
    state="CHN",
    mode=Mode.DIRECT,
    stance="denies",
    when="Wednesday",
    relayed_by=("ANI",),
    confirmed_by="mina",
    confirmed_on=DAY,
    bears_on=("refugee_procedure: rebuts",),
)
NAMELESS = Said("s2", "R1", "it is alleged", kind=Kind.UNNAMED, confirmed_by="mina", confirmed_on=DAY)
CANDIDATE = Said("s3", "R1", "nobody confirmed this", speaker="B", kind=Kind.STATE)


def read_back(data: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [{head: unguarded(cell) for head, cell in row.items()} for row in rows]


def entities() -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for line in follow_the_money([RECORD, BARE], [SPOKEN, NAMELESS, CANDIDATE]).decode().splitlines():
        entity = json.loads(line)
        found.setdefault(entity["schema"], []).append(entity)
    return found


def test_only_confirmed_statements_leave() -> None:
    assert confirmed([SPOKEN, CANDIDATE]) == [SPOKEN]
    for data in (follow_the_money([RECORD], [SPOKEN, CANDIDATE]), as_csv(statements_table([SPOKEN, CANDIDATE]))):
        assert b"no such people" in data  # the control: the confirmed one is there
        assert b"nobody confirmed this" not in data


def test_a_note_points_to_its_document_and_its_speaker() -> None:
    found = entities()
    assert set(found) == {"Document", "Person", "Note"}
    note, nameless = found["Note"]
    properties = note["properties"]
    assert isinstance(properties, dict)
    assert properties["proof"] == [found["Document"][0]["id"]]
    assert properties["entity"] == [found["Person"][0]["id"]]
    assert properties["description"] == ["-no such people exist"]
    assert "entity" not in nameless["properties"]  # type: ignore[operator]  # a mapping, as JSON gave it


def test_a_document_keeps_what_is_known_and_nothing_empty() -> None:
    whole, bare = entities()["Document"]
    properties = whole["properties"]
    assert isinstance(properties, dict)
    assert properties["sourceUrl"] == ["http://one.example/a"]
    assert properties["language"] == ["kor"]
    assert {"Rests on a single informant", "Relayed by VOA; ANI"} <= set(properties["notes"])
    assert bare["properties"] == {"title": ["Bare"], "notes": ["Published: Mar 2006"]}


def test_the_same_source_has_the_same_id_in_every_export() -> None:
    assert follow_the_money([RECORD]) == follow_the_money([RECORD])


def test_no_cell_is_a_formula_and_each_is_read_back_as_it_was() -> None:
    for table in (sources_table([RECORD, BARE]), uwazi_table([RECORD, BARE]), statements_table([SPOKEN])):
        written = as_csv(table)
        head, *rows = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
        assert rows
        assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]
        assert [tuple(row.values()) for row in read_back(written)] == table[1:]
        assert tuple(head) == table[0]


def test_our_own_table_is_read_again_as_source_records() -> None:
    text = "\n".join([as_csv(sources_table([RECORD, BARE])).decode("utf-8-sig")])
    one, two = (entry.record for entry in read_source_list(text, on=DAY))
    assert one is not None
    assert two is not None
    assert (one.id, one.publisher, one.published, one.symbol, one.sha256, one.countries) == (
        RECORD.id,
        RECORD.publisher,
        RECORD.published,
        RECORD.symbol,
        RECORD.sha256,
        RECORD.countries,
    )
    assert one.period == RECORD.period
    assert one.location.kind is AddressKind.RELAY
    assert two.published_as == "Mar 2006"


def test_uwazi_takes_several_values_with_a_pipe_and_a_title_in_every_row() -> None:
    one, two = read_back(as_csv(uwazi_table([RECORD, BARE]), mark=False))
    assert one["countries"].split("|") == ["PRK", "CHN"]
    assert one["authors"].split("|") == ["One", "Two/Three"]
    assert one["period covered"] == "2013-01-01:2013-12-31"
    assert two["title"] == "Bare"
