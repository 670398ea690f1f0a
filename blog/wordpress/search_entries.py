"""Search entries of new pages, a whole batch in one statement."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from modelsearch.backends import get_search_backend
from modelsearch.backends.database.postgres.postgres import ObjectIndexer
from modelsearch.index import AutocompleteField
from wagtail.search.models import IndexEntry

USUAL_TITLE = 8.0  # words that count in a usual title
LONGEST_TEXT = 500_000  # characters; PostgreSQL's vectors end at a megabyte
WEIGHTS = ("A", "B", "C", "D")

WRITE = """
INSERT INTO {table} (content_type_id, object_id, title, autocomplete, body,
                     title_norm, title_text, body_text)
SELECT %(type)s, pk, title, to_tsvector('{simple}', autocomplete),
       {body}, {usual} / greatest(length(title), 1), words, body_text
FROM unnest(%(pk)s::text[], %(words)s::text[], %(weight)s::"char"[],
            %(autocomplete)s::text[], %(body_text)s::text[], {arrays})
     AS given (pk, words, weight, autocomplete, body_text, {names}),
LATERAL setweight(to_tsvector('{config}', words), weight) AS title
ON CONFLICT (content_type_id, object_id) DO NOTHING
"""


class Texts:
    """What search finds a page by, read once from its fields."""

    def __init__(self, page: Any, indexer: ObjectIndexer) -> None:
        self.pk = str(page.pk)
        self.titles: list[str] = []
        self.title_weight = "D"
        self.completed: list[str] = []
        self.by_weight: dict[str, list[str]] = {weight: [] for weight in WEIGHTS}
        for search_field in indexer.search_fields:
            for field, weight, text in indexer.prepare_field(page, search_field):
                if not (text := text.strip()[:LONGEST_TEXT]):
                    continue
                if isinstance(field, AutocompleteField):
                    self.completed.append(text)
                elif field.field_name == "title":
                    self.titles.append(text)
                    self.title_weight = weight
                else:
                    self.by_weight[weight].append(text)

    @property
    def body(self) -> str:
        """All words but the title."""
        return " ".join(" ".join(texts) for texts in self.by_weight.values() if texts)


def write_entries(pages: Sequence[Any]) -> None:
    """Add the search entries of new pages of one type."""
    backend = get_search_backend()
    texts = [Texts(page, ObjectIndexer(page, backend)) for page in pages]
    parameters: dict[str, Any] = {
        "type": ContentType.objects.get_for_model(type(pages[0])).pk,
        "pk": [text.pk for text in texts],
        "words": [" ".join(text.titles) for text in texts],
        "weight": [text.title_weight for text in texts],
        "autocomplete": [" ".join(text.completed) for text in texts],
        "body_text": [text.body for text in texts],
    }
    used = [w for w in WEIGHTS if any(text.by_weight[w] for text in texts)] or ["D"]
    for weight in used:
        parameters[weight] = [" ".join(text.by_weight[weight]) for text in texts]
    vectors = [
        f"setweight(to_tsvector('{backend.config}', text_{weight}), '{weight}')"
        for weight in used
    ]
    statement = WRITE.format(
        table=IndexEntry._meta.db_table,
        simple=backend.autocomplete_config or "simple",
        config=backend.config,
        usual=USUAL_TITLE,
        body=" || ".join(vectors),
        arrays=", ".join(f"%({weight})s::text[]" for weight in used),
        names=", ".join(f"text_{weight}" for weight in used),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
