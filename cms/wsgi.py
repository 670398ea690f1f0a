"""The WSGI entry point that Granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from cms.serving.application import with_page_cache

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

# Loading makes no garbage: collecting meanwhile costs a tenth of the start, and
# what is loaded need never be looked at again.
gc.disable()
site = get_wsgi_application()
application = with_page_cache(site)
gc.freeze()
gc.enable()
