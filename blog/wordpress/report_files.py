"""The report on a run as files: for people, for spreadsheets and for programs."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from blog.models import ImportRun
from blog.wordpress.report import COLUMNS, Report, kind_name

# What a spreadsheet would take for a formula when a cell begins with it.
FORMULA_MARKS = tuple("=+-@＝＋－＠\t\r\n")
CONTENT_TYPES = {
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


class Echo:
    """A file that gives back what is written to it, for the CSV writer."""

    def write(self, text: str) -> str:
        return text


def report_pieces(run: ImportRun, form: str) -> Iterator[str]:
    """The report in one of the three forms, piece by piece."""
    report = Report(run)
    if form == "csv":
        return csv_lines(report)
    return json_pieces(report) if form == "json" else html_pieces(report)


def write_report(run: ImportRun, folder: Path) -> list[Path]:
    """Write the report in all three forms; returns the paths of the files.

    Raises:
        OSError: when the folder cannot be made or written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for form in CONTENT_TYPES:
        path = folder / file_name(run, form)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(report_pieces(run, form))
        paths.append(path)
    return paths


def file_name(run: ImportRun, form: str) -> str:
    """The name of a file of the report."""
    return f"import-{run.pk}.{form}"


def csv_lines(report: Report) -> Iterator[str]:
    """A line for each item, below a line with the names of the columns."""
    writer = csv.writer(Echo())
    # Without this mark, Excel takes the file for one in a Windows encoding.
    yield "\ufeff" + str(writer.writerow(COLUMNS))
    for row in report.rows():
        yield str(writer.writerow([cell(row[column]) for column in COLUMNS]))


def cell(value: Any) -> str:
    """A value as text that no spreadsheet takes for a formula."""
    if isinstance(value, int):
        return str(value)
    text = " | ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA_MARKS) else text


def json_pieces(report: Report) -> Iterator[str]:
    """One JSON object, its items one to a line."""
    head = json.dumps(about(report), ensure_ascii=False, indent=1)
    yield head.removesuffix("\n}") + ',\n "items": [\n'
    separator = ""
    for row in report.rows():
        yield separator + json.dumps(row, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def about(report: Report) -> dict[str, Any]:
    """What the report says of the run as a whole."""
    run = report.run
    return {
        "run": run.pk,
        "status": run.status,
        "is_rehearsal": run.is_rehearsal,
        "old_site": run.source,
        "files": [Path(name).name for name in run.files],
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "counts": {kind: dict(found) for kind, found in report.by_kind.items()},
        **report.totals,
        "findings": [
            {"heading": finding.heading, "count": finding.count}
            for finding in report.findings
        ],
    }


def html_pieces(report: Report) -> Iterator[str]:
    """A page that needs nothing beside itself."""
    files = [Path(name).name for name in report.run.files]
    items = (
        row | {"kind": kind_name(row["type"]), "is_less": is_less(row)}
        for row in report.rows()
    )
    yield render_to_string(
        "blog/import_report.html",
        {
            "report": report,
            "run": report.run,
            "files": files,
            "items": items,
            "made_at": timezone.now(),
        },
    )


def is_less(row: dict[str, Any]) -> bool:
    """Whether a page shows fewer words or images than before."""
    return row["outcome"] in ("created", "updated", "unchanged") and (
        row["words_after"] < row["words_before"]
        or row["images_after"] < row["images_before"]
    )
