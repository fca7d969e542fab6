"""What stands in the record of family, safety, consent and procedure, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wellfounded.accounts.models import Sex
from wellfounded.persons.need_list import need_list
from wellfounded.web.choices import shown_country, shown_language
from wellfounded.web.registration.page import Row, ending_of
from wellfounded.web.registration.person_rows import joined, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wellfounded.cases.models import Case
    from wellfounded.persons.models import ExclusionFlag, SpecificNeed


def household(case: Case) -> list[Row]:
    return [
        Row(
            one.household.reference,
            detail=joined(
                one.get_relationship_display(),
                _("focal point") if one.focal_point else "",
                _("%(count)d people, as they say") % {"count": one.household.size_said}
                if one.household.size_said
                else "",
                joined(one.since, one.until),
            ),
            over=one.left,
        )
        for one in case.person.memberships.select_related("household")
    ]


def relatives(case: Case) -> list[Row]:
    return [
        Row(
            one.described or _("registered in the office"),
            term=one.get_relation_display(),
            detail=joined(
                dict(Sex.choices).get(one.sex, ""),
                one.birth,
                said(one.alive, yes=_("alive"), no=_("not alive")),
                one.whereabouts,
                one.note,
                one.ended_reason,
            ),
            **ending_of(one),
        )
        for one in case.person.kin.all()
    ]


def spoken(case: Case) -> list[Row]:
    return [
        Row(
            shown_language(one.language),
            detail=joined(
                one.dialect,
                one.get_level_display(),
                _("wants the interview in it") if one.wants_interview else "",
                _("wants forms and letters in it") if one.wants_letters else "",
            ),
        )
        for one in case.person.languages.all()
    ]


def contacts(case: Case) -> list[Row]:
    return [
        Row(
            one.value or one.get_means_display(),
            term=one.get_means_display(),
            detail=joined(
                one.when_safe,
                said(one.message_may_be_left, yes=_("a message may be left"), no=_("leave no message")),
                one.note,
                one.ended_reason,
            ),
            **ending_of(one),
        )
        for one in case.person.contacts.all()
    ]


def not_to_be_told(case: Case) -> list[Row]:
    return [
        Row(one.who, detail=joined(one.reason, one.ended_reason), **ending_of(one))
        for one in case.person.not_to_be_told.all()
    ]


def needs(case: Case) -> list[Row]:
    return _coded(case.person.needs.all())


def flags(case: Case) -> list[Row]:
    return _coded(case.person.exclusion_flags.all())


def _coded(rows: Iterable[SpecificNeed | ExclusionFlag]) -> list[Row]:
    language = get_language() or "en"
    return [
        Row(
            need_list(one.list_version)[one.code].label(language),
            term=one.code,
            detail=joined(one.note, one.ended_reason),
            pk=one.pk if one.ended_at is None else None,
            over=one.ended_at is not None,
        )
        for one in rows
    ]


def consents(case: Case) -> list[Row]:
    return [
        Row(
            f"{one.get_data_class_display()} → {one.recipient}",
            detail=joined(
                one.purpose,
                shown_country(one.recipient_state) if one.recipient_state else "",
                one.get_means_display(),
                shown_language(one.language),
                date_format(one.given_on),
                _("withdrawn %(day)s") % {"day": date_format(one.withdrawn_on)} if one.withdrawn_on else "",
            ),
            pk=one.pk if one.withdrawn_on is None else None,
            over=one.withdrawn_on is not None,
        )
        for one in case.person.consents.all()
    ]


def counselling(case: Case) -> list[Row]:
    explained = {
        "rights": _("rights"),
        "steps": _("steps"),
        "confidentiality": _("confidentiality"),
        "complaints": _("complaints"),
    }
    return [
        Row(
            joined(*(label for name, label in explained.items() if getattr(one, name))),
            term=date_format(one.on),
            detail=joined(shown_language(one.language), one.interpreter or "", one.by, one.questions),
        )
        for one in case.counsellings.select_related("by", "interpreter")
    ]


def guardians(case: Case) -> list[Row]:
    return [
        Row(
            one.name,
            term=one.capacity,
            detail=joined(one.contact, date_format(one.appointed_on), one.applicant_heard, one.ended_reason),
            pk=one.pk if one.ended_on is None else None,
            over=one.ended_on is not None,
        )
        for one in case.guardians.all()
    ]


def best_interests(case: Case) -> list[Row]:
    return [
        Row(
            one.conclusion,
            term=one.get_step_display(),
            detail=joined(date_format(one.on), one.child_says, one.arrangements),
        )
        for one in case.best_interests.all()
    ]


def chosen_sex(case: Case) -> list[Row]:
    chosen = [(_("Interviewer"), case.interviewer_sex), (_("Interpreter"), case.interpreter_sex)]
    return [Row(str(dict(Sex.choices).get(sex, sex)), term=who) for who, sex in chosen if sex]


def priority(case: Case) -> list[Row]:
    return [Row(case.get_priority_display(), detail=case.priority_reason)]


def modality(case: Case) -> list[Row]:
    return [Row(case.get_modality_display(), detail=case.modality_reason)]


def priority_initial(case: Case) -> Mapping[str, Any]:
    return {"priority": case.priority, "reason": case.priority_reason}


def modality_initial(case: Case) -> Mapping[str, Any]:
    return {"modality": case.modality, "reason": case.modality_reason}


def chosen_sex_initial(case: Case) -> Mapping[str, Any]:
    return {"interviewer_sex": case.interviewer_sex, "interpreter_sex": case.interpreter_sex}
