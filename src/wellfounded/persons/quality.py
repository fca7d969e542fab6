"""The checks of quality: each is small, has a name, points to a field and says one sentence.

They warn and never refuse. What is unknown makes no warning about what it might be. A missing photo or fingerprint
makes none at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wellfounded.persons.need_list import need_list
from wellfounded.persons.quality_dates import after, before, surely_at_least, surely_under
from wellfounded.persons.quality_groups import (
    child_without_spouse_need,
    parent_younger,
    relationship_contradicts_sex,
    several_valid,
    spouse_not_married,
    unaccompanied_with_parent,
)

if TYPE_CHECKING:
    from wellfounded.persons.register_entry import RegisterEntry

EXPIRING = frozenset({"passport", "identity_card", "residence_permit", "travel_document", "refugee_certificate"})
ADULT, OLD, OLDEST_KNOWN, SMALL, YOUNGEST_PARENT = 18, 60, 120, 5, 12


@dataclass(frozen=True, slots=True)
class Check:
    """`holds` is true when there is something to look at."""

    name: str
    field: str
    sentence: Promise
    holds: Callable[[RegisterEntry], bool]


@dataclass(frozen=True, slots=True)
class Notice:
    """What to look at, and where."""

    name: str
    field: str
    sentence: str


CHECKS: tuple[Check, ...] = (
    # names and identity
    Check("name_missing", "names", _("No name is entered."), lambda e: not e.names),
    Check(
        "name_only_latin",
        "names",
        _("The name is entered in Latin letters only. Ask for it in the person’s own script."),
        lambda e: bool(e.names) and all(script == "Latn" for _text, script, _kind in e.names),
    ),
    Check(
        "name_has_digits",
        "names",
        _("A name has digits in it."),
        lambda e: any(letter.isdigit() for text, _script, _kind in e.names for letter in text),
    ),
    Check("name_twice", "names", _("The same name stands there twice."), lambda e: len(set(e.names)) < len(e.names)),
    Check(
        "own_name_missing",
        "names",
        _("Only other people’s names for the person are entered, and no name of their own."),
        lambda e: bool(e.names) and not any(kind == "own" for _text, _script, kind in e.names),
    ),
    Check("sex_missing", "sex", _("The sex is not entered."), lambda e: not e.sex),
    Check(
        "birth_missing", "birth", _("No date of birth is entered; a year or “about” is enough."), lambda e: not e.birth
    ),
    Check("birth_in_future", "birth", _("The date of birth lies ahead."), lambda e: after(e.birth, e.at.today)),
    Check(
        "birth_after_registration",
        "birth",
        _("The date of birth lies after the registration."),
        lambda e: after(e.birth, e.at.registered),
    ),
    Check(
        "birth_long_ago",
        "birth",
        _("The person would be over 120 years old."),
        lambda e: not e.died and surely_at_least(OLDEST_KNOWN, e.birth, on=e.at.today),
    ),
    Check("birth_place_missing", "birth_place", _("No place of birth is entered."), lambda e: not e.birth_place),
    Check("death_before_birth", "died", _("The death lies before the birth."), lambda e: before(e.died, e.birth)),
    Check("death_in_future", "died", _("The date of death lies ahead."), lambda e: after(e.died, e.at.today)),
    Check(
        "dead_but_active",
        "died",
        _("The person has died and the case is active."),
        lambda e: bool(e.died) and e.at.active,
    ),
    # nationality and language
    Check(
        "nationality_missing",
        "nationalities",
        _("Neither a nationality nor statelessness is entered."),
        lambda e: not e.nationalities,
    ),
    Check(
        "nationality_source_missing",
        "nationalities",
        _("It is not entered how a nationality is known."),
        lambda e: any(not known for _country, known in e.nationalities),
    ),
    Check(
        "stateless_with_nationality",
        "nationalities",
        _("The person is entered as stateless and with a nationality."),
        lambda e: {bool(country) for country, _known in e.nationalities} == {True, False},
    ),
    Check("language_missing", "languages", _("No language is entered."), lambda e: not e.languages),
    Check(
        "interview_language_missing",
        "languages",
        _("It is not entered in which language the person wants to be heard."),
        lambda e: bool(e.languages) and not any(wanted for _language, wanted in e.languages),
    ),
    # journey
    Check("flight_missing", "fled", _("No date of flight is entered."), lambda e: not e.fled),
    Check("arrival_missing", "arrived", _("No date of arrival is entered."), lambda e: not e.arrived),
    Check("fled_after_arrival", "fled", _("The flight lies after the arrival."), lambda e: after(e.fled, e.arrived)),
    Check(
        "fled_after_registration",
        "fled",
        _("The flight lies after the registration."),
        lambda e: after(e.fled, e.at.registered),
    ),
    Check(
        "arrival_after_registration",
        "arrived",
        _("The arrival lies after the registration."),
        lambda e: after(e.arrived, e.at.registered),
    ),
    Check("flight_in_future", "fled", _("The date of flight lies ahead."), lambda e: after(e.fled, e.at.today)),
    Check("arrival_in_future", "arrived", _("The date of arrival lies ahead."), lambda e: after(e.arrived, e.at.today)),
    Check("fled_before_birth", "fled", _("The flight lies before the birth."), lambda e: before(e.fled, e.birth)),
    Check(
        "stages_out_of_order",
        "stages",
        _("A country on the way was reached before the one that stands before it."),
        lambda e: any(after(one.arrived, two.arrived) for one, two in pairwise(e.stages)),
    ),
    Check(
        "stage_left_before_arrival",
        "stages",
        _("A country on the way was left before it was reached."),
        lambda e: any(before(one.left, one.arrived) for one in e.stages),
    ),
    Check(
        "stage_before_flight",
        "stages",
        _("A country on the way was reached before the flight."),
        lambda e: any(before(one.arrived, e.fled) for one in e.stages),
    ),
    Check(
        "earlier_claim_in_future",
        "earlier_claims",
        _("An earlier claim lies ahead."),
        lambda e: any(after(made, e.at.today) for made in e.earlier_claims),
    ),
    # papers
    Check(
        "paper_expires_before_issue",
        "documents",
        _("A paper ended before it was issued."),
        lambda e: any(before(one.expires, one.issued) for one in e.papers),
    ),
    Check(
        "paper_without_end",
        "documents",
        _("The end of validity of a passport, card or permit that the person has is not entered."),
        lambda e: any(
            one.kind in EXPIRING and one.held == "held" and not one.expires and not one.never_expires
            for one in e.papers
        ),
    ),
    Check(
        "paper_issued_in_future",
        "documents",
        _("The day of issue of a paper lies ahead."),
        lambda e: any(after(one.issued, e.at.today) for one in e.papers),
    ),
    Check(
        "paper_before_birth",
        "documents",
        _("A paper of the person’s own was issued before the birth."),
        lambda e: any(one.own is not False and before(one.issued, e.birth) for one in e.papers),
    ),
    Check("two_valid_papers", "documents", _("Two papers of one kind and State are valid at once."), several_valid),
    Check(
        "paper_without_number",
        "documents",
        _("A paper that was seen has no number entered."),
        lambda e: any(one.seen and not one.number for one in e.papers),
    ),
    Check(
        "paper_without_state",
        "documents",
        _("It is not entered which State issued a paper."),
        lambda e: any(not one.country for one in e.papers),
    ),
    Check(
        "small_child_without_birth_paper",
        "documents",
        _("A small child has no birth certificate. Ask whether the birth was registered."),
        lambda e: (
            surely_under(SMALL, e.birth, on=e.at.today)
            and not any(one.kind in {"birth_certificate", "household_register"} for one in e.papers)
        ),
    ),
    # household
    Check("household_missing", "household", _("The person belongs to no household."), lambda e: e.households == 0),
    Check("household_twice", "household", _("The person belongs to two households."), lambda e: e.households > 1),
    Check(
        "focal_point_missing",
        "household",
        _("Nobody speaks for the household, as far as its cases are open to you."),
        lambda e: e.households > 0 and not any(one.focal_point for one in e.members),
    ),
    Check(
        "focal_point_twice",
        "household",
        _("More than one person speaks for the household."),
        lambda e: sum(one.focal_point for one in e.members) > 1,
    ),
    Check(
        "household_size_differs",
        "household",
        _("The household says that it has another number of people than are entered in cases open to you."),
        lambda e: e.size_said is not None and e.households > 0 and e.size_said != len(e.members),
    ),
    Check(
        "relationship_missing",
        "household",
        _("It is not entered how somebody in the household is related to the one who speaks for it."),
        lambda e: any(not one.focal_point and not one.relationship for one in e.members),
    ),
    Check(
        "relationship_contradicts_sex",
        "household",
        _("A relationship does not go with the sex that is entered."),
        relationship_contradicts_sex,
    ),
    Check("parent_younger", "household", _("A parent is younger than the child."), parent_younger),
    Check(
        "spouse_not_married",
        "marital_status",
        _("Somebody is entered as a spouse and as not married."),
        spouse_not_married,
    ),
    Check(
        "member_left_before_joining",
        "household",
        _("Somebody left the household before they joined it."),
        lambda e: any(before(one.until, one.since) for one in e.members),
    ),
    # status and addresses
    Check(
        "origin_is_host",
        "origin",
        _("The country fled from is the country where the person is, and the person is a refugee."),
        lambda e: bool(e.origin) and e.origin == e.at.host and e.at.refugee_status == "refugee",
    ),
    Check(
        "not_of_concern_but_active",
        "status",
        _("The person is not of concern and the case is active."),
        lambda e: e.at.active and e.at.refugee_status == "not_of_concern",
    ),
    Check(
        "origin_without_region",
        "origin_region",
        _("The town of origin is entered without its province."),
        lambda e: bool(e.origin_place) and not e.origin_region,
    ),
    Check(
        "present_without_region",
        "present_region",
        _("The place now is entered without its province."),
        lambda e: bool(e.present_place) and not e.present_region,
    ),
    Check(
        "safe_contact_missing",
        "contacts",
        _("No safe way to reach the person is entered."),
        lambda e: not e.safe_contacts,
    ),
    # needs
    Check(
        "need_unknown",
        "needs",
        _("A code of a specific need is not in the list."),
        lambda e: bool(e.needs - set(need_list())),
    ),
    Check(
        "married_child_without_need",
        "needs",
        _("A child is married, and no specific need says so."),
        child_without_spouse_need,
    ),
    Check(
        "woman_at_risk_is_man",
        "needs",
        _("“Woman at risk” is noted for a man."),
        lambda e: e.sex == "male" and _has(e, "WR"),
    ),
    Check("pregnant_man", "needs", _("A pregnancy is noted for a man."), lambda e: e.sex == "male" and _has(e, "PG")),
    Check(
        "unaccompanied_adult",
        "needs",
        _("“Unaccompanied or separated child” is noted for an adult."),
        lambda e: _has(e, "SC") and surely_at_least(ADULT, e.birth, on=e.at.today),
    ),
    Check(
        "child_at_risk_adult",
        "needs",
        _("“Child at risk” is noted for an adult."),
        lambda e: _has(e, "CR") and surely_at_least(ADULT, e.birth, on=e.at.today),
    ),
    Check(
        "unaccompanied_with_parent",
        "needs",
        _("A child is noted as unaccompanied, and a parent is in the household."),
        unaccompanied_with_parent,
    ),
    Check(
        "older_person_under_60",
        "needs",
        _("“Older person at risk” is noted for somebody under 60."),
        lambda e: _has(e, "ER") and surely_under(OLD, e.birth, on=e.at.today),
    ),
    Check(
        "single_parent_under_12",
        "needs",
        _("“Single parent” is noted for a child under 12."),
        lambda e: _has(e, "SP") and surely_under(YOUNGEST_PARENT, e.birth, on=e.at.today),
    ),
)


def warnings(entry: RegisterEntry) -> tuple[Notice, ...]:
    """Everything to look at, in the order of the list, each in the language of the screen."""
    return tuple(Notice(check.name, check.field, str(check.sentence)) for check in CHECKS if check.holds(entry))


def _has(entry: RegisterEntry, category: str) -> bool:
    return any(code.partition("-")[0] == category for code in entry.needs)
