"""Records so many entries into an encrypted store, in a process of its own: `recording.py HOME KEY ACTOR COUNT`."""

import os
import sys
import time
from pathlib import Path

HOME, KEY, ACTOR, COUNT = sys.argv[1:5]
os.environ |= {"WELLFOUNDED_HOME": HOME, "DJANGO_SETTINGS_MODULE": "wellfounded.config.settings"}

import django  # noqa: E402 - after the settings are named
from django.conf import settings  # noqa: E402 - the same reason

from wellfounded.vault import unlocked  # noqa: E402 - the same reason

django.setup()
unlocked.hold(Path(settings.DATABASES["default"]["NAME"]), bytes.fromhex(KEY))

from django.core.management import call_command  # noqa: E402 - after the store is unlocked

from wellfounded.audit.events import Event  # noqa: E402 - the same reason
from wellfounded.audit.log import record  # noqa: E402 - the same reason
from wellfounded.audit.models import Detail  # noqa: E402 - the same reason
from wellfounded.audit.verify import verify_log  # noqa: E402 - the same reason

if COUNT == "make":
    call_command("migrate", "audit", verbosity=0)
elif COUNT == "verify":
    report = verify_log()
    actors = sorted(set(Detail.objects.values_list("actor", flat=True)))
    sys.stdout.write(f"{report.head.size} {report.whole} {' '.join(actors)}")
else:
    begun = time.perf_counter()
    for number in range(int(COUNT)):
        record(Event.CASE_OPENED, actor=ACTOR, subject=f"C-{number:05}", detail={"for": "case:case:open"})
    sys.stdout.write(f"{int(COUNT) / (time.perf_counter() - begun):.0f}")
