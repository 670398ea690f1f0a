"""Every address of the product."""

from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views.serve import serve as serve_document
from wagtail.views import serve

from cms.api import wagtail_v2
from cms.api.urls import urlpatterns as content_urls
from cms.languages import in_each_language
from cms.origins import read_only, refuse_cross_site_posts
from cms.picture_files import picture
from cms.previews import preview
from cms.routing import routed
from cms.serving.public import public_content

handler400 = "cms.api.errors.bad_request"
handler404 = "cms.api.errors.page_not_found"
handler500 = "cms.api.errors.server_error"

urlpatterns = [
    path("api/content/v1/", include(content_urls)),
    path("api/v2/", wagtail_v2.urls()),
    path("preview/<str:token>/", preview, name="preview"),
    path("admin/", include(wagtailadmin_urls)),
    re_path(
        r"^documents/(\d+)/(.*)$", read_only(serve_document), name="wagtaildocs_serve"
    ),
    path("documents/", include(wagtaildocs_urls)),
    path("pictures/<int:pk>/<slug:key>/", picture, name="picture"),
    path("", include("home.urls")),
    in_each_language(
        path("", include("home.language_urls")),
        re_path(
            wagtail_urls.serve_pattern,
            refuse_cross_site_posts(public_content(routed(serve))),
            name="wagtail_serve",
        ),
        path("", include(wagtail_urls)),
    ),
]
