"""What every test shares. Hypothesis sets no deadline: the time a test takes says nothing about the law."""

from hypothesis import settings

settings.register_profile("wellfounded", deadline=None)
settings.load_profile("wellfounded")
