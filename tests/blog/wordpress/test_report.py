import csv
import io
import json
import re

import pytest
from django.core.management import CommandError, call_command

from blog.wordpress.report import Report
from blog.wordpress.report_files import report_pieces

from .exports import item


def findings(run):
    return {finding.heading: finding for finding in Report(run).findings}


def rows_of(run):
    text = "".join(report_pieces(run, "csv")).removeprefix("\ufeff")
    return {row["number"]: row for row in csv.DictReader(text.splitlines())}


def test_each_item_is_reported_with_what_became_of_it_and_why(run_import):
    run = run_import(
        item(1, content="<p>One two three.</p>"),
        item(2, status="trash"),
        item(3, type="product"),
    )

    report = Report(run)
    assert ("Posts", [1, 1], 2) in report.table
    rows = rows_of(run)
    assert rows["1"]["outcome"] == "created"
    assert (rows["1"]["words_before"], rows["1"]["words_after"]) == ("3", "3")
    assert rows["1"]["old_address"] == "https://old.example/entry-1/"
    assert rows["1"]["new_address"].endswith("/blog/entry-1/")
    assert rows["2"]["reason"] == "It lies in WordPress's trash."
    assert "--map product" in rows["3"]["reason"]


def test_a_second_run_tells_the_words_of_pages_that_stayed_as_they_were(run_import):
    post = item(1, content="<p>One two three.</p>")
    run_import(post)

    run = run_import(post)

    row = rows_of(run)["1"]
    assert row["outcome"] == "unchanged"
    assert (row["words_before"], row["words_after"]) == ("3", "3")


def test_what_is_missing_is_listed_with_the_pages_that_need_it(run_import):
    run = run_import(
        item(
            1,
            title="Fees",
            content='<p><img src="https://old.example/wp-content/uploads/a.png">'
            '<a href="https://old.example/nowhere/">there</a></p>',
        )
    )

    found = findings(run)
    files = found["Files that were not found, and the pages that need them"]
    assert [(text, str(item)) for text, item in files.lines] == [
        ("https://old.example/wp-content/uploads/a.png", "Fees")
    ]
    links = found["Links to the old site that lead to nothing here"]
    assert [text for text, _ in links.lines] == ["https://old.example/nowhere/"]
    assert "Pages with fewer images than in WordPress" in found


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t=", "\n=", "＝", "＠"])
def test_no_cell_of_the_spreadsheet_is_a_formula(run_import, mark):
    run = run_import(
        item(
            1,
            title=f"{mark}HYPERLINK(1)",
            link=f"{mark}1",
            content=f'<a href="{mark}cmd">x</a><a href="/gone/">y</a>',
        )
    )

    text = "".join(report_pieces(run, "csv")).removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@＝＋－＠]", cell)]
    assert any("HYPERLINK" in cell for cell in cells)


def test_reports_hold_no_characters_that_move_a_cursor_or_turn_names_around(
    run_import, tmp_path, capsys
):
    run = run_import(
        item(1, title="\x9b2JBad \u202egnp.exe\u202c", type="product"),
        item(2, title="Next\u0085 line", content='<a href="/gone\x9b/">x</a>'),
    )

    call_command("import_wordpress", run=run.pk, report=tmp_path)

    told = [capsys.readouterr().out, *(p.read_text() for p in tmp_path.glob("import*"))]
    for text in told:
        assert not re.search("[\x7f-\x9f\u202a-\u202e]", text)
    assert any("Bad  gnp.exe" in text for text in told)
    assert any("Next… line" in text for text in told)


def test_the_json_report_holds_every_item_and_the_sums(run_import):
    run = run_import(
        item(1, content="<p>One two.</p>"), item(2, content="<p>Three</p>")
    )

    report = json.loads("".join(report_pieces(run, "json")))

    assert [row["number"] for row in report["items"]] == ["1", "2"]
    assert (report["words_before"], report["words_after"]) == (3, 3)
    assert report["counts"]["post"] == {"created": 2}


def test_the_html_report_needs_no_other_file_and_runs_nothing(run_import):
    run = run_import(item(1, title="<script>alert(1)</script>"))

    html = "".join(report_pieces(run, "html"))

    assert "&lt;script&gt;alert(1)" in html
    for loads in ("<script", "<link", " src=", "@import", "url("):
        assert loads not in html


def test_the_command_writes_the_report_in_three_forms(run_import, tmp_path, capsys):
    run = run_import(item(1))

    call_command("import_wordpress", run=run.pk, report=tmp_path / "report")

    names = sorted(path.name for path in (tmp_path / "report").iterdir())
    assert names == [f"import-{run.pk}.{form}" for form in ("csv", "html", "json")]
    assert "1  Created" in capsys.readouterr().out


def test_a_run_that_never_was_is_named(db):
    with pytest.raises(CommandError, match="There is no run 7"):
        call_command("import_wordpress", run=7)
