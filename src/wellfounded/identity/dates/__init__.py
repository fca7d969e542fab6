"""Dates of birth as people say them: the calendar, how much is known, the days meant, and how well two agree."""
