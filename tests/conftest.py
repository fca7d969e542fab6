"""What every test shares. Hypothesis sets no deadline: the time a test takes says nothing about the law."""

import os

from hypothesis import settings

# Workers of a parallel run inherit whatever width their terminal had; pages of the manual are compared at this one.
os.environ["COLUMNS"] = "110"

settings.register_profile("wellfounded", deadline=None)
settings.load_profile("wellfounded")
