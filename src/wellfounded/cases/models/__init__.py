"""The tables of casework, one file a subject."""

from wellfounded.cases.models.case import Assignment, Axis, Case, Modality, Priority, Relation, StatusEntry
from wellfounded.cases.models.duplicate import DuplicateCheck, DuplicateLead, Verdict
from wellfounded.cases.models.interview import Interview, InterviewLine, InterviewPause, ReadBack, Signature
from wellfounded.cases.models.record import (
    CaseCountry,
    CaseRoute,
    ExhibitReference,
    FactEntry,
    FindingEntry,
    HistoryEntry,
    RecordHead,
)
from wellfounded.cases.models.safeguards import (
    BestInterests,
    BestInterestsStep,
    Counselling,
    Guardian,
    SupportKind,
    SupportReferral,
)
from wellfounded.cases.models.saved_request import SavedRequest

__all__ = [
    "Assignment",
    "Axis",
    "BestInterests",
    "BestInterestsStep",
    "Case",
    "CaseCountry",
    "CaseRoute",
    "Counselling",
    "DuplicateCheck",
    "DuplicateLead",
    "ExhibitReference",
    "FactEntry",
    "FindingEntry",
    "Guardian",
    "HistoryEntry",
    "Interview",
    "InterviewLine",
    "InterviewPause",
    "Modality",
    "Priority",
    "ReadBack",
    "RecordHead",
    "Relation",
    "SavedRequest",
    "Signature",
    "StatusEntry",
    "SupportKind",
    "SupportReferral",
    "Verdict",
]
