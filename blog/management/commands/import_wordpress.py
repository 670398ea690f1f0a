"""`manage.py import_wordpress`: moves a WordPress site in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from blog.models import ImportRun
from blog.wordpress.analysis import analyse
from blog.wordpress.damage import legible
from blog.wordpress.files import UnreadableExport
from blog.wordpress.importing import Importer, ImportUnderWay
from blog.wordpress.report import Report
from blog.wordpress.report_files import write_report
from blog.wordpress.runs import new_run, unfinished_run
from blog.wordpress.targets import TARGETS
from blog.wordpress.undoing import undo
from blog.wordpress.verifying import SiteUnreachable, verify


class Command(BaseCommand):
    """Import WordPress exports, or report what they hold."""

    help = "Import WordPress exports. Run again, it takes over what changed."

    def add_arguments(self, parser: CommandParser) -> None:
        add = parser.add_argument
        add("exports", nargs="*", type=Path, help="xml, gz or zip")
        add("--analyse", action="store_true", help="count, write nothing")
        add("--dry-run", action="store_true", help="convert and report, write nothing")
        add(
            "--map",
            action="append",
            default=[],
            metavar="TYPE=KIND",
            help="what another post type becomes: articles, pages or attorneys",
        )
        add("--uploads", type=Path, help="folder or zip of wp-content/uploads")
        add("--fetch-media", action="store_true", help="fetch files from the old site")
        add("--retry-media", action="store_true", help="only files that are missing")
        add("--undo", type=int, metavar="RUN", help="remove what a run made")
        add(
            "--force",
            action="append",
            default=[],
            metavar="ID",
            help="number of an item whose page is overwritten, whoever edited it",
        )
        add(
            "--verify",
            type=int,
            metavar="RUN",
            help="ask the running site for every old address of a run",
        )
        add(
            "--site",
            default="",
            metavar="ADDRESS",
            help="where to ask, if the site does not answer at its own address yet",
        )
        add("--report", type=Path, metavar="FOLDER", help="write the report there")
        add("--run", type=int, metavar="RUN", help="report on this run, import nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["analyse"]:
                self.analyse(options["exports"])
            elif options["undo"]:
                self.undo(options["undo"])
            elif options["verify"]:
                self.verify(run_of(options["verify"]), options["site"])
            elif options["run"]:
                self.conclude(run_of(options["run"]), options["report"])
            else:
                self.carry_out(options)
        except KeyboardInterrupt as interrupt:
            goes_on = "Stopped. The same command goes on where it was."
            raise CommandError(goes_on) from interrupt
        except UnreadableExport as error:
            raise CommandError(str(error)) from error
        except ImportUnderWay as error:
            raise CommandError("Another import is running.") from error
        except SiteUnreachable as error:
            raise CommandError(str(error)) from error

    def analyse(self, exports: list[Path]) -> None:
        """Report what the exports hold."""
        analysis = analyse(exports)
        for heading, counts in analysis.sections():
            self.stdout.write(f"\n{heading}")
            for name, count in counts:
                self.stdout.write(f"{count:>8}  {legible(name)}")
        self.stdout.write(f"\nEstimated: {analysis.seconds} s without media.")

    def undo(self, pk: int) -> None:
        """Remove what a run made and nobody edited since."""
        with bars() as report:
            counts = undo(run_of(pk), partial(report, "Removing what it made"))
        self.stdout.write(f"Removed {counts['removed']}, kept {counts['kept']}.")

    def carry_out(self, options: dict[str, Any]) -> None:
        """Import the exports, with a bar for each stage."""
        if not options["exports"]:
            raise CommandError("Name the export files.")
        if options["uploads"] and not options["uploads"].exists():
            raise CommandError(f"There is no folder or zip {options['uploads']}.")
        settings = {
            "map": mapping(options["map"]),
            "force": options["force"],
            "uploads": str(options["uploads"].resolve()) if options["uploads"] else "",
            "fetch_media": options["fetch_media"],
            "retry_media": options["retry_media"],
        }
        run = unfinished_run(options["exports"], options["dry_run"])
        if run is not None:
            self.stdout.write(f"Going on with run {run.pk}.")
        else:
            run = new_run(options["exports"], settings, options["dry_run"])
        with bars() as report:
            Importer(run, report).go()
        self.conclude(run, options["report"])

    def verify(self, run: ImportRun, site: str) -> None:
        """Ask for every old address; whatever does not lead right is told.

        Raises:
            CommandError: when some address does not.
        """
        with bars() as report:
            found = verify(run, site, partial(report, "Asking for old addresses"))
        self.stdout.write(f"Old addresses: {found}")
        for fault in found.faults:
            self.stdout.write(legible(fault))
        if found.faults:
            raise CommandError(f"{len(found.faults)} do not lead to their page.")
        self.stdout.write("All lead to their page.")

    def conclude(self, run: ImportRun, folder: Path | None) -> None:
        """Say what came of the run, and write its report if that is wanted."""
        report = Report(run)
        self.stdout.write(f"\n{run}: {run.get_status_display()}")
        for label, count in run.counts:
            self.stdout.write(f"{count:>8}  {label}")
        totals = report.totals
        self.stdout.write(
            f"Words: {totals['words_before']} before, {totals['words_after']} now. "
            f"Images: {totals['images_before']} before, {totals['images_after']} now."
        )
        for finding in report.findings:
            self.stdout.write(f"{finding.count:>8}  {legible(finding.heading)}")
        for item in run.items.filter(outcome="failed")[:20]:
            line = f"Failed: {item.kind} {item.key} “{item}”: {item.reason}"
            self.stdout.write(legible(line))
        for path in write_report(run, folder) if folder else ():
            self.stdout.write(f"Written: {path}")


@contextmanager
def bars() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each stage that is reported; the last one is full in the end."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    tasks: dict[str, Any] = {}
    with Progress(*columns) as progress:

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=total or None)
            progress.update(tasks[stage], completed=done, total=total or None)

        yield report


def run_of(pk: int) -> ImportRun:
    """The run of a number.

    Raises:
        CommandError: when there is none.
    """
    run = ImportRun.objects.filter(pk=pk).first()
    if run is None:
        raise CommandError(f"There is no run {pk}.")
    return run


def mapping(pairs: list[str]) -> dict[str, str]:
    """The post types and what they become, as `--map TYPE=KIND` says it."""
    found = {}
    for pair in pairs:
        post_type, _, kind = pair.partition("=")
        if kind not in TARGETS:
            kinds = ", ".join(TARGETS)
            raise CommandError(f"--map {pair}: after = comes one of {kinds}.")
        found[post_type] = kind
    return found
