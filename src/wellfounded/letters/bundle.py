"""A portable case bundle: a BagIt folder in a ZIP (RFC 8493), listed by hash and signed with the key of the log.

It holds the case file of the law core, the receipts, the decision and the exhibits as received. Names are not in it:
who receives it gets them by another way, or not at all.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING

from wellfounded.audit.checkpoint import sign_text, signer
from wellfounded.cases.law_case import case_file_data
from wellfounded.cases.models.decision import current_decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wellfounded.cases.models import Case, Export

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ENDINGS = {"pdf": ".pdf", "png": ".png", "jpeg": ".jpg", "docx": ".docx", "text": ".txt", "audio": ".audio"}
# A fixed moment, so that the ZIP tells nothing of when it was packed; bag-info says on which day.
PACKED = (2000, 1, 1, 0, 0, 0)


def bundle_of(export: Export, cases: list[Case]) -> bytes:
    """The bundle of one case as a ZIP."""
    case = cases[0]
    payload = {f"data/{name}": content for name, content in _payload(case)}
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
    return _zip(case.number, payload | tags | signed)


def _payload(case: Case) -> Iterable[tuple[str, bytes]]:
    yield "case.json", _json(case_file_data(case))
    for receipt in case.receipts.all():
        yield f"receipts/{receipt.pk}.json", _json(receipt.data)
    decision = current_decision(case)
    if decision is not None:
        for paragraph in decision.paragraphs.all():
            yield f"decision/{paragraph.language}/{paragraph.number:03}.txt", paragraph.text.encode()
    for exhibit in case.exhibits.select_related("content"):
        yield f"exhibits/{exhibit.label}{ENDINGS[exhibit.media]}", bytes(exhibit.content.original)


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=2, default=str).encode()


def _info(export: Export, case: Case, *, payload: Mapping[str, bytes]) -> bytes:
    size = sum(map(len, payload.values()))
    lines = {
        "External-Identifier": case.number,
        "Bagging-Date": export.asked_at.date().isoformat(),
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


def _zip(folder: str, files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}", PACKED), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
