"""The search entries of sample articles, worked out once for each text.

All but the title is the same in every article of a variant, so the database
turns each text into a vector once, and only joins afterwards.
"""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models.sql.subqueries import InsertQuery
from modelsearch.backends import get_search_backend
from modelsearch.backends.database.postgres.postgres import ObjectIndexer
from modelsearch.backends.database.postgres.weights import get_weight
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from blog.models import ArticlePage

TITLE_LENGTH = 8.0  # words that count in a usual title

WRITE = """
INSERT INTO {table} (content_type_id, object_id, title, autocomplete, body,
                     title_norm, title_text, body_text)
SELECT %(type)s, page_id::text, title_vector,
       setweight(to_tsvector('simple', title), 'D'), body,
       %(length)s / greatest(length(title_vector), 1), title, body_text
FROM sample_titles
JOIN sample_texts USING (variant),
LATERAL setweight(to_tsvector('english', title), %(weight)s) AS title_vector
ORDER BY page_id
"""


class EntryWriter:
    """Writes search entries within the transaction that writes the articles."""

    def __init__(self, patterns: Iterable[ArticlePage]) -> None:
        self.table = IndexEntry._meta.db_table
        title = next(f for f in Page.search_fields if f.field_name == "title")
        self.parameters = {
            "type": ContentType.objects.get_for_model(ArticlePage).pk,
            "weight": get_weight(title.boost),
            "length": TITLE_LENGTH,
        }
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS sample_texts, sample_titles")
            cursor.execute(
                "CREATE TEMPORARY TABLE sample_texts "
                "(variant integer, body tsvector, body_text text) ON COMMIT DROP"
            )
            cursor.execute(
                "CREATE TEMPORARY TABLE sample_titles "
                "(page_id bigint, variant integer, title text) ON COMMIT DROP"
            )
            backend = get_search_backend()
            compiler = InsertQuery(IndexEntry).get_compiler(connection=connection)
            body = IndexEntry._meta.get_field("body")
            for variant, pattern in enumerate(patterns):
                indexer = ObjectIndexer(pattern, backend)
                vector = compiler.prepare_value(body, indexer.body)
                sql, parameters = vector.as_sql(compiler, connection)
                cursor.execute(
                    f"INSERT INTO sample_texts VALUES (%s, {sql}, %s)",  # noqa: S608
                    [variant, *parameters, indexer.body_text],
                )

    def write(self, titles: Iterable[tuple[int, int, str]]) -> None:
        """Add the entries of articles, given as key, variant and title."""
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE sample_titles")
            with cursor.copy("COPY sample_titles FROM STDIN") as copy:
                for row in titles:
                    copy.write_row(row)
            cursor.execute(WRITE.format(table=self.table), self.parameters)


def delete_entries(pks: list[int]) -> None:
    """Delete the search entries of articles."""
    article = ContentType.objects.get_for_model(ArticlePage)
    found = IndexEntry.objects.filter(
        content_type=article, object_id__in=[str(pk) for pk in pks]
    )
    found._raw_delete(found.db)
