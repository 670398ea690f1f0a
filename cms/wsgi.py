"""The WSGI entry point: the site behind its page cache."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

from cms.serving.application import application_with_page_cache
from cms.serving.page_cache import Application


def load_site() -> Application:
    """Load Django and all apps."""
    from django.core.wsgi import get_wsgi_application

    # Loading makes no garbage: collecting meanwhile costs a tenth of the start,
    # and what is loaded need never be looked at again.
    gc.disable()
    site = get_wsgi_application()
    gc.freeze()
    gc.enable()
    return site


application = application_with_page_cache(load_site)
