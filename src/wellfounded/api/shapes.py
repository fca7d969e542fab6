"""What operations answer with: what was done, and what went wrong, each in one shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from ninja import Path, Query, Schema

from wellfounded.api.body import LARGEST

if TYPE_CHECKING:
    from django.db import models

FURTHEST = 9999  # page of a list
CaseNumber = Annotated[str, Path(max_length=20, pattern=r"^[0-9A-Za-z-]+$", description="The number of the case.")]
Place = Annotated[int, Path(ge=0, le=LARGEST)]
PageNumber = Annotated[int, Query(ge=1, le=FURTHEST)]
Word = Annotated[str, Path(max_length=100, pattern=r"^[0-9A-Za-z_>-]+$")]


class Problem(Schema):
    """What every refusal looks like. `fields` has a sentence for each field of the body that cannot be used."""

    code: str
    message: str
    fields: dict[str, str]


class Done(Schema):
    """What a verb wrote: the kind of row, its key, and its number where it has one."""

    what: str
    id: int
    number: str = ""

    @classmethod
    def of(cls, made: models.Model) -> Done:
        """Nothing of the content: who may write something may not always read it."""
        number: Any = getattr(made, "number", "") or getattr(made, "label", "")
        return cls(what=type(made).__name__, id=made.pk, number=str(number))


REFUSALS = dict.fromkeys((400, 401, 403, 404, 409, 422), Problem)
