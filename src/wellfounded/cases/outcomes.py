"""What may be recommended and decided, which outcomes grant, and which findings of the law each one needs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(models.TextChoices):
    REFUGEE = "refugee", _("Recognised as a refugee")
    COMPLEMENTARY = "complementary", _("Complementary protection")
    REFUSED = "refused", pgettext_lazy("of a claim", "Refused")
    EXCLUDED = "excluded", _("Excluded")
    STATUS_KEPT = "status_kept", _("Status kept")
    CANCELLED = "cancelled", _("Status cancelled")
    CEASED = "ceased", _("Status ceased")


GRANTS = frozenset({Outcome.REFUGEE, Outcome.COMPLEMENTARY, Outcome.STATUS_KEPT})
# What ends in a claim, and what ends a proceeding about a status that somebody holds.
OF_A_CLAIM = frozenset({Outcome.REFUGEE, Outcome.COMPLEMENTARY, Outcome.REFUSED, Outcome.EXCLUDED})
OF_A_PROCEEDING = frozenset({Outcome.STATUS_KEPT, Outcome.CANCELLED, Outcome.CEASED})

# The conclusions of the law that an outcome grants. A profile that has none of them knows no such status.
GRANTED_BY: dict[Outcome, tuple[str, ...]] = {
    Outcome.REFUGEE: ("refugee_status", "us_asylum"),
    Outcome.COMPLEMENTARY: ("complementary_protection", "eu_subsidiary_protection"),
}
# What an outcome denies: each must be answered, and answered “not met”, before it may be recommended.
DENIES: dict[Outcome, tuple[str, ...]] = {
    Outcome.REFUGEE: (),
    Outcome.COMPLEMENTARY: GRANTED_BY[Outcome.REFUGEE],
    Outcome.REFUSED: (*GRANTED_BY[Outcome.REFUGEE], *GRANTED_BY[Outcome.COMPLEMENTARY]),
    Outcome.EXCLUDED: (*GRANTED_BY[Outcome.REFUGEE], *GRANTED_BY[Outcome.COMPLEMENTARY]),
    Outcome.STATUS_KEPT: (),
    Outcome.CANCELLED: (),
    Outcome.CEASED: (),
}
# What an outcome needs to be met, where the profile has it.
NEEDS: dict[Outcome, tuple[str, ...]] = {
    Outcome.EXCLUDED: ("exclusion",),
    Outcome.CEASED: ("cessation",),
    Outcome.CANCELLED: ("status_vacated",),
}
