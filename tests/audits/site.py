"""The demo site as visitors meet it: production settings, HTTPS, finished pictures.

It is kept in var/audits, and made anew after a change of what it is made of.
"""

import http.client
import os
import secrets
import shutil
import ssl
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from cms import database
from cms.fingerprint import fingerprint
from tests.benchmarks.figures import BASE_DIR
from tests.benchmarks.site import Server

FOLDER = BASE_DIR / "var" / "audits"
CERTIFICATE, KEY = FOLDER / "certificate.pem", FOLDER / "key.pem"
HOST = "www.counsel.example"
ROOT = f"https://{HOST}"
# What the content and the static files are made of. Templates are read as they are.
CONTENT = [
    "tests/audits/preparation.py",
    *(f"{app}/**/*.py" for app in ("cms", "home", "blog", "people")),
    "home/demo/**/*.toml",
    "home/demo/images/*",
]
STATIC_FILES = ["requirements/*.txt", "*/static/**/*", "cms/static_files.py"]


@dataclass(frozen=True)
class Answer:
    """What the site answers to a request; header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self):
        return self.body.decode()


class DemoSite(Server):
    """The running site at ROOT, which only `port` of this machine leads to."""

    log = FOLDER / "web.log"
    command = (sys.executable, "-m", "tests.audits.serving", CERTIFICATE, KEY)

    def __init__(self, **settings):
        super().__init__(workers=1, **settings)
        self.trust = ssl.create_default_context(cafile=str(CERTIFICATE))

    @property
    def browser_arguments(self):
        """With these, Chromium finds the site, and nothing else in the world."""
        rules = f"MAP {HOST}:443 127.0.0.1:{self.port}, MAP * ~NOTFOUND"
        return [f"--host-resolver-rules={rules}", "--ignore-certificate-errors"]

    def is_ready(self):
        try:
            return self.fetch("/readyz").status == 200
        except OSError:
            return False

    def fetch(self, path, method="GET", body=None, **headers):
        """One answer, redirects not followed."""
        client = http.client.HTTPSConnection(
            "127.0.0.1", self.port, timeout=60, context=self.trust
        )
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            client.request(method, path, body, {"Host": HOST, **named})
            response = client.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            client.close()


@contextmanager
def demo_site(pictures="fallback"):
    """The site, prepared and running, with pictures in fallback or in all formats."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    address = database.start_embedded(FOLDER / "postgres", is_throwaway=True)
    settings = {
        "DATABASE_URL": address.replace("/postgres?", "/demo?"),
        "PRODUCTION": "true",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "PUBLIC_URL": ROOT,
        "MEDIA_ROOT": str(FOLDER / "media"),
        "PAGE_CACHE_FILE": str(FOLDER / "page-cache.jsonl"),
        "DJANGO_SETTINGS_MODULE": "cms.settings",
        "LOG_LEVEL": "ERROR",
    }
    if is_changed("content", CONTENT):
        shutil.rmtree(FOLDER / "media", ignore_errors=True)
        make_certificate()
        make_database(address)
        run_module("tests.audits.preparation", settings)
        note("content", CONTENT)
    if is_changed(f"{pictures}-pictures", CONTENT):
        run_module("tests.audits.pictures", settings, pictures)
        note(f"{pictures}-pictures", CONTENT)
    if is_changed("static", STATIC_FILES):
        run_module("manage", settings, "collectstatic", "--no-input")
        note("static", STATIC_FILES)
    site = DemoSite(**settings)
    try:
        yield site.start()
    finally:
        site.stop()


def is_changed(part, patterns):
    """Whether a part of the site has to be made anew."""
    path = FOLDER / f"{part}.made-of"
    return not path.exists() or path.read_text() != fingerprint(patterns)


def note(part, patterns):
    """Remember what a part of the site was made of."""
    (FOLDER / f"{part}.made-of").write_text(fingerprint(patterns))


def make_certificate():
    """A certificate for the site, signed by itself."""
    command = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-noenc", "-days", "365"),
        *("-pkeyopt", "ec_paramgen_curve:P-256", "-subj", f"/CN={HOST}"),
        *("-addext", f"subjectAltName=DNS:{HOST},IP:127.0.0.1"),
        *("-keyout", KEY, "-out", CERTIFICATE),
    ]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def make_database(address):
    """An empty database beside the one that the server begins with."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS demo WITH (FORCE)")
        connection.execute("CREATE DATABASE demo")


def run_module(module, settings, *arguments):
    """Run a module in a process of its own, since settings are read only once."""
    command = [sys.executable, "-m", module, *arguments]
    subprocess.run(  # noqa: S603
        command,
        check=True,
        cwd=BASE_DIR,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
    )
