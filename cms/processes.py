"""The processes of a running Counsel: web and worker, started and ended together."""

import json
import os
import secrets
import shlex
import signal
import socket
import sys
import threading
from contextlib import suppress
from typing import Any

import psutil
from honcho.manager import Manager
from honcho.printer import Printer

from cms import settings

INTERRUPTED = 130  # the shell's code for Ctrl-C
RUN_FILE = settings.VAR_DIR / "running.json"
RUN_VARIABLE = "COUNSEL_RUN"  # names the run that a process belongs to
TICK = 0.1  # seconds between looks whether all have started
PATIENCE = 10  # seconds for the processes of a killed run to end


class CannotStart(Exception):
    """Something is in the way of a start; the message says what to do."""


def claim_folder() -> None:
    """Make sure that this folder's data is used by one run at a time.

    What a run that was killed left behind is ended.

    Raises:
        CannotStart: when another run is alive.
    """
    with suppress(FileNotFoundError, ValueError):
        last = json.loads(RUN_FILE.read_text())
        if is_alive(last):
            raise CannotStart(
                f"Counsel already runs from this folder, at {last['address']}. "
                "End that with Ctrl-C first."
            )
        end_processes_of(last["run"])
    this = psutil.Process()
    os.environ[RUN_VARIABLE] = secrets.token_hex(8)
    state = {
        "pid": this.pid,
        "started": this.create_time(),
        "run": os.environ[RUN_VARIABLE],
        "address": address(),
    }
    RUN_FILE.parent.mkdir(exist_ok=True)
    RUN_FILE.write_text(json.dumps(state))


def is_alive(run: dict[str, Any]) -> bool:
    """Whether the process that started a run is still there."""
    try:
        return psutil.Process(run["pid"]).create_time() == run["started"]
    except psutil.NoSuchProcess:
        return False


def end_processes_of(run: str) -> None:
    """End the web and worker processes whose starter is gone."""
    left = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            is_server = "postgres" in process.name()  # it ends with its last user
            if process.environ().get(RUN_VARIABLE) == run and not is_server:
                process.terminate()
                left.append(process)
    _, stubborn = psutil.wait_procs(left, PATIENCE)
    for process in stubborn:
        with suppress(psutil.Error):
            process.kill()


def claim_address(host: str, port: int) -> None:
    """Make sure that nobody listens on the address yet.

    Raises:
        CannotStart: when somebody does.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} is in use. Choose another: PORT=9000 make run"
            ) from error


def address() -> str:
    """Where the site is on this machine."""
    everywhere = settings.HOST in ("0.0.0.0", "::")  # noqa: S104 - only compared
    return f"http://{'127.0.0.1' if everywhere else settings.HOST}:{settings.PORT}"


def web_command() -> list[str]:
    """The web server, with as many processes as the settings say."""
    return [sys.executable, "-m", "cms.serving.server"]


def worker_command() -> list[str]:
    """Background tasks and scheduled publishing, which let readers go first."""
    manage = str(settings.BASE_DIR / "manage.py")
    return ["nice", "-n", "19", sys.executable, manage, "worker"]


class Output:
    """Standard output, the loss of which ends nothing: a terminal may be closed."""

    def write(self, text: str) -> None:
        with suppress(OSError):
            sys.stdout.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            sys.stdout.flush()


class Processes(Manager):
    """Started and ended together, also when the end comes amid the start.

    Honcho fails while it does not know the process of each command yet, and then
    waits for ever for those that nobody told to end.
    """

    def terminate(self) -> None:
        if self._all_started():
            super().terminate()
        else:
            threading.Timer(TICK, self.terminate).start()


def run_together(commands: dict[str, list[str]]) -> int:
    """Run the commands until one ends, Ctrl-C comes or the terminal is closed.

    Then end the others too.
    """
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # nohup has it ignored
        signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGINT))
    manager = Processes(Printer(Output(), prefix=False))
    for name, command in commands.items():
        manager.add_process(name, shlex.join(command), env=dict(os.environ))
    manager.loop()
    return 0 if manager.returncode == INTERRUPTED else manager.returncode or 0
