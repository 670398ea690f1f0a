import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from cms import database
from cms.database import (
    DatabaseNotStarted,
    ensure_database,
    forget_ended_server,
    forget_ended_users,
    make_data_folder,
    start_embedded,
)


def test_a_server_named_in_the_environment_is_used_and_none_is_started(
    monkeypatch, tmp_path
):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/counsel")

    ensure_database(tmp_path / "postgres")

    assert os.environ["DATABASE_URL"] == "postgresql://elsewhere/counsel"
    assert not (tmp_path / "postgres").exists()


@pytest.fixture
def living():
    """A process that is neither PostgreSQL nor on any list."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.communicate(b"\n")


def test_a_killed_process_does_not_keep_the_server_up(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    users = tmp_path / ".handle_pids.json"
    users.write_text(json.dumps([ended.pid, os.getpid()]))

    forget_ended_users(tmp_path)

    assert json.loads(users.read_text()) == [os.getpid()]


def test_nor_does_one_that_has_got_its_number_since(tmp_path, living):
    users = tmp_path / ".handle_pids.json"
    users.write_text(json.dumps([living.pid, os.getpid()]))
    listed_at = psutil.Process(living.pid).create_time() - 60
    os.utime(users, (listed_at, listed_at))

    forget_ended_users(tmp_path)

    assert living.pid not in json.loads(users.read_text())


@pytest.mark.parametrize("content", ["", "[12"])
def test_a_list_cut_short_is_begun_anew(tmp_path, content):
    users = tmp_path / ".handle_pids.json"
    users.write_text(content)

    forget_ended_users(tmp_path)

    assert json.loads(users.read_text()) == []


def test_a_server_whose_number_another_process_has_counts_as_ended(tmp_path, living):
    file = tmp_path / "postmaster.pid"
    file.write_text(f"{living.pid}\n{tmp_path}\n1795780000\n5432\n{tmp_path}\n")
    lock = tmp_path / ".s.PGSQL.5432.lock"
    lock.touch()

    forget_ended_server(tmp_path)

    assert not file.exists()
    assert not lock.exists()


def test_a_server_that_runs_is_kept():
    folder = database.DATA_FOLDER.with_name("test-postgres")
    if not folder.exists():
        pytest.skip("these tests run on a server of somebody else's")

    forget_ended_server(folder)

    assert (folder / "postmaster.pid").exists()


@pytest.fixture(scope="module")
def made_again():
    """A data folder, made after a first attempt was killed in the middle.

    PostgreSQL's own user may not enter the folders that pytest makes.
    """
    with tempfile.TemporaryDirectory(prefix="counsel-") as parent:
        folder = Path(parent) / "postgres"
        unfinished = folder.with_name("postgres.unfinished")
        unfinished.mkdir()
        (unfinished / "PG_VERSION").write_text("18\n")
        make_data_folder(folder)
        yield folder


def test_a_folder_that_is_half_made_is_never_used(made_again):
    assert (made_again / "global" / "pg_control").exists()
    assert not made_again.with_name("postgres.unfinished").exists()


def test_a_server_that_does_not_start_says_where_its_log_is(made_again, monkeypatch):
    monkeypatch.setattr(database, "LAST_BREATH", 0)
    (made_again / "postgresql.auto.conf").write_text("no_such_setting = on\n")

    with pytest.raises(DatabaseNotStarted) as raised:
        start_embedded(made_again)

    assert str(made_again / "log") in str(raised.value)
    assert "no_such_setting" in str(raised.value)
