"""Rows that are written once: what stands is corrected by a new row, never by another hand in the old one."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models


class WrittenTwiceError(RuntimeError):
    """Somebody tried to change a row that is written once: a mistake of ours, never of a user."""


M = TypeVar("M", bound=models.Model)


class WrittenOnceQuerySet(models.QuerySet[M]):
    def update(self, **_: Any) -> NoReturn:
        raise WrittenTwiceError(f"{self.model.__name__} is written once")


class WrittenOnce(models.Model):
    """A row that cannot be saved again. A whole case goes when its time has ended."""

    objects = WrittenOnceQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenTwiceError(f"{type(self).__name__} is written once")
        # Where its number is drawn before, Django would look for a row to change first, its words sealed twice.
        super().save(*args, **kwargs | {"force_insert": True})
