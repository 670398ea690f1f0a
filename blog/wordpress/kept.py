"""Dictionaries in temporary files: exports are larger than memory may be."""

import pickle
import sqlite3
from collections.abc import Iterator, MutableMapping
from tempfile import NamedTemporaryFile
from typing import Any, cast

TABLE = "CREATE TABLE kept (row INTEGER PRIMARY KEY, key UNIQUE NOT NULL, value BLOB)"
# Nothing here outlives the import, so nothing need survive a crash.
SETTINGS = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA cache_size = -1000",  # kilobytes
)
WRITE = """
INSERT INTO kept (key, value) VALUES (?, ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""
READ_AT_ONCE = 500


class Kept[Key: (int, str), Value](MutableMapping[Key, Value]):
    """A dictionary of numbers or names in a file of its own, in the order of arrival.

    A value is a copy: what was changed in it has to be put in again. Another process
    that is sent the dictionary reads the same file, and must not write.
    """

    def __init__(self) -> None:
        self.file: Any = None
        self.database: sqlite3.Connection | None = None

    def __getstate__(self) -> str:
        """Where the file is; what is sent must be in it."""
        if self.database is None:
            return ""
        if self.database.in_transaction:
            self.database.commit()
        return cast(str, self.file.name)

    def __setstate__(self, path: str) -> None:
        self.file, self.database = None, None
        if path:
            self.database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def opened(self) -> sqlite3.Connection:
        """The file, which is made for the first value."""
        if self.database is None:
            self.file = NamedTemporaryFile(prefix="counsel-import-")  # noqa: SIM115
            self.database = sqlite3.connect(self.file.name, check_same_thread=False)
            for setting in (*SETTINGS, TABLE):
                self.database.execute(setting)
        return self.database

    def __setitem__(self, key: Key, value: Value) -> None:
        blob = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self.opened().execute(WRITE, (key, blob))

    def __getitem__(self, key: Key) -> Value:
        found = self.row("SELECT value FROM kept WHERE key = ?", (key,))
        if found is None:
            raise KeyError(key)
        return cast(Value, pickle.loads(found[0]))  # noqa: S301 - our own file

    def __contains__(self, key: object) -> bool:
        return self.row("SELECT 1 FROM kept WHERE key = ?", (key,)) is not None

    def __delitem__(self, key: Key) -> None:
        if key not in self:
            raise KeyError(key)
        self.opened().execute("DELETE FROM kept WHERE key = ?", (key,))

    def __len__(self) -> int:
        found = self.row("SELECT count(*) FROM kept", ())
        return found[0] if found else 0

    def __iter__(self) -> Iterator[Key]:
        """The keys; values may change meanwhile."""
        last = 0
        while self.database is not None:
            rows = self.database.execute(
                "SELECT row, key FROM kept WHERE row > ? ORDER BY row LIMIT ?",
                (last, READ_AT_ONCE),
            ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield from (key for _, key in rows)

    def row(self, query: str, values: tuple[Any, ...]) -> tuple[Any, ...] | None:
        """The first row of an answer; none of a dictionary that is empty still."""
        if self.database is None:
            return None
        try:
            found = self.database.execute(query, values).fetchone()
        except (OverflowError, UnicodeEncodeError):  # no such key can be in the file
            return None
        return cast("tuple[Any, ...] | None", found)
