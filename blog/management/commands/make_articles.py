"""`manage.py make_articles`: thousands of articles, to try a large site with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import Progress

from blog.models import BlogIndexPage
from blog.samples.writing import SampleWriter, delete_samples, sample_articles


class Command(BaseCommand):
    """Add sample articles to the blog, or take them away again."""

    help = "Make sample articles, in bulk: run again, it adds what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count", type=int, default=1_000, help="how many in all")
        parser.add_argument("--delete", action="store_true", help="delete all of them")

    def handle(self, *args: Any, **options: Any) -> None:
        blog = BlogIndexPage.objects.live().order_by("pk").first()
        if blog is None:
            raise CommandError("There is no blog. Make one, or run load_demo first.")
        if options["delete"]:
            self.stdout.write(f"Deleted {delete_samples(blog):,} sample articles.")
            return
        missing = max(0, options["count"] - sample_articles(blog).count())
        with Progress() as progress:
            task = progress.add_task("Making articles", total=missing)
            SampleWriter(blog).write(
                options["count"], lambda made: progress.advance(task, made)
            )
        self.stdout.write(f"{blog.full_url} has {options['count']:,} sample articles.")
