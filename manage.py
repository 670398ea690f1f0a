#!/usr/bin/env python
"""Run Counsel's management commands."""

import os
import sys

from django.core.management import execute_from_command_line

from cms import database


def main() -> None:
    """Run the command named on the command line, with a database at hand."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    database.ensure_database()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
