"""`make bench`: measures what the product promises, beside nginx, in one run.

ONLY=cached,growth measures these parts anew and keeps the others; QUICK=1 takes
shorter looks, whose figures are no better than a hint and leave the document as it
is.
"""

import argparse
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from rich.console import Console
from rich.table import Table

from tests.benchmarks import figures, report, site, tools

console = Console()

# Part, module, function.
PARTS = {
    "cached": ("rates", "measure_cached"),
    "uncached": ("rates", "measure_uncached"),
    "freshness": ("freshness", "measure"),
    "weight": ("weight", "measure"),
    "growth": ("growth", "measure"),
    "memory": ("memory", "measure"),
    "start": ("start", "measure"),
    "importing": ("importing", "measure"),
    "faults": ("faults", "measure"),
}


@dataclass(frozen=True)
class Effort:
    """How long to look."""

    is_quick: bool

    @property
    def seconds(self):
        """For each rate."""
        return 1 if self.is_quick else 2

    def of(self, count):
        """Of so many repetitions, those to make."""
        return max(10, count // 10) if self.is_quick else count


def main():
    options = parse()
    if missing := tools.missing():
        for name, how in missing.items():
            console.print(f"{name} is missing. To get it: {how}")
        return 1
    # Ended by another program, it stops what it started too.
    signal.signal(signal.SIGTERM, lambda *args: sys.exit(143))
    about, effort = figures.machine(), Effort(options.quick)
    output = figures.HINTS if options.quick else figures.RESULTS
    run = figures.read(output)
    started = time.monotonic()
    site.prepare()
    failed = {}
    for name in options.only:
        console.rule(name)
        part_started = time.monotonic()
        try:
            found = list(announced(measure_of(name)(effort)))
        except Exception as error:
            console.print_exception()
            failed[name] = error
            continue
        measured = {name: figures.occasion(part_started)}
        run = figures.write(output, run, found, about, measured)
    if not options.quick:
        report.write(run)
    console.print(table(report.in_order(run)))
    took = time.monotonic() - started
    console.print(f"Written to {output}. It took {took / 60:.1f} minutes.")
    for name, error in failed.items():
        console.print(f"{name} could not be measured: {error}")
    return 1 if failed else 0


def parse():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--only",
        type=lambda text: [part for part in text.split(",") if part],
        default=list(PARTS),
        help=f"parts to measure, of {', '.join(PARTS)}",
    )
    parser.add_argument("--quick", action="store_true", help="take shorter looks")
    options = parser.parse_args()
    if unknown := set(options.only) - set(PARTS):
        parser.error(f"no such part: {', '.join(unknown)}")
    return options


def measure_of(part) -> Callable:
    """The function that measures a part."""
    module, function = PARTS[part]
    return getattr(import_module(f"tests.benchmarks.{module}"), function)


def announced(found):
    """Print each figure as it comes."""
    for figure in found:
        console.print(
            f"  {figure.name:42} {figure.text:>14}  {figure.target:>14}  "
            f"{figure.verdict:3} {figure.detail_text}"
        )
        yield figure


def table(found):
    made = Table("Part", "What", "Measured", "Target", "Holds", "Details")
    for figure in found:
        made.add_row(
            figure.part,
            figure.name,
            figure.text,
            figure.target,
            figure.verdict,
            figure.detail_text,
        )
    return made


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Ended early. The parts that were finished are written.")
