"""The ASGI entry point that the web server (`cms.serving.server`) loads."""

from cms.serving.threads import SiteInThreads
from cms.wsgi import application as page_cache

application = SiteInThreads(page_cache)
