"""The letter that tells an applicant what became of an appeal."""
