"""A list of people from a file, whatever its shape, told by its content and not by its name."""

from __future__ import annotations

import codecs

from wellfounded.identity.lists.entry import ListError, PersonList
from wellfounded.identity.lists.follow_the_money import read_ftm
from wellfounded.identity.lists.sanctions import read_sanctions
from wellfounded.identity.lists.table import read_csv, read_xlsx

_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # what Excel wraps a workbook in when it encrypts it
MOST_BYTES = 300_000_000


def read_list(content: bytes) -> PersonList:
    """CSV, XLSX, the XML of the United Nations or of OFAC, or FollowTheMoney.

    Raises:
        ListError: the file is empty, too large, or of no shape known here. Nothing of it was taken.
    """
    if len(content) > MOST_BYTES:
        raise ListError("The file is larger than 300 MB.", mend="Divide the list.")
    head = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        raise ListError("The file is empty.", mend="Choose the file with the list.", code="empty")
    if head.startswith(b"PK"):
        return read_xlsx(content)
    if head.startswith(b"<"):
        return read_sanctions(content)
    if head.startswith(b"{"):
        return read_ftm(content)
    if (other := _of_another_form(head)) is not None:
        raise other
    return read_csv(content)


def _of_another_form(head: bytes) -> ListError | None:
    """What the file is instead of a list, by how it begins; None where it may be a table."""
    if head.startswith(_PACKED):
        return ListError("This file is packed.", mend="Unpack it, and give what is in it.", code="packed")
    if head.startswith(b"["):
        mend = "Export it with one JSON object a line, not as one JSON list."
        return ListError("This is a JSON list.", mend=mend, code="json_list")
    if head.startswith(OLE):
        mend = "Take the protection off, and save it as XLSX or as CSV UTF-8."
        said = "This is a workbook with a passphrase on it, or of an Excel before 2007."
        return ListError(said, mend=mend, code="protected")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ListError("This is a table in UTF-16.", mend="Save it as CSV UTF-8.", code="utf16")
    if b"\0" in head or head.startswith(b"%PDF-"):
        return ListError("This is no list that can be read.", mend="Save it as CSV UTF-8 or XLSX.", code="no_list")
    return None
