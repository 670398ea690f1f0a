"""The addresses of the site that are not in the page tree."""

from django.urls import path

from cms import sitemaps
from cms.serving.public import public_content

from . import views

urlpatterns = [
    path("robots.txt", public_content(views.robots), name="robots"),
    path("sitemap.xml", public_content(sitemaps.sitemap_index), name="sitemap"),
    path(
        "sitemap-<slug:section>.xml",
        public_content(sitemaps.sitemap_section),
        name="sitemap_section",
    ),
]
