"""What a finding rests on and that has to be looked at again, in words: why, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import formats
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from wellfounded.cases.look_again import Why, look_again
from wellfounded.cases.shelf import gate_beside_case
from wellfounded.law.remark import RemarkCode
from wellfounded.letters.assessment.outline import criteria_under
from wellfounded.web.assessment.conclusions import Named, named
from wellfounded.web.assessment.facts import named_source
from wellfounded.web.assessment.places import country_fact_address, fact_address

if TYPE_CHECKING:
    from django.utils.functional import Promise
    from django.utils.safestring import SafeString

    from wellfounded.cases.look_again import LookAgain
    from wellfounded.law.assess import Key
    from wellfounded.law.case_file import Slot
    from wellfounded.law.finding import Finding
    from wellfounded.library.models import Judgement
    from wellfounded.web.assessment.frame import Opened

DUE = _("Due for review since %(day)s. It still counts: age alone never weakens it.")
JUDGED = _("%(who)s judged the source “%(source)s” on %(day)s, after it was used here. %(standard)s: %(grade)s.")
WITHDRAWN = _("%(who)s withdrew the source “%(source)s” from the shelf on %(day)s, after it was used here.")
CARRIES = _("A passage of this source carries:")
LOST = _("Words that were pinned from “%(source)s” stand nowhere in its text of today:")
MEND: dict[Why, Promise] = {
    Why.DUE: _(RemarkCode.COUNTRY_FACT_DUE.mend),
    Why.JUDGED: _("Read the judgement. If what was found here still stands, save it again; if not, find anew."),
    Why.WITHDRAWN: _(
        "Read why. Look whether what was found here stands without this source, and save it again or find anew."
    ),
    Why.LOST: _("Open the document, and pin the words as they stand now, or others."),
}


@dataclass(frozen=True, slots=True)
class AgainShown:
    """One reason, what it is about, and what to do. `through` are the facts by which the finding rests on it."""

    said: str
    what: SafeString | str
    mend: Promise
    address: str
    through: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FindingAgain:
    """A finding with its reasons, for the list of a case."""

    finding: Named
    reasons: tuple[AgainShown, ...]


def again_for(found: Opened, finding: Finding) -> tuple[AgainShown, ...]:
    """Beside one finding."""
    gate = gate_beside_case(found.user)
    told = look_again(found.case, found.assessment, findings=[finding], gate=gate)
    return tuple(shown for those in told.values() for shown in _together(found, those, of=finding))


def findings_again(found: Opened) -> list[FindingAgain]:
    """Every finding on which a conclusion can depend and that has to be looked at again."""
    assessment = found.assessment
    reached = criteria_under(assessment, [goal.node for goal in assessment.goals()])
    findings = [finding for key, finding in assessment.findings.items() if key in reached]
    told = look_again(found.case, assessment, findings=findings, gate=gate_beside_case(found.user))
    return [_of_finding(found, key, reasons=those) for key, those in told.items()]


def _of_finding(found: Opened, key: Key, *, reasons: tuple[LookAgain, ...]) -> FindingAgain:
    finding = found.assessment[key]
    shown = _together(found, reasons, of=finding)
    return FindingAgain(named(found.assessment, finding, number=found.number), shown)


def _together(found: Opened, reasons: tuple[LookAgain, ...], *, of: Finding) -> tuple[AgainShown, ...]:
    """Each reason once, with all the facts by which the finding rests on it."""
    places: dict[LookAgain, list[Slot]] = {}
    for one in reasons:
        places.setdefault(replace(one, place=("", "")), []).append(one.place)
    return tuple(_shown(found, one, places=those, of=of) for one, those in places.items())


def _shown(found: Opened, one: LookAgain, *, places: list[Slot], of: Finding) -> AgainShown:
    facts = [place for place in places if place != (of.entity, of.criterion.id)]
    through = [(found.facts.named(name), fact_address(found.number, name, entity=entity)) for entity, name in facts]
    return AgainShown(_said(found, one), _what(one), MEND[one.why], _address(found, one), tuple(through))


def _said(found: Opened, one: LookAgain) -> str:
    if one.judgement is not None:
        return _judged(one.judgement)
    if one.withdrawal is not None:
        return str(WITHDRAWN) % {
            "who": one.withdrawal.by,
            "source": one.withdrawal.source.title,
            "day": formats.date_format(one.withdrawal.at),
        }
    if one.pin is not None:
        return str(LOST) % {"source": one.pin.document.source.title}
    due = one.fact.review_after if one.fact is not None else None
    return str(DUE) % {"day": formats.date_format(due or found.assessment.case.decision)}


def _judged(judgement: Judgement) -> str:
    return str(JUDGED) % {
        "who": judgement.by,
        "source": judgement.source.title,
        "day": formats.date_format(judgement.at),
        "standard": judgement.get_standard_display(),
        "grade": judgement.get_grade_display(),
    }


def _what(one: LookAgain) -> SafeString | str:
    """The country fact, the reason of the judgement or the withdrawal, or the words that were pinned."""
    carried = named_source(one.fact.id) if one.fact is not None else ""
    if (happened := one.judgement or one.withdrawal) is not None:
        told = format_html("<q>{}</q>", happened.reason)
        return format_html("{} {} {}", told, CARRIES, carried) if carried else told
    return format_html("<q>{}</q>", one.pin.quote) if one.pin is not None else carried


def _address(found: Opened, one: LookAgain) -> str:
    if one.pin is not None:
        return f"{reverse('case_shelf_document', args=[found.number, one.pin.document_id])}?at={one.pin.first}"
    return country_fact_address(found.number, one.fact.id) if one.fact is not None else ""
