"""What the law core is told of the exhibits of a case: a label and small texts, never a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wellfounded.cases.models import Case


def exhibits_of(case: Case) -> dict[str, dict[str, str]]:
    """The exhibits of a case by their label, as the case file names them."""
    return dict(case.exhibit_references.values_list("label", "told"))
