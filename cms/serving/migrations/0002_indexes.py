"""Indexes on Wagtail's tables for what readers ask at a hundred thousand pages."""

from django.db import migrations

INDEXES = {
    # Finding the page at an address. Addresses may be longer than a B-tree takes.
    "counsel_page_url_path": "wagtailcore_page USING hash (url_path)",
    # The words of a page, wherever they stand: what search looks for.
    "counsel_page_words": "wagtailsearch_indexentry USING gin ((title || body))",
}


class Migration(migrations.Migration):
    dependencies = [
        ("serving", "0001_initial"),
        ("wagtailcore", "0001_squashed_0016_change_page_url_path_to_text_field"),
        ("wagtailsearch", "0006_customise_indexentry"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX IF NOT EXISTS {name} ON {target}",
            f"DROP INDEX IF EXISTS {name}",
        )
        for name, target in INDEXES.items()
    ]
