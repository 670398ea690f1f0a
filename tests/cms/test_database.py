import json
import os
import subprocess
import sys

from cms.database import ensure_database, forget_ended_users


def test_a_server_named_in_the_environment_is_used_and_none_is_started(
    monkeypatch, tmp_path
):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/counsel")

    ensure_database(tmp_path / "postgres")

    assert os.environ["DATABASE_URL"] == "postgresql://elsewhere/counsel"
    assert not (tmp_path / "postgres").exists()


def test_a_killed_process_does_not_keep_the_server_up(tmp_path):
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    users = tmp_path / ".handle_pids.json"
    users.write_text(json.dumps([ended.pid, os.getpid()]))

    forget_ended_users(tmp_path)

    assert json.loads(users.read_text()) == [os.getpid()]
