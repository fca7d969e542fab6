"""A fictional case told through the verbs that people use, each by whoever's work it is, with planted words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from wellfounded.accounts.models import User
from wellfounded.cases.actions.add_contact import ContactGiven, add_contact
from wellfounded.cases.actions.add_country import CountryAdded, add_country
from wellfounded.cases.actions.add_document import DocumentGiven, add_document
from wellfounded.cases.actions.add_earlier_claim import EarlierClaimGiven, add_earlier_claim
from wellfounded.cases.actions.add_exhibit import ExhibitAdded, add_exhibit
from wellfounded.cases.actions.add_language import LanguageGiven, add_language
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.add_not_to_be_told import NotToBeToldGiven, add_not_to_be_told
from wellfounded.cases.actions.appoint_guardian import GuardianGiven, appoint_guardian
from wellfounded.cases.actions.assign_user import AssignmentGiven, assign_user
from wellfounded.cases.actions.begin_interview import Opening, begin_interview
from wellfounded.cases.actions.correct_identity import IdentityGiven, correct_identity
from wellfounded.cases.actions.link_relative import RelativeGiven, link_relative
from wellfounded.cases.actions.note_medical import MedicalNoteGiven, note_medical
from wellfounded.cases.actions.note_specific_need import NeedGiven, note_specific_need
from wellfounded.cases.actions.plan_interview import Plan, plan_interview
from wellfounded.cases.actions.protect_source import SourceGiven, protect_source
from wellfounded.cases.actions.record_best_interests import BestInterestsGiven, record_best_interests
from wellfounded.cases.actions.record_consent import ConsentGiven, record_consent
from wellfounded.cases.actions.record_counselling import CounsellingGiven, record_counselling
from wellfounded.cases.actions.record_narrative import Telling, record_narrative
from wellfounded.cases.actions.refer_for_support import ReferralGiven, refer_for_support
from wellfounded.cases.actions.register_person import Registration, register_person
from wellfounded.cases.actions.search_by_name import NameSearched, search_by_name
from wellfounded.cases.actions.set_fact import FactFound, set_fact
from wellfounded.cases.actions.set_journey import JourneyGiven, set_journey
from wellfounded.cases.actions.set_priority import PriorityGiven, set_priority

if TYPE_CHECKING:
    from tests.sealed.office import SealedOffice
    from wellfounded.cases.models import Case

Word = Callable[[], str]
RELATIONS = ("interviewer", "interpreter", "adjudicator", "reviewer", "counsel", "observer", "protection_officer")


def told_by_verbs(office: SealedOffice, word: Word, *, words: int) -> Case:
    """A case in interview in which at least so many words were planted."""
    case = _registered(office, word)
    for who, verb, request in _tellings(word):
        _do(office, who, verb, case, request)
    _do(office, "interviewer", plan_interview, case, Plan(interpreter="interpreter", language="ko", place=word()))
    _do(office, "interviewer", begin_interview, case, Opening(present=word()))
    for _ in range(words):
        _do(office, "interviewer", record_narrative, case, Telling(text=word(), interpreted=word(), language="ko"))
    _do(office, "adjudicator", add_country, case, CountryAdded(code="PRK", nationality=True))
    found = FactFound(entity="PRK", fact="left_without_permission", state="established", reason=word())
    _do(office, "adjudicator", set_fact, case, found)
    return case


def _registered(office: SealedOffice, word: Word) -> Case:
    names = (NameGiven(text=word()), NameGiven(text=f"{word()} {word()}"))
    request = Registration(names=names, birth_place=word(), nationality="PRK", language="ko", dialect=word())
    with office.acting(User.objects.get(username="registrar")) as registrar:
        case = register_person(registrar, request=request)
        for relation in RELATIONS:
            given = AssignmentGiven(username=relation, relation=relation, note=word())
            assign_user(registrar, case.number, request=given)
    return case


def _tellings(word: Word) -> list[tuple[str, Callable[..., Any], Any]]:
    identity = IdentityGiven(occupations=word(), father_name=word(), present_place=word(), religion=word())
    consent = ConsentGiven(
        purpose=word(), recipient=word(), recipient_kind="ngo", recipient_state="KOR", data_class="needs",
        language="ko", means="writing",
    )  # fmt: skip
    told = CounsellingGiven(
        language="ko", rights=True, steps=True, confidentiality=True, complaints=True, questions=word()
    )
    interests = BestInterestsGiven(step="assessment", conclusion=word(), child_says=word(), arrangements=word())
    guardian = GuardianGiven(name=word(), capacity=word(), contact=word(), conflict_checked=True)
    paper = ExhibitAdded(
        content=f"{word()}\n".encode(), title=word(), kind="statement", language="ko",
        received_from=word(), received_on=date(2024, 3, 2),
    )  # fmt: skip
    return [
        ("registrar", add_name, NameGiven(text=word(), note=word())),
        ("registrar", correct_identity, identity),
        ("registrar", correct_identity, IdentityGiven(occupations=word(), reason=word())),
        ("registrar", add_language, LanguageGiven(language="zh", dialect=word())),
        ("registrar", add_contact, ContactGiven(means="phone", value=word(), when_safe=word(), note=word())),
        ("registrar", add_not_to_be_told, NotToBeToldGiven(who=word(), reason=word())),
        ("registrar", add_document, DocumentGiven(kind="passport", number=word(), note=word())),
        ("registrar", link_relative, RelativeGiven(relation="sister", described=word(), whereabouts=word())),
        ("registrar", add_earlier_claim, EarlierClaimGiven(country="THA", body=word(), number=word(), note=word())),
        ("registrar", set_journey, JourneyGiven(origin="PRK", route=word())),
        ("registrar", set_priority, PriorityGiven(priority=2, reason=word())),
        ("registrar", record_counselling, told),
        ("registrar", record_consent, consent),
        ("registrar", search_by_name, NameSearched(name=word(), purpose="relative", reason=word())),
        ("registrar", note_specific_need, NeedGiven(code="SV-VF", note=word())),
        ("interviewer", appoint_guardian, guardian),
        ("interviewer", protect_source, SourceGiven(label="S1", who=word(), danger=word())),
        ("interviewer", add_exhibit, paper),
        ("interviewer", note_medical, MedicalNoteGiven(text=word())),
        ("protection_officer", note_medical, MedicalNoteGiven(text=word(), source=word())),
        ("protection_officer", record_best_interests, interests),
        ("protection_officer", refer_for_support, ReferralGiven(kind="medical", to=word())),
    ]


def _do(office: SealedOffice, who: str, verb: Callable[..., Any], case: Case, request: Any) -> None:
    with office.acting(User.objects.get(username=who)) as user:
        verb(user, case.number, request=request)
