import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "PRODUCTION": "true",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "www.example.com",
    "DATABASE_URL": "postgresql://localhost/counsel",
}


READ = """
from cms import settings
print(settings.DEBUG, settings.LANGUAGE_CODE, settings.WAGTAIL_I18N_ENABLED)
"""
LOG = """
import logging
import django

django.setup()
logging.getLogger("django.request").warning("Not found")
logging.getLogger("django.request").error("Failed")
"""


def read_settings(environment, code=READ):
    """Read the settings in a process of their own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(  # noqa: S603 - code of this file
        [sys.executable, "-c", code],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_refuses_to_start_and_names_what_is_missing(name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}

    finished = read_settings(environment)

    assert finished.returncode
    assert f"{name} is not set" in finished.stderr


def test_production_starts_with_key_and_hosts_and_shows_no_debug_pages():
    finished = read_settings(PRODUCTION)

    assert finished.stdout.split()[0] == "False"


@pytest.mark.parametrize(
    ("languages", "code", "is_multilingual"),
    [("", "en-gb", False), ("es", "es", False), (" EN, pt-br,en", "en", True)],
)
def test_the_first_of_the_languages_is_the_main_one(languages, code, is_multilingual):
    environment = {"LANGUAGES": languages, "LANGUAGE_CODE": "en-gb"}

    finished = read_settings(environment)

    assert finished.stdout.split()[1:] == [code, str(is_multilingual)]


def test_a_language_that_nobody_knows_is_refused_by_name():
    finished = read_settings({"LANGUAGES": "en,klingon"})

    assert finished.returncode
    assert "LANGUAGES has “klingon”" in finished.stderr


def test_a_port_that_is_no_number_is_refused():
    finished = read_settings({"PORT": "ninety"})

    assert finished.returncode
    assert "PORT" in finished.stderr


def test_the_log_level_holds_for_the_loggers_of_django_too():
    environment = {"LOG_LEVEL": "ERROR", "DJANGO_SETTINGS_MODULE": "cms.settings"}

    finished = read_settings(environment, LOG)

    assert "Failed" in finished.stderr
    assert "Not found" not in finished.stderr
