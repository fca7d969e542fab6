"""The tables of casework, one file a subject."""

from wellfounded.cases.models.case import Assignment, Case, Relation, StatusEntry
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
from wellfounded.cases.models.saved_request import SavedRequest

__all__ = [
    "Assignment",
    "Case",
    "CaseCountry",
    "CaseRoute",
    "ExhibitReference",
    "FactEntry",
    "FindingEntry",
    "HistoryEntry",
    "Interview",
    "InterviewLine",
    "InterviewPause",
    "ReadBack",
    "RecordHead",
    "Relation",
    "SavedRequest",
    "Signature",
    "StatusEntry",
]
