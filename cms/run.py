"""`make run`: the whole product on this machine, with one command.

A first start prepares everything. A later one, with nothing changed since, goes
straight to serving: the web server loads while PostgreSQL starts beside it, and
Django is never loaded here.
"""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

from cms import database, processes, settings
from cms.fingerprint import fingerprint

BETWEEN_LOOKS = 1.0  # seconds between looks after PostgreSQL
AFTER_FAILURE = 10.0  # seconds until it is tried again when it does not start
PREPARED_FILE = settings.VAR_DIR / "prepared.json"
VALUES = (settings.PUBLIC_URL, settings.CHOSEN_LANGUAGES)
WATCHED = (
    "requirements/*.txt",
    "*/migrations/*.py",
    "*/static/**/*",
    "cms/settings.py",
    "var/postgres/PG_VERSION",
    "var/static/staticfiles.json",
)


def main() -> int:
    """Start everything, and return the exit code when it has ended."""
    is_embedded = not os.environ.get("DATABASE_URL")
    is_stopping = threading.Event()
    watch = threading.Thread(target=keep_database, args=[is_stopping], name="database")
    try:
        processes.claim_folder()
        processes.claim_address(settings.HOST, settings.PORT)
        if not start_quickly():
            database.ensure_database()
            prepare()
    except (processes.CannotStart, database.DatabaseNotStarted) as error:
        print(error, file=sys.stderr)
        return 1
    if is_embedded:
        watch.start()
    threading.Thread(target=announce, name="announce", daemon=True).start()
    try:
        return processes.run_together(
            {
                "web": processes.web_command(),
                "worker": processes.worker_command(),
            }
        )
    finally:
        is_stopping.set()
        if is_embedded:
            watch.join()


def start_quickly() -> bool:
    """Leave out what a start prepares, if all is as it was left.

    PostgreSQL then starts beside the web server; but where the last run was
    killed it comes first, for it has to recover.
    """
    if os.environ.get("DATABASE_URL") or not PREPARED_FILE.exists():
        return False
    prepared = json.loads(PREPARED_FILE.read_text())
    if prepared["fingerprint"] != fingerprint(WATCHED, *VALUES):
        return False
    if (database.DATA_FOLDER / "postmaster.pid").exists():
        database.ensure_database()
    else:
        os.environ["DATABASE_URL"] = prepared["database_url"]
    return True


def keep_database(is_stopping: threading.Event) -> None:
    """Start the embedded PostgreSQL, and again whenever it has ended."""
    pause = 0.0
    while not is_stopping.wait(pause):
        pause = BETWEEN_LOOKS
        if not database.is_running():
            try:
                database.start_embedded()
            except database.DatabaseNotStarted as error:
                print(error, file=sys.stderr, flush=True)
                pause = AFTER_FAILURE


def prepare() -> None:
    """Migrate, load demo content and collect static files, in a process apart."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "prepare"]
    finished = subprocess.run(command, check=False)  # noqa: S603 - our own command
    if finished.returncode:
        raise SystemExit(finished.returncode)
    state = {
        "fingerprint": fingerprint(WATCHED, *VALUES),
        "database_url": os.environ["DATABASE_URL"],
    }
    draft = PREPARED_FILE.with_suffix(".draft")
    draft.write_text(json.dumps(state))
    draft.replace(PREPARED_FILE)


def announce() -> None:
    """Say where to look, as soon as there is something to see."""
    address = processes.address()
    while not answers(address):
        time.sleep(0.05)
    print(f"\n  Public site  {address}/\n  Admin        {address}/admin/\n")
    print("  Ctrl-C stops everything.\n", flush=True)


def answers(address: str) -> bool:
    """Whether the site gives any answer at the address."""
    try:
        with urllib.request.urlopen(address, timeout=30):  # noqa: S310 - our own
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
