"""The style sheet: many files to write, one to read."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import get_finders
from django.utils.module_loading import import_string

from cms import settings as product_settings
from cms.static_files import STYLE_SHEET, SiteStaticFilesStorage, join_imports


@pytest.fixture
def collected():
    """All static files, as collectstatic finds them."""
    return {
        path: (storage, path)
        for finder in get_finders()
        for path, storage in finder.list([])
    }


def test_the_joined_sheet_asks_for_no_other_sheet(collected):
    assert "@import" not in join_imports(STYLE_SHEET, collected)


def test_each_component_is_in_the_joined_sheet(collected):
    written = {path for path in collected if path.startswith("cms/css/components/")}

    imported = set(re.findall(r"components/\w+\.css", read(STYLE_SHEET)))

    assert {f"cms/css/{name}" for name in imported} == written


def test_the_product_collects_its_files_with_this_storage():
    backend = product_settings.STORAGES["staticfiles"]["BACKEND"]

    assert import_string(backend) is SiteStaticFilesStorage


def test_an_import_into_a_layer_becomes_a_block_of_the_layer(collected):
    joined = join_imports(STYLE_SHEET, collected)

    assert "@layer tokens {\n" in joined
    assert joined.index("@layer tokens, base") < joined.index("@layer tokens {")


def test_files_are_compressed_but_for_those_that_readers_never_ask_for(tmp_path):
    compressor = SiteStaticFilesStorage(tmp_path).create_compressor(quiet=True)
    large = tmp_path / "large.css"
    large.write_text("a { color: red }\n" * 10_000)

    compressor.compress(str(large))

    assert large.with_suffix(".css.br").stat().st_size < 1_000
    assert large.with_suffix(".css.gz").stat().st_size < 1_000
    assert not compressor.should_compress("app.js.map")


def test_the_fonts_of_the_sheet_exist_and_are_light(collected):
    joined = join_imports(STYLE_SHEET, collected)

    fonts = re.findall(r'url\("\.\./(fonts/[^"]+)"\)', joined)
    sizes = [collected[f"cms/{font}"][0].size(f"cms/{font}") for font in fonts]

    assert fonts
    assert sum(sizes) < 60_000


def read(name):
    with open(finders.find(name)) as file:
        return file.read()
