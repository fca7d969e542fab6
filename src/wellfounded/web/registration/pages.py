"""Every question page of registration, in the order in which a conversation usually goes. None is compulsory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wellfounded.cases.actions.add_contact import ContactGiven, add_contact
from wellfounded.cases.actions.add_document import DocumentGiven, add_document
from wellfounded.cases.actions.add_earlier_claim import EarlierClaimGiven, add_earlier_claim
from wellfounded.cases.actions.add_household_member import MemberGiven, add_household_member
from wellfounded.cases.actions.add_language import LanguageGiven, add_language
from wellfounded.cases.actions.add_name import NameGiven, add_name
from wellfounded.cases.actions.add_nationality import NationalityGiven, add_nationality
from wellfounded.cases.actions.add_not_to_be_told import NotToBeToldGiven, add_not_to_be_told
from wellfounded.cases.actions.add_photo import PhotoGiven, add_photo
from wellfounded.cases.actions.appoint_guardian import GuardianGiven, appoint_guardian
from wellfounded.cases.actions.choose_sex import SexChosen, choose_sex
from wellfounded.cases.actions.correct_identity import IdentityGiven, correct_identity
from wellfounded.cases.actions.link_relative import RelativeGiven, link_relative
from wellfounded.cases.actions.note_specific_need import NeedGiven, note_specific_need
from wellfounded.cases.actions.record_best_interests import BestInterestsGiven, record_best_interests
from wellfounded.cases.actions.record_consent import ConsentGiven, record_consent
from wellfounded.cases.actions.record_counselling import CounsellingGiven, record_counselling
from wellfounded.cases.actions.set_journey import set_journey
from wellfounded.cases.actions.set_modality import ModalityGiven, set_modality
from wellfounded.cases.actions.set_priority import PriorityGiven, set_priority
from wellfounded.cases.compartments import Compartment
from wellfounded.cases.permissions import Permission
from wellfounded.web.forms import family, identity, papers, procedure, safety
from wellfounded.web.registration import case_rows, endings, person_rows
from wellfounded.web.registration.page import End, Page, Section, plain

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from wellfounded.accounts.models import User
    from wellfounded.web.forms.question import QuestionForm

HANDLING = Permission.CASE_OPEN


def _of_identity(
    slug: str, title: Promise, *, question: Promise, form: type[QuestionForm], fields: tuple[str, ...]
) -> Page:
    """A page of some fields of the identity."""
    return Page(
        slug=slug,
        title=title,
        question=question,
        needs=Permission.IDENTITY_WRITE,
        form=form,
        save=plain(correct_identity, IdentityGiven),
        rows=person_rows.identity_fields(*fields),
        initial=person_rows.identity_initial(*fields),
    )


def _save_photo(user: User, number: str, *, form: QuestionForm) -> object:
    sent = form.cleaned_data["content"]
    given = PhotoGiven(content=sent.read() if sent else b"", key=form.cleaned_data["key"])
    return add_photo(user, number, request=given)


def _save_journey(user: User, number: str, *, form: QuestionForm) -> object:
    if not isinstance(form, papers.JourneyForm):
        raise TypeError(form)
    return set_journey(user, number, request=form.request())


NAMES = Page(
    slug="names",
    title=_("Names"),
    question=_("What is the person called?"),
    needs=Permission.IDENTITY_WRITE,
    form=identity.NameForm,
    save=plain(add_name, NameGiven),
    rows=person_rows.names,
    many=True,
    end=End(endings.withdraw_name_of, _("Withdraw"), _("Take this name out of use?")),
    notes=(_("Add every name in every script the person uses. Names are never put into Latin letters for you."),),
)

PERSON = Section(
    _("Who the person is"),
    (
        NAMES,
        _of_identity("sex", _("Sex"), question=_("What is the person’s sex?"), form=identity.SexForm, fields=("sex",)),
        _of_identity(
            "birth",
            _("Birth date"),
            question=_("When was the person born?"),
            form=identity.BirthForm,
            fields=("birth",),
        ),
        _of_identity(
            "birthplace",
            _("Birth place"),
            question=_("Where was the person born?"),
            form=identity.BirthPlaceForm,
            fields=("birth_country", "birth_place"),
        ),
        Page(
            slug="nationalities",
            title=_("Nationalities"),
            question=_("Which nationalities does the person have?"),
            needs=Permission.IDENTITY_WRITE,
            form=identity.NationalityForm,
            save=plain(add_nationality, NationalityGiven),
            rows=person_rows.nationalities,
            many=True,
            notes=(_("Each one, and how it is known. It never decides alone where a person may be sent."),),
        ),
        _of_identity(
            "life",
            _("Family status, work and beliefs"),
            question=_("What is known of the person’s life?"),
            form=identity.LifeForm,
            fields=(
                "marital_status",
                "education",
                "occupations",
                "ethnicity",
                "religion",
                "father_name",
                "mother_name",
                "died",
            ),
        ),
        _of_identity(
            "home",
            _("Home, before and now"),
            question=_("Where does the person come from, and where do they live now?"),
            form=identity.HomeForm,
            fields=("origin_region", "origin_place", "present_region", "present_place"),
        ),
        Page(
            slug="photo",
            title=_("Photo"),
            question=_("Does the person want a photo in the file?"),
            needs=Permission.IDENTITY_WRITE,
            form=identity.PhotoForm,
            save=_save_photo,
            rows=person_rows.photo,
            end=End(
                endings.remove_photo_of,
                _("Remove"),
                _("Remove this photo? The picture itself is erased."),
                reason=False,
            ),
            notes=(_("Nobody needs a photo, and nothing is missing without one. Ask first."),),
            template="web/registration/photo.html",
        ),
    ),
)

FAMILY = Section(
    _("Family and household"),
    (
        Page(
            slug="household",
            title=_("Household"),
            question=_("Who belongs to the household?"),
            needs=Permission.IDENTITY_WRITE,
            form=family.HouseholdForm,
            save=plain(add_household_member, MemberGiven),
            rows=case_rows.household,
            many=True,
            notes=(_("People who came together. Partners of the same sex register together like all others."),),
        ),
        Page(
            slug="relatives",
            title=_("Relatives"),
            question=_("Which relatives are there, here or elsewhere?"),
            needs=Permission.IDENTITY_WRITE,
            form=family.RelativeForm,
            save=plain(link_relative, RelativeGiven),
            rows=case_rows.relatives,
            many=True,
            end=End(endings.end_relative_of, _("End"), _("Does this relation no longer stand?")),
        ),
    ),
)

PAPERS = Section(
    _("Papers and the way here"),
    (
        Page(
            slug="documents",
            title=_("Papers of identity"),
            question=_("Which papers does or did the person have?"),
            needs=Permission.IDENTITY_WRITE,
            form=papers.DocumentForm,
            save=plain(add_document, DocumentGiven),
            rows=person_rows.documents,
            many=True,
            end=End(endings.end_document_of, _("End"), _("Is this paper no longer to be counted?")),
            notes=(_("Also those that were lost, seized or left behind. To have none is nothing to remark."),),
        ),
        Page(
            slug="journey",
            title=_("Flight and arrival"),
            question=_("When did the person flee, and which way did they come?"),
            needs=Permission.IDENTITY_WRITE,
            form=papers.JourneyForm,
            save=_save_journey,
            rows=person_rows.journey,
            initial=person_rows.journey_initial,
            template="web/registration/journey.html",
        ),
        Page(
            slug="earlier-claims",
            title=_("Claims made elsewhere"),
            question=_("Did the person ask for protection before, somewhere else?"),
            needs=Permission.IDENTITY_WRITE,
            form=papers.EarlierClaimForm,
            save=plain(add_earlier_claim, EarlierClaimGiven),
            rows=person_rows.earlier_claims,
            many=True,
        ),
    ),
)

SAFETY = Section(
    _("Language, safety and needs"),
    (
        Page(
            slug="languages",
            title=_("Languages"),
            question=_("Which languages does the person speak?"),
            needs=Permission.IDENTITY_WRITE,
            form=safety.LanguageForm,
            save=plain(add_language, LanguageGiven),
            rows=case_rows.spoken,
            many=True,
            notes=(_("The language of the interview and the language of letters are two questions."),),
        ),
        Page(
            slug="contact",
            title=_("Safe contact"),
            question=_("How can the person be reached without danger?"),
            needs=Permission.IDENTITY_WRITE,
            form=safety.ContactForm,
            save=plain(add_contact, ContactGiven),
            rows=case_rows.contacts,
            many=True,
            end=End(endings.end_contact_of, _("End"), _("Should nobody use this contact any more?")),
        ),
        Page(
            slug="not-to-be-told",
            title=_("Who may not be told"),
            question=_("Who must not learn that there is a claim?"),
            needs=Permission.IDENTITY_WRITE,
            form=safety.NotToBeToldForm,
            save=plain(add_not_to_be_told, NotToBeToldGiven),
            rows=case_rows.not_to_be_told,
            many=True,
            end=End(endings.end_not_to_be_told_of, _("End"), _("Does the person say that they may now be told?")),
        ),
        Page(
            slug="needs",
            part=Compartment.MEDICAL,
            title=_("Specific needs"),
            question=_("Does the person need anything special?"),
            needs=Permission.NEEDS_WRITE,
            reads=Permission.NEEDS_READ,
            form=safety.NeedForm,
            save=plain(note_specific_need, NeedGiven),
            rows=case_rows.needs,
            many=True,
            end=End(endings.end_need_of, _("End"), _("Does this need no longer stand?")),
            notes=(_("Nobody has to tell why. A need is noted so that somebody helps."),),
            template="web/registration/needs.html",
        ),
        Page(
            slug="flags",
            part=Compartment.ASSESSMENT,
            title=_("Points for questions on exclusion"),
            question=_("Is there a point that calls for questions on exclusion?"),
            needs=Permission.FLAGS_WRITE,
            reads=Permission.FLAGS_READ,
            form=safety.FlagForm,
            save=plain(note_specific_need, NeedGiven),
            rows=case_rows.flags,
            many=True,
            end=End(endings.end_flag_of, _("End"), _("Does this point no longer stand?")),
            notes=(_("It proves nothing. It opens questions, and only those who ask or answer them see it."),),
            template="web/registration/needs.html",
        ),
    ),
)

CONSENT = Section(
    _("Consent and counselling"),
    (
        Page(
            slug="consents",
            part=None,
            title=_("Consents"),
            question=_("What may be told, to whom and for what?"),
            needs=Permission.CONSENT_RECORD,
            form=procedure.ConsentForm,
            save=plain(record_consent, ConsentGiven),
            rows=case_rows.consents,
            many=True,
            end=End(
                endings.withdraw_consent_of, _("Withdraw"), _("Does the person withdraw this consent?"), reason=False
            ),
            notes=(
                _("A “no” loses the person nothing: no service, no place in the line. Say so first."),
                _("Without a consent nothing leaves the office. Whatever was agreed can be withdrawn any day."),
            ),
        ),
        Page(
            slug="counselling",
            part=Compartment.ACCOUNT,
            title=_("Counselling"),
            question=_("What was explained to the person?"),
            needs=Permission.COUNSELLING_RECORD,
            form=procedure.CounsellingForm,
            save=plain(record_counselling, CounsellingGiven),
            rows=case_rows.counselling,
            many=True,
            notes=(_("An interview waits until all four were explained. Several days together may cover them."),),
        ),
        Page(
            slug="chosen-sex",
            part=None,
            title=_("Interviewer and interpreter"),
            question=_("Whom does the person want to talk to?"),
            needs=Permission.SAFEGUARDS_WRITE,
            form=safety.ChosenSexForm,
            save=plain(choose_sex, SexChosen),
            rows=case_rows.chosen_sex,
            initial=case_rows.chosen_sex_initial,
            notes=(_("Ask everybody, alone and without a reason. The choice binds the office."),),
        ),
        Page(
            slug="guardian",
            title=_("Guardian"),
            question=_("Who stands by the person?"),
            needs=Permission.SAFEGUARDS_WRITE,
            form=procedure.GuardianForm,
            save=plain(appoint_guardian, GuardianGiven),
            rows=case_rows.guardians,
            many=True,
            end=End(endings.end_guardian_of, _("End"), _("Does this person no longer stand by the applicant?")),
            notes=(_("For a child without a parent here, and for an adult who cannot follow the procedure alone."),),
        ),
        Page(
            slug="best-interests",
            part=Compartment.MEDICAL,
            title=_("Best interests of a child"),
            question=_("What is best for the child?"),
            needs=Permission.SAFEGUARDS_WRITE,
            form=procedure.BestInterestsForm,
            save=plain(record_best_interests, BestInterestsGiven),
            rows=case_rows.best_interests,
            many=True,
        ),
    ),
)

HANDLED = Section(
    _("How the claim is handled"),
    (
        Page(
            slug="priority",
            part=None,
            title=_("Priority"),
            question=_("How urgent is it?"),
            needs=Permission.CASE_PRIORITY_SET,
            reads=HANDLING,
            form=procedure.PriorityForm,
            save=plain(set_priority, PriorityGiven),
            rows=case_rows.priority,
            initial=case_rows.priority_initial,
            notes=(_("It orders the work and says nothing of the claim."),),
        ),
        Page(
            slug="modality",
            part=None,
            title=_("Way of examining"),
            question=_("How is the claim examined?"),
            needs=Permission.CASE_MODALITY_SET,
            reads=HANDLING,
            form=procedure.ModalityForm,
            save=plain(set_modality, ModalityGiven),
            rows=case_rows.modality,
            initial=case_rows.modality_initial,
            notes=(_("Simplified and prima facie only ever lead to a grant."),),
        ),
    ),
)

SECTIONS = (PERSON, FAMILY, PAPERS, SAFETY, CONSENT, HANDLED)
PAGES = {page.slug: page for section in SECTIONS for page in section.pages}
