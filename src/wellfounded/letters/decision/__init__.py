"""The decision as a letter to the applicant: numbered paragraphs, what they rest on, and how to appeal."""
