"""A portable case bundle: a BagIt folder in a ZIP (RFC 8493), listed by hash and signed with the key of the log.

It holds the case file of the law core, the receipts, the decision and the exhibits as they are shown: pictures of pages
and texts, made in the guarded child, so that nothing comes along that a telephone or an office program wrote into the
original. The original stays here, sealed; its hash is in the case file. Names are not in it: who receives it gets them
by another way, or not at all.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.utils import timezone

from wellfounded.audit.checkpoint import sign_text, signer
from wellfounded.cases.exhibits import WITH_PICTURES, drawn
from wellfounded.cases.law_case import case_file_data
from wellfounded.cases.models import RecipientOfExport
from wellfounded.cases.models.decision import DecisionState, current_decision
from wellfounded.cases.models.exhibit import MediaType
from wellfounded.letters.package import packed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wellfounded.cases.models import Case, Exhibit, Export

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bundle_of(export: Export, cases: list[Case]) -> bytes:
    """The bundle of one case as a ZIP."""
    return packed({f"{cases[0].number}/{name}": content for name, content in _bag(export, cases[0]).items()})


def permitted_in_bundle(export: Export, cases: list[Case]) -> dict[str, str]:
    """The name and hash of every file that may be in it."""
    bag = _bag(export, cases[0])
    return {f"{cases[0].number}/{name}": hashlib.sha256(content).hexdigest() for name, content in bag.items()}


def _bag(export: Export, case: Case) -> dict[str, bytes]:
    payload = {f"data/{name}": content for name, content in _payload(export, case)}
    tags = {
        "bagit.txt": BAGIT,
        "bag-info.txt": _info(export, case, payload=payload),
        "manifest-sha256.txt": _manifest(payload),
    }
    tags["tagmanifest-sha256.txt"] = _manifest(tags)
    signed = {
        "signature.txt": sign_text(tags["tagmanifest-sha256.txt"]).hex().encode() + b"\n",
        "signer.txt": f"{signer().line()}\n".encode(),
    }
    return payload | tags | signed


def _payload(export: Export, case: Case) -> Iterable[tuple[str, bytes]]:
    yield "case.json", _json(case_file_data(case))
    for receipt in case.receipts.all():
        yield f"receipts/{receipt.pk}.json", _json(receipt.data)
    decision, here = current_decision(case), export.recipient_kind == RecipientOfExport.OFFICE
    if decision is not None and (here or decision.state != DecisionState.DRAFT):  # a draft is nothing yet
        for paragraph in decision.paragraphs.all():
            yield f"decision/{paragraph.language}/{paragraph.number:03}.txt", paragraph.text.encode()
    for exhibit in case.exhibits.all():
        yield from _shown(exhibit)


def _shown(exhibit: Exhibit) -> Iterable[tuple[str, bytes]]:
    """An exhibit as its readers see it. A recording has no such form and stays here; its label tells of it."""
    if exhibit.media == MediaType.AUDIO:
        yield f"exhibits/{exhibit.label}/kept-back.txt", b"A recording. It stays with the office that heard it.\n"
    for page in exhibit.page_set.all():
        name = f"exhibits/{exhibit.label}/{page.number:04}"
        if page.text:
            yield f"{name}.txt", page.text.encode()
        if exhibit.media in WITH_PICTURES:
            yield f"{name}.png", drawn(page)


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2, default=str).encode()


def _info(export: Export, case: Case, *, payload: Mapping[str, bytes]) -> bytes:
    size = sum(map(len, payload.values()))
    lines = {
        "External-Identifier": case.number,
        "Bagging-Date": timezone.localdate(export.asked_at).isoformat(),
        "Payload-Oxum": f"{size}.{len(payload)}",
        "Recipient": export.recipient or export.recipient_kind,
        "Purpose": export.purpose,
    }
    # A line break in a value would begin another line.
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in lines.items()).encode()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())
    ).encode()
