import pytest
from django.core.management import CommandError, call_command

from .exports import export, item


def test_the_command_reports_what_an_export_holds(tmp_path, capsys):
    path = tmp_path / "export.xml"
    path.write_text(
        export(
            item(1, content='<img src="https://old.example/u/a-300x200.jpg"> [form_x]'),
            item(2, type="page", status="draft", content="<!-- wp:acme/map /-->"),
        )
    )

    call_command("import_wordpress", path, "--analyse")

    words = " ".join(capsys.readouterr().out.split())
    assert "1 page, draft 1 post, publish" in words
    assert "Shortcodes 1 form_x Blocks 1 acme/map" in words
    assert "Pictures not in the export 1 https://old.example/u/a.jpg" in words


def test_a_missing_file_is_told_in_one_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"no\.xml cannot be read"):
        call_command("import_wordpress", tmp_path / "no.xml", "--analyse")
