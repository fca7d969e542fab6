"""The register as a list with columns like those that other registration systems use: out, and checked in again."""
