"""Fills the database of the audited site: the demo, and what the demo lacks."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from wagtail.models import Site  # noqa: E402

from home.models import HomePage, StandardPage  # noqa: E402
from tests.audits.site import HOST  # noqa: E402

# The opening of a page brings the page's main heading, which this page has already.
OPENINGS = {"hero"}


def main():
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_demo", verbosity=0)
    Site.objects.update(hostname=HOST, port=443)
    add_page_of_every_block()
    withdraw_a_page()


def add_page_of_every_block():
    """A page that shows every block once, as its preview does."""
    stream = StandardPage._meta.get_field("sections").stream_block
    page = StandardPage(
        title="Every block",
        slug="every-block",
        search_description="Every block that a page can be composed of.",
        sections=[
            (name, block.get_preview_value())
            for name, block in stream.child_blocks.items()
            if name not in OPENINGS
        ],
    )
    HomePage.objects.get().add_child(instance=page)


def withdraw_a_page():
    page = StandardPage(title="Withdrawn", slug="withdrawn")
    HomePage.objects.get().add_child(instance=page)
    page.delete()


if __name__ == "__main__":
    main()
