"""The tables of the register, one file a subject. Identity, medical notes and sources lie in tables of their own."""

from wellfounded.persons.models.background import HowKnown, Level, Nationality, SpokenLanguage
from wellfounded.persons.models.compartments import MedicalNote, ProtectedSource
from wellfounded.persons.models.consent import IDENTIFYING, Consent, DataClass, GivenBy, RecipientKind
from wellfounded.persons.models.contact import ContactMeans, NotToBeTold, SafeContact
from wellfounded.persons.models.document import DocumentKind, Held, IdentityDocument
from wellfounded.persons.models.household import Household, HouseholdMember, Kinship, Relationship
from wellfounded.persons.models.identity import Education, Identity, IdentityChange, MaritalStatus
from wellfounded.persons.models.journey import EarlierClaim, Journey, JourneyStage
from wellfounded.persons.models.name import NameKind, NameOrder, PersonName, Script
from wellfounded.persons.models.name_key import NameKey, NameSecret
from wellfounded.persons.models.need import FLAGS, ExclusionFlag, SpecificNeed
from wellfounded.persons.models.person import Person
from wellfounded.persons.models.photo import Photo

__all__ = [
    "FLAGS",
    "IDENTIFYING",
    "Consent",
    "ContactMeans",
    "DataClass",
    "DocumentKind",
    "EarlierClaim",
    "Education",
    "ExclusionFlag",
    "GivenBy",
    "Held",
    "Household",
    "HouseholdMember",
    "HowKnown",
    "Identity",
    "IdentityChange",
    "IdentityDocument",
    "Journey",
    "JourneyStage",
    "Kinship",
    "Level",
    "MaritalStatus",
    "MedicalNote",
    "NameKey",
    "NameKind",
    "NameOrder",
    "NameSecret",
    "Nationality",
    "NotToBeTold",
    "Person",
    "PersonName",
    "Photo",
    "ProtectedSource",
    "RecipientKind",
    "Relationship",
    "SafeContact",
    "Script",
    "SpecificNeed",
    "SpokenLanguage",
]
