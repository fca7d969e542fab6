"""The index of names: under which keyed hashes each person is filed, so that other spellings find them."""

from __future__ import annotations

from secrets import token_bytes
from typing import ClassVar

from django.db import models

from wellfounded.persons.models.person import Person
from wellfounded.vault.office_keys.keyring import NoKey
from wellfounded.vault.sealed_columns import ClosedBytes, SealedBytes, Sealing

SECRET_BYTES = 32


class NameSecret(models.Model):
    """What keys the hashes: one row, made when it is first needed, inside the encrypted store and its backups only."""

    sealing: ClassVar = Sealing("names", way="")
    value = SealedBytes(max_length=SECRET_BYTES)

    def __str__(self) -> str:
        return "secret of the index of names"

    @classmethod
    def of_this_register(cls) -> bytes:
        """The secret; the same for as long as the register lives.

        Raises:
            NoKey: whoever asks has no key to it. Hashes without it could be made by everybody.
        """
        row, _made = cls.objects.get_or_create(pk=1, defaults={"value": token_bytes(SECRET_BYTES)})
        if isinstance(row.value, ClosedBytes):
            raise NoKey
        return bytes(row.value)


class NameKey(models.Model):
    """One key of one person: numbers that name nobody without the secret, see docs/reference/name-index.md.

    `gist` tells which names may lie behind the key, and above them for how many years `born` is the first (0: unknown).
    In a sealed office both lie under a mask: see `persons.name_masks`.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="name_keys")
    hash = models.BigIntegerField()
    gist = models.PositiveIntegerField()
    born = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["hash", "person"], name="persons_name_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.hash}"
