"""The shelf: a search, sources, passages of documents, and who said what, each behind the gate of the reader."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Body, File, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field, StringConstraints

from wellfounded.api.body import NO_NUL, Day, body_of, request_of
from wellfounded.api.shapes import REFUSALS, CaseNumber, Done, PageNumber, Place
from wellfounded.api.verbs import Verb, add_verbs, of_permission
from wellfounded.api.visitor import user_of
from wellfounded.cases.access import open_case
from wellfounded.cases.actions.decide_statement import (
    StatementDecided,
    StatementTied,
    decide_statement,
    tie_statement,
)
from wellfounded.cases.actions.find_statements import find_statements
from wellfounded.cases.actions.judge_source import SourceJudged, judge_source
from wellfounded.cases.actions.judge_speaker import SpeakerJudged, judge_speaker
from wellfounded.cases.actions.pin_from_shelf import ShelfPinned, pin_from_shelf
from wellfounded.cases.actions.put_back_source import SourcePutBack, put_back_source
from wellfounded.cases.actions.shelve_document import shelve_document
from wellfounded.cases.actions.shelve_source import SourceShelved, shelve_source
from wellfounded.cases.actions.tie_passage import PassageTied, tie_passage
from wellfounded.cases.actions.withdraw_source import SourceWithdrawn, withdraw_source
from wellfounded.cases.errors import Invalid
from wellfounded.cases.permissions import Permission
from wellfounded.cases.shelf import gate_beside_case, shelf_gate, source_behind, statements_behind
from wellfounded.cases.shelf_reading import MOST, ShelfAsked, open_document, search_shelf
from wellfounded.letters.brief.of_case import brief_of_case
from wellfounded.library.models import Source
from wellfounded.library.models.statement import Standing
from wellfounded.library.reading import documents_in, passages_in, sources_in
from wellfounded.library.withdrawn import withdrawal_of
from wellfounded.vault.child import MOST_IN

router = Router(tags=["shelf"])
READ = of_permission(Permission.OFFICE_LIBRARY_READ)
WITHDRAW = of_permission(Permission.OFFICE_LIBRARY_WITHDRAW)
WRITE = of_permission(Permission.OFFICE_LIBRARY_WRITE)
A_PAGE = 50
Name = Annotated[str, Query(max_length=100, pattern=r"^[0-9A-Za-z_-]*$")]


class ShelfQuestion(Schema):
    """What a search may be narrowed to; what is left out narrows nothing. `criterion` is an id of the law."""

    q: Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=NO_NUL)]
    language: Annotated[str, StringConstraints(pattern=r"^(en|ko|zh)?$")] = ""
    country: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""
    criterion: Annotated[str, StringConstraints(max_length=100, pattern=r"^[0-9A-Za-z_-]*$")] = ""
    until: Day | None = None
    others: bool = True
    limit: Annotated[int, Field(ge=1, le=MOST)] = 20


class ShelfSource(Schema):
    id: int
    label: str
    shelf: str
    title: str
    publisher: str
    published: date | None
    published_as: str
    address: str
    address_kind: str
    relays: list[str]
    symbol: str
    licence: str
    countries: list[str]
    topics: list[str]
    single_informant: bool | None
    reliability: str
    withdrawn_on: date | None
    withdrawn_because: str
    documents: list[int]


class HitShown(Schema):
    """A passage that was found. `marks` are places in `text`: from the first character to before the last."""

    place: int
    document: int
    source: str
    title: str
    published: date | None
    reliability: str
    page: int
    paragraph: str
    first: int
    language: str
    text: str
    marks: list[tuple[int, int]]


class HitsShown(Schema):
    """`count` shares a word with the question; `others` were found by meaning in other languages."""

    count: int
    found: list[HitShown]
    others: list[HitShown]


class PassageShown(Schema):
    """`first` and `last` are offsets of characters in the text of the document."""

    number: int
    text: str
    language: str
    page: int
    paragraph: str
    first: int
    last: int
    criteria: list[str]


class TieShown(Schema):
    about: str
    direction: str
    state: str


class StatementShown(Schema):
    """Who said what. Only one whose `standing` is confirmed counts; `resolved` says that a pronoun was given a name.

    Read `cue` before `content`: what somebody denied is no claim of theirs. Statements with one `voice_id` are of one
    speaker, as a person said.
    """

    id: int
    document: int
    first: int
    cue: str
    content: str
    speaker: str
    resolved: bool
    kind: str
    role: str
    organisation: str
    state: str
    mode: str
    stance: str
    said_when: str
    said_where: str
    relayed_by: list[str]
    language: str
    standing: str
    voice_id: int | None
    ties: list[TieShown]


@router.get("/shelf/search", response={200: HitsShown, **REFUSALS}, operation_id="search_shelf", openapi_extra=READ)
def search(request: HttpRequest, asked: Annotated[ShelfQuestion, Query()]) -> Any:
    """Passages for a question in English, Korean or Chinese. What was asked is not logged; that somebody asked is."""
    user = user_of(request)
    hits = search_shelf(user, ShelfAsked(**asked.model_dump(exclude={"q"}), question=asked.q))
    known = dict(documents_in(shelf_gate(user)).values_list("sha256", "pk"))
    return {
        "count": hits.count,
        "found": [_hit(one, known) for one in hits.found],
        "others": [_hit(one, known) for one in hits.others],
    }


def _hit(one: Any, known: dict[str, int]) -> dict[str, Any]:
    return {
        "place": one.place,
        "document": known[one.card.key],
        "source": one.card.source,
        "title": one.card.title,
        "published": one.card.day,
        "reliability": one.card.reliability,
        "page": one.passage.page,
        "paragraph": one.passage.paragraph,
        "first": one.passage.first,
        "language": str(one.passage.language),
        "text": one.snippet.text,
        "marks": list(one.snippet.marks),
    }


@router.get(
    "/shelf/sources", response={200: list[ShelfSource], **REFUSALS}, operation_id="shelf_sources", openapi_extra=READ
)
def sources(request: HttpRequest, page: PageNumber = 1) -> Any:
    """Fifty sources a page, as far as one reads the shelf."""
    found = sources_in(shelf_gate(user_of(request))).prefetch_related("documents", "judgements__by", "withdrawals")
    return [_source(one) for one in found[(page - 1) * A_PAGE : page * A_PAGE]]


@router.get(
    "/shelf/sources/{pk}", response={200: ShelfSource, **REFUSALS}, operation_id="shelf_source", openapi_extra=READ
)
def source(request: HttpRequest, pk: Place) -> Any:
    """One source."""
    return _source(source_behind(shelf_gate(user_of(request)), pk))


def _source(one: Source) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ShelfSource.model_fields if hasattr(one, name)}
    held = [document.pk for document in one.documents.all()]
    gone = withdrawal_of(one)
    told = {"withdrawn_on": gone.at.date() if gone else None, "withdrawn_because": gone.reason if gone else ""}
    return plain | told | {"reliability": one.record().reliability, "documents": held}


@router.get(
    "/shelf/documents/{pk}/passages",
    response={200: list[PassageShown], **REFUSALS},
    operation_id="shelf_passages",
    openapi_extra=READ,
)
def passages(request: HttpRequest, pk: Place) -> Any:
    """The passages of a document, in order. That it was opened is in the log."""
    user = user_of(request)
    gate = shelf_gate(user)
    held = passages_in(open_document(user, pk, gate=gate), gate)
    return [asdict(one) | {"language": str(one.language), "criteria": list(one.criteria)} for one in held]


@router.get(
    "/shelf/statements",
    response={200: list[StatementShown], **REFUSALS},
    operation_id="shelf_statements",
    openapi_extra=READ,
)
def statements(
    request: HttpRequest,
    *,
    standing: Annotated[str, Query(pattern=r"^(candidate|confirmed|rejected)$")] = Standing.CONFIRMED.value,
    about: Name = "",
    page: PageNumber = 1,
) -> Any:
    """Fifty statements a page; `about` is a criterion or a country fact that people tied them to."""
    found = statements_behind(shelf_gate(user_of(request))).filter(standing=standing)
    if about:
        found = found.filter(ties__about=about, ties__state="accepted")
    shown = found.order_by("pk").prefetch_related("ties")[(page - 1) * A_PAGE : page * A_PAGE]
    plain = [name for name in StatementShown.model_fields if name not in {"document", "ties"}]
    return [
        {name: getattr(one, name) for name in plain} | {"document": one.text.document_id, "ties": list(one.ties.all())}
        for one in shown
    ]


@router.get(
    "/cases/{number}/brief",
    response={200: dict[str, Any], **REFUSALS},
    operation_id="case_brief",
    openapi_extra=of_permission(Permission.ASSESSMENT_READ),
)
def brief(request: HttpRequest, number: CaseNumber) -> Any:
    """The brief of evidence of a case: for each open or contested criterion what the shelf holds for and against it."""
    user = user_of(request)
    case = open_case(user, number, permission=Permission.ASSESSMENT_READ)
    return asdict(brief_of_case(case, gate_beside_case(user), language="en"))


@router.post(
    "/shelf/sources/{pk}/document",
    response={200: Done, **REFUSALS},
    operation_id="shelve_document",
    openapi_extra=WRITE,
)
def add_document(
    request: HttpRequest,
    pk: Place,
    *,
    content: Annotated[UploadedFile, File(description="The file, at most 60 MB. Its name is not kept.")],
) -> Done:
    """Add the document of a source. It is read in the guarded child, and found from then on."""
    if (content.size or 0) > MOST_IN:
        raise Invalid({"content": "The file is too large."})
    return Done.of(shelve_document(user_of(request), pk, content=content.read()))


@router.post(
    "/shelf/documents/{pk}/statements",
    response={200: dict[str, int], **REFUSALS},
    operation_id="find_statements",
    openapi_extra=WRITE,
)
def look_for_statements(request: HttpRequest, pk: Place) -> dict[str, int]:
    """Look for statements in a document; `candidates` are new, and count when somebody confirms them."""
    return {"candidates": find_statements(user_of(request), pk)}


@router.post(
    "/shelf/sources/{pk}/judgements", response={200: Done, **REFUSALS}, operation_id="judge_source", openapi_extra=WRITE
)
def judge(request: HttpRequest, pk: Place, *, body: Annotated[body_of(SourceJudged), Body()]) -> Done:  # type: ignore[valid-type]  # made at run time
    """Judge a source by one standard, with a reason."""
    return Done.of(judge_source(user_of(request), pk, request=request_of(SourceJudged, body)))


@router.post(
    "/shelf/sources/{pk}/withdrawal",
    response={200: Done, **REFUSALS},
    operation_id="withdraw_source",
    openapi_extra=WITHDRAW,
)
def withdraw(request: HttpRequest, pk: Place, *, body: Annotated[body_of(SourceWithdrawn), Body()]) -> Done:  # type: ignore[valid-type]  # the same
    """Withdraw a source, with a reason: no search finds it, and what rests on it is to be looked at again."""
    return Done.of(withdraw_source(user_of(request), pk, request=request_of(SourceWithdrawn, body)))


@router.post(
    "/shelf/sources/{pk}/return",
    response={200: Done, **REFUSALS},
    operation_id="put_back_source",
    openapi_extra=WITHDRAW,
)
def put_back(request: HttpRequest, pk: Place, *, body: Annotated[body_of(SourcePutBack), Body()]) -> Done:  # type: ignore[valid-type]  # the same
    """Put a source back that was withdrawn, with a reason."""
    return Done.of(put_back_source(user_of(request), pk, request=request_of(SourcePutBack, body)))


@router.post(
    "/shelf/documents/{pk}/ties", response={200: Done, **REFUSALS}, operation_id="tie_passage", openapi_extra=WRITE
)
def tie(request: HttpRequest, pk: Place, *, body: Annotated[body_of(PassageTied), Body()]) -> Done:  # type: ignore[valid-type]  # the same
    """Tie words of a document to a criterion or a country fact, or reject what was suggested."""
    return Done.of(tie_passage(user_of(request), pk, request=request_of(PassageTied, body)))


@router.post(
    "/shelf/statements/{pk}/decision",
    response={200: Done, **REFUSALS},
    operation_id="decide_statement",
    openapi_extra=WRITE,
)
def decide(request: HttpRequest, pk: Place, *, body: Annotated[body_of(StatementDecided), Body()]) -> Done:  # type: ignore[valid-type]  # the same
    """Confirm a statement, edited or not, or reject it."""
    return Done.of(decide_statement(user_of(request), pk, request=request_of(StatementDecided, body)))


@router.post(
    "/shelf/statements/{pk}/speaker",
    response={200: Done, **REFUSALS},
    operation_id="judge_speaker",
    openapi_extra=WRITE,
)
def say_who(request: HttpRequest, pk: Place, *, body: Annotated[body_of(SpeakerJudged), Body()]) -> Done:  # type: ignore[valid-type]  # the same
    """Say that the speaker of another statement is the same, or is not."""
    return Done.of(judge_speaker(user_of(request), pk, request=request_of(SpeakerJudged, body)))


@router.post(
    "/shelf/statements/{pk}/ties", response={200: Done, **REFUSALS}, operation_id="tie_statement", openapi_extra=WRITE
)
def tie_said(request: HttpRequest, pk: Place, *, body: Annotated[body_of(StatementTied), Body()]) -> Done:  # type: ignore[valid-type]  # the same
    """Tie a confirmed statement to what it bears on, or reject what was suggested."""
    return Done.of(tie_statement(user_of(request), pk, request=request_of(StatementTied, body)))


add_verbs(
    router,
    Verb(
        address="/shelf/sources",
        act=shelve_source,
        asked=SourceShelved,
        permission=Permission.OFFICE_LIBRARY_WRITE,
        of_case=False,
    ),
    Verb(
        address="/cases/{number}/shelf-pins",
        act=pin_from_shelf,
        asked=ShelfPinned,
        permission=Permission.ASSESSMENT_WRITE,
    ),
)
