"""Exports imported into a site."""

import pytest

from blog.models import ImportItem
from blog.wordpress.importing import Importer
from blog.wordpress.runs import new_run, unfinished_run
from tests.factories import BlogIndexPageFactory

from .exports import export


@pytest.fixture
def blog(home_page):
    """The blog of a site."""
    return BlogIndexPageFactory(parent=home_page, slug="blog")


@pytest.fixture
def run_import(blog, tmp_path):
    """Imports items of an export, and returns the run."""

    def run_import(*items, head="", rehearsal=False, resume=False, **options):
        path = tmp_path / "export.xml"
        path.write_text(export(*items, head=head))
        run = unfinished_run([path], rehearsal) if resume else None
        run = run or new_run([path], options, rehearsal)
        Importer(run).go()
        return run

    return run_import


@pytest.fixture
def outcome():
    """What became of an item in a run."""

    def outcome(run, key):
        return ImportItem.objects.get(run=run, key=str(key))

    return outcome
