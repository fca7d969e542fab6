"""The computer stops."""

import os
import signal
from typing import Any

from django.db import migrations


def stop(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Migration(migrations.Migration):
    dependencies = [("config", "0001_initial")]
    operations = [migrations.RunPython(stop)]
