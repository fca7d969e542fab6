"""The register of people: identity as given, household, documents, needs and consents."""
