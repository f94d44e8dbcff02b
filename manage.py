#!/usr/bin/env python
"""Casebook's command line: `python manage.py help` lists the commands."""

import gc
import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a management command with the development settings unless told otherwise."""
    # What is loaded at the start stays: looking for garbage in it is a twentieth of that time.
    gc.set_threshold(100_000, 50, 50)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
