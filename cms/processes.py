"""The processes of a running Counsel: web and worker, started and ended together."""

import os
import shlex
import socket
import sys
from pathlib import Path

from honcho.manager import Manager
from honcho.printer import Printer

from cms import settings

RENDITION_FOLDER = "images"
THREADS_A_WORKER = 8
INTERRUPTED = 130  # the shell's code for Ctrl-C


class AddressInUse(Exception):
    """Another process already listens on the address."""


def claim_address(host: str, port: int) -> None:
    """Make sure that nobody listens on the address yet.

    Raises:
        AddressInUse: when somebody does.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise AddressInUse(
                f"Port {port} is in use. Choose another: PORT=9000 make run"
            ) from error


def web_command() -> list[str]:
    """Granian with the site; of the media only finished pictures are public."""
    command = [
        str(Path(sys.executable).with_name("granian")),
        "--interface=wsgi",
        f"--host={settings.HOST}",
        f"--port={settings.PORT}",
        f"--workers={settings.WEB_WORKERS}",
        f"--blocking-threads={THREADS_A_WORKER}",
        "--respawn-failed-workers",
        "--workers-kill-timeout=5",
        "--log-level=error",
    ]
    if settings.SERVES_MEDIA:
        folder = Path(settings.MEDIA_ROOT) / RENDITION_FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        command += [
            f"--static-path-route={settings.MEDIA_URL}{RENDITION_FOLDER}",
            f"--static-path-mount={folder}",
        ]
    return [*command, "cms.wsgi:application"]


def worker_command() -> list[str]:
    """Background tasks and scheduled publishing, which let readers go first."""
    manage = str(settings.BASE_DIR / "manage.py")
    return ["nice", "-n", "19", sys.executable, manage, "worker"]


def run_together(commands: dict[str, list[str]]) -> int:
    """Run the commands until one ends or Ctrl-C; then end the others too."""
    manager = Manager(Printer(sys.stdout, prefix=False))
    for name, command in commands.items():
        manager.add_process(name, shlex.join(command), env=dict(os.environ))
    manager.loop()
    return 0 if manager.returncode == INTERRUPTED else manager.returncode or 0
