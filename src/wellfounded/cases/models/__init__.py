"""The tables of casework, one file a subject."""

from wellfounded.cases.models.case import Assignment, Case, Relation, StatusEntry

__all__ = ["Assignment", "Case", "Relation", "StatusEntry"]
