"""Starts the tests' own PostgreSQL before pytest-django reads the settings."""

import os

from cms.database import DATA_FOLDER, ensure_database

os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
os.environ.setdefault("SECRET_KEY", "only-for-tests")

ensure_database(DATA_FOLDER.with_name("test-postgres"), is_throwaway=True)
