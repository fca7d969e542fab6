"""The five grounds of Article 1A(2), for counting decisions; how each was found stands in the decision's receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.law.finding import Label
from wellfounded.law.review import Ground

if TYPE_CHECKING:
    from wellfounded.law.assess import Assessment

GROUNDS = {
    Ground.RACE.value: _("Race"),
    Ground.RELIGION.value: _("Religion"),
    Ground.NATIONALITY.value: _("Nationality"),
    Ground.SOCIAL_GROUP.value: _("Particular social group"),
    Ground.POLITICAL_OPINION.value: _("Political opinion"),
}


def grounds_met(assessment: Assessment) -> tuple[str, ...]:
    """The grounds that are met towards some country of the case."""
    met = {name for (name, _entity), finding in assessment.findings.items() if finding.label is Label.MET}
    return tuple(ground for ground in GROUNDS if ground in met)
