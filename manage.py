#!/usr/bin/env python
"""Run Counsel's management commands."""

import os
import sys

from django.core.management import execute_from_command_line

from cms import database

WITHOUT_DATABASE = {
    "check",
    "collectstatic",
    "diffsettings",
    "findstatic",
    "help",
    "version",
}


def needs_database(arguments: list[str]) -> bool:
    """Whether the command reads or writes the database."""
    return bool(set(arguments[:1]) - WITHOUT_DATABASE) and "--help" not in arguments


def main() -> None:
    """Run the command named on the command line, with a database at hand."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    if needs_database(sys.argv[1:]):
        database.ensure_database()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
