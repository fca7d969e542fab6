"""In a sealed office the gists and years of birth in the index of names lie under masks.

The index is read by its hashes alone; gists and years only rank what was found. So they need not lie in clear, and each
row has a mask of its own, from the secret of the names, its hash and its person: equal years look different. Rows from
before are read as they lie, and masked little by little whenever somebody is filed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wellfounded.persons.models import NameKey
from wellfounded.vault.office_keys import in_use

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from numpy.typing import NDArray

    from wellfounded.identity.index.postings import Postings

MASKED = 1 << 14  # above every year
GISTS = (1 << 31) - 1
AT_ONCE = 2000
DONE = "names masked"  # the note in the key store, once no row is left from before
_PLACE = np.dtype([("hash", "<u8"), ("person", "<u8")])
_MASK = np.dtype([("gist", "<u4"), ("year", "<u2"), ("rest", "V10")])


class Filing(NamedTuple):
    """One key of one person, as `NameKey` holds it."""

    hash: int
    gist: int
    born: int


class Masks:
    """Puts masks on and takes them off, by the secret of the names."""

    def __init__(self, secret: bytes) -> None:
        key = HKDF(SHA256(), 32, salt=None, info=b"wellfounded masks in the index of names 1").derive(secret)
        self._cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305 - a function of each place, no text is under it

    def put_on(self, filings: Iterable[Filing], person: int) -> set[Filing]:
        """As they lie in the table."""
        rows = list(filings)
        gists, years = self._of([row.hash for row in rows], [person] * len(rows))
        return {
            Filing(row.hash, row.gist ^ gist, MASKED | (row.born ^ year))
            for row, gist, year in zip(rows, gists.tolist(), years.tolist(), strict=True)
        }

    def take_off(self, rows: Postings, *, of: int) -> Postings:
        """Rows of one hash, as they rank."""
        gists, years = self._of([of] * len(rows), rows["id"])
        masked, plain = rows["year"] >= MASKED, rows.copy()
        plain["gist"] = np.where(masked, rows["gist"] ^ gists, rows["gist"])
        plain["year"] = np.where(masked, (rows["year"] & (MASKED - 1)) ^ years, rows["year"])
        return plain

    def _of(self, hashes: Any, people: Any) -> tuple[NDArray[np.uint32], NDArray[np.int16]]:
        places = np.empty(len(people), _PLACE)
        places["hash"], places["person"] = hashes, people
        made = np.frombuffer(self._cipher.encryptor().update(places.tobytes()), _MASK)
        return made["gist"] & np.uint32(GISTS), (made["year"] & (MASKED - 1)).astype(np.int16)


def mask_older(secret: bytes, *, all_of_them: bool = False) -> None:
    """Mask some rows that an older version filed, or all; nothing where none is left, or where nothing is sealed."""
    store = in_use.store()
    if store is None or store.note(DONE):
        return
    masks = Masks(secret)
    while older := list(NameKey.objects.filter(born__lt=MASKED).order_by("pk")[:AT_ONCE]):
        for row in older:
            [lies] = masks.put_on([Filing(row.hash, row.gist, row.born)], row.person_id)
            row.gist, row.born = lies.gist, lies.born
        NameKey.objects.bulk_update(older, ["gist", "born"])
        if not all_of_them:
            return
    store.write_note(DONE, "yes")
