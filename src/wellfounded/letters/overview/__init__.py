"""Many assessments on one page, and how they compare with what tribunals decided."""
