"""The settings of the worker processes that tests start."""

import os

from cms.settings import *  # noqa: F403 - the product's own, with few differences

ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
PAGE_CACHE_FILE = os.environ["PAGE_CACHE_FILE"]
METRICS_TOKEN = "for-tests"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
