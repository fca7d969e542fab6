"""Django's own commands, for developers: `.venv/bin/python manage.py makemigrations`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wellfounded.config.settings")
    os.environ.setdefault("WELLFOUNDED_SECRET_KEY", "only for the commands of a developer")
    execute_from_command_line(sys.argv)
