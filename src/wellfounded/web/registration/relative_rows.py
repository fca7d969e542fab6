"""The relatives of a person as they are described, for a matcher, who opens no case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from wellfounded.web.registration.page import Row
from wellfounded.web.registration.person_rows import joined

if TYPE_CHECKING:
    from wellfounded.web.registration.person_rows import OfPerson


def relatives(of: OfPerson) -> list[Row]:
    """As they are described. Whoever is in the register themselves is not named: their record is theirs."""
    return [
        Row(
            one.described or _("somebody in the register"),
            term=one.get_relation_display(),
            detail=joined(one.birth),
            over=one.ended_at is not None,
        )
        for one in of.person.kin.all()
    ]
