"""Sanctions lists: the XML that the United Nations and OFAC publish. Only persons are read, not bodies or ships."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import parse

from wellfounded.identity.lists.builder import Builder, Parts
from wellfounded.identity.lists.entry import ListError, PersonList

_HEAD = "publshInformation"  # so it is spelled there
_UN_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")


def read_sanctions(content: bytes) -> PersonList:
    """A list in the shape of the UN Security Council or of OFAC's SDN, told apart by the first element.

    Raises:
        ListError: it is no well-formed XML, declares entities, or is of neither shape.
    """
    try:
        root: Element = parse(io.BytesIO(content), forbid_dtd=True).getroot()
    except DefusedXmlException:
        mend = "Fetch the list from its publisher."
        raise ListError("The XML declares entities or a DTD of its own.", mend=mend, code="dtd") from None
    except (ParseError, ValueError, LookupError) as wrong:
        said = f"The XML is broken: {wrong}."
        raise ListError(said, mend="Fetch the list again.", code="broken_xml", value=str(wrong)) from None
    match _name(root):
        case "CONSOLIDATED_LIST":
            kind, entries = "UN", map(_of_un, _all(root, "INDIVIDUAL"))
        case "sdnList":
            persons = (entry for entry in _all(root, "sdnEntry") if _text(entry, "sdnType") == "Individual")
            kind, entries = "OFAC", map(_of_ofac, persons)
        case other:
            mend = "Known are the consolidated list of the United Nations and OFAC's sdn.xml."
            said = f"A list that begins with <{other[:40]}> is not known."
            raise ListError(said, mend=mend, code="unknown_xml", value=other[:40])
    builder = Builder(written=_written(root))
    for parts in entries:
        builder.take(parts)
    return PersonList(kind, tuple(builder.records), tuple(builder.problems))


def _written(root: Element) -> date | None:
    """The day of the list, as the United Nations write it (2024-03-05T…) and OFAC does (03/05/2024)."""
    told = root.get("dateGenerated", "")[:10] or next((_text(one, "Publish_Date") for one in _all(root, _HEAD)), "")
    for form in ("%Y-%m-%d", "%m/%d/%Y"):
        with suppress(ValueError):
            return datetime.strptime(told, form).date()  # noqa: DTZ007 - a day, and no moment
    return None


def _of_un(entry: Element) -> Parts:
    key = _text(entry, "REFERENCE_NUMBER") or _text(entry, "DATAID")
    aliases = [_text(alias, "ALIAS_NAME") for alias in _all(entry, "INDIVIDUAL_ALIAS")]
    return Parts(
        where=f"entry {key or '?'}",
        key=key,
        names=[
            " ".join(filter(None, (_text(entry, part) for part in _UN_NAMES))),
            *_texts(entry, "NAME_ORIGINAL_SCRIPT"),
            *aliases,
        ],
        births=[_un_birth(date) for date in _all(entry, "INDIVIDUAL_DATE_OF_BIRTH")],
        ends=[day[:10] for day in _texts(entry, "LISTED_ON")],
        sex=_text(entry, "GENDER"),
        places=[
            ", ".join(filter(None, (_text(place, "CITY"), _text(place, "STATE_PROVINCE"), _text(place, "COUNTRY"))))
            for place in _all(entry, "INDIVIDUAL_PLACE_OF_BIRTH")
        ],
        numbers=[
            f"{_text(paper, 'TYPE_OF_DOCUMENT')} {number}".strip()
            for paper in _all(entry, "INDIVIDUAL_DOCUMENT")
            if (number := _text(paper, "NUMBER"))
        ],
    )


def _un_birth(date: Element) -> str:
    about = "circa " if _text(date, "TYPE_OF_DATE").upper().startswith("APPROX") else ""
    between = _text(date, "FROM_YEAR"), _text(date, "TO_YEAR")
    if all(between):
        return f"{between[0]} to {between[1]}"
    told = _text(date, "DATE")[:10] or _text(date, "YEAR")
    return f"{about}{told}" if told else ""


def _of_ofac(entry: Element) -> Parts:
    key = _text(entry, "uid")
    return Parts(
        where=f"entry {key or '?'}",
        key=key,
        names=[_ofac_name(one) for one in (entry, *_all(entry, "aka"))],
        births=[_text(date, "dateOfBirth") for date in _all(entry, "dateOfBirthItem")],
        sex=next(
            (_text(one, "idNumber") for one in _all(entry, "id") if _text(one, "idType").casefold() == "gender"), ""
        ),
        places=[_text(place, "placeOfBirth") for place in _all(entry, "placeOfBirthItem")],
        numbers=[
            f"{kind} {_text(one, 'idNumber')}".strip()
            for one in _all(entry, "id")
            if (kind := _text(one, "idType")).casefold() != "gender" and _text(one, "idNumber")
        ],
    )


def _ofac_name(one: Element) -> str:
    return " ".join(filter(None, (_text(one, "firstName"), _text(one, "lastName"))))


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(element: Element, name: str) -> Iterator[Element]:
    """All below of this name, whatever the namespace."""
    return (one for one in element.iter() if one is not element and _name(one) == name)


def _children(element: Element, name: str) -> Iterable[Element]:
    return (one for one in element if _name(one) == name)


def _texts(element: Element, name: str) -> list[str]:
    return [" ".join((one.text or "").split()) for one in _children(element, name)]


def _text(element: Element, name: str) -> str:
    return next(iter(_texts(element, name)), "")
