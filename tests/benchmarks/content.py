"""Sites of several sizes, each in a database of its own: made once, and kept.

Each is a copy of the next smaller one with more sample articles. What changes a
site works on a copy that is dropped in the end, so that a second run finds the
same content as the first.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import psycopg
from rich.console import Console

from tests.benchmarks.figures import BASE_DIR
from tests.prepared_database import url_of

console = Console()

DEMO = 0  # the demo content, without sample articles
SIZES = (DEMO, 1_000, 10_000, 100_000)
# What a site is made from; another edition of it makes new sites.
SOURCES = (
    *(f"{app}/**/migrations/*.py" for app in ("cms", "people", "blog", "home")),
    "requirements/production.txt",
    "cms/serving/triggers.py",
    "blog/samples/*.py",
    "home/demo/**/*",
    "tests/benchmarks/content.py",
)
DRAFT, COPY = "draft", "copy"


def drop_other_editions() -> None:
    """Drop the sites that were made from other sources."""
    for name in databases():
        if name.startswith("site_") and not name.endswith(edition()):
            drop(name)


def make(size: int) -> None:
    """Make a site, under another name until it is whole."""
    if size == DEMO:
        console.print("Making a site of the demo content")
        drop(DRAFT)
        execute(f"CREATE DATABASE {DRAFT}")
        use(DRAFT)
        manage("prepare")
        list_pictures()
    else:
        smaller = max(other for other in SIZES if other < size)
        use_site(smaller)
        console.print(f"Making a site of {size:,} sample articles")
        copy(name_of(smaller), DRAFT)
        use(DRAFT)
        write_articles(size)
    # Now rather than by the server itself while something is measured.
    execute("VACUUM (ANALYZE)", DRAFT)
    use(name_of(size))
    execute(f"ALTER DATABASE {DRAFT} RENAME TO {name_of(size)}")


def use_site(size: int) -> None:
    """Let this process, and the servers it starts, work on the site of a size."""
    if name_of(size) not in databases():
        make(size)
    use(name_of(size))


@contextmanager
def copied_site(size: int) -> Iterator[None]:
    """The same with a copy of the site, which may be changed."""
    use_site(size)
    copy(name_of(size), COPY)
    use(COPY)
    try:
        yield
    finally:
        use_site(size)
        drop(COPY)


def write_articles(count: int) -> None:
    """Add sample articles to the site in use."""
    from blog.models import BlogIndexPage
    from blog.samples.writing import SampleWriter

    SampleWriter(BlogIndexPage.objects.get()).write(count)


def list_pictures() -> None:
    """Name finished sizes for every picture, as the worker would after some minutes."""
    from cms.images import SHAPES
    from cms.models import FirmImage

    for image in FirmImage.objects.filter(ready={}):
        image.ready = {
            name: [
                {
                    "file": f"images/picture-{image.pk}.{rule}.{format_}",
                    "format": format_,
                    "width": int(rule.partition("-")[2].partition("x")[0]),
                    "height": 400,
                }
                for format_ in shape.formats
                for rule in shape.resize_rules
            ]
            for name, shape in SHAPES.items()
        }
        image.save(update_fields=["ready"])


def manage(*arguments: str) -> None:
    """Run a management command in a process of its own."""
    command = [sys.executable, str(BASE_DIR / "manage.py"), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


@cache
def edition() -> str:
    """Changes with what sites are made from."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(BASE_DIR.glob(pattern)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def name_of(size: int) -> str:
    """The database of a site."""
    return f"site_{size}_{edition()}"


def use(database: str) -> None:
    """Name the database in the environment, and connect this process to it."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connections

    os.environ["DATABASE_URL"] = url_of(database)
    connections.close_all()
    connections["default"].settings_dict["NAME"] = database
    ContentType.objects.clear_cache()


def execute(statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
    """Run a statement outside of transactions; returns the rows, if it has any."""
    with psycopg.connect(url_of(database), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def databases() -> set[str]:
    """The names of all databases on the server."""
    return {name for (name,) in execute("SELECT datname FROM pg_database")}


def copy(original: str, name: str) -> None:
    """Copy a database that no other process uses."""
    from django.db import connections

    connections.close_all()
    drop(name)
    execute(f"CREATE DATABASE {name} TEMPLATE {original} STRATEGY file_copy")


def drop(name: str) -> None:
    """Drop a database, whoever still uses it."""
    execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
