"""The web server: uvicorn, with connections that answer known pages at once.

    python -m cms.serving.server

HOST, PORT and WEB_WORKERS in the environment say where, and with how many
processes. One that dies is replaced; SIGTERM ends all of them in order.
"""

import os

from django.conf import settings
from uvicorn import Config
from uvicorn.supervisors import Multiprocess

from cms.serving.connection import PATIENCE, Connection

ENDING = 5  # seconds for answers under way at the end
LOADING = 60  # seconds in which a process may be too busy to say that it lives


def run() -> None:
    """Serve until told to end."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    config = Config(
        "cms.asgi:application",
        host=settings.HOST,
        port=settings.PORT,
        workers=settings.WEB_WORKERS,
        http=Connection,
        ws="none",
        loop="uvloop",
        lifespan="on",
        interface="asgi3",
        # Django reads X-Forwarded-Proto itself, where TRUST_PROXY says so.
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
        log_level="error",
        timeout_keep_alive=int(PATIENCE),
        timeout_graceful_shutdown=ENDING,
        timeout_worker_healthcheck=LOADING,
    )
    Multiprocess(config, sockets=[config.bind_socket()]).run()


if __name__ == "__main__":
    run()
