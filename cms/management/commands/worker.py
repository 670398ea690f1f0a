"""`manage.py worker`: background tasks and scheduled publishing."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.worker import work


class Command(BaseCommand):
    """Run the worker until it is told to stop."""

    help = "Run background tasks and publish what is scheduled."

    def handle(self, *args: Any, **options: Any) -> None:
        work()
