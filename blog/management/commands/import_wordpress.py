"""`manage.py import_wordpress --analyse`: what a WordPress export holds."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from blog.wordpress.analysis import analyse
from blog.wordpress.files import UnreadableExport


class Command(BaseCommand):
    """Report on WordPress exports, writing nothing."""

    help = "Report what WordPress exports hold. The import itself is to come."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("exports", nargs="+", type=Path, help="xml, gz or zip")
        parser.add_argument(
            "--analyse", action="store_true", required=True, help="count, write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            analysis = analyse(options["exports"])
        except UnreadableExport as error:
            raise CommandError(str(error)) from error
        for heading, counts in analysis.sections():
            self.stdout.write(f"\n{heading}")
            for name, count in counts:
                self.stdout.write(f"{count:>8}  {name}")
        self.stdout.write(f"\nEstimated: {analysis.seconds} s without media.")
