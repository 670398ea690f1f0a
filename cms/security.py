"""What browsers may do with our pages."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.urls import reverse

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PublicContentSecurityPolicyMiddleware(ContentSecurityPolicyMiddleware):
    """A strict Content-Security-Policy on public pages.

    Wagtail's admin runs inline scripts and styles, so it cannot have it.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.path_info.startswith(reverse("wagtailadmin_home")):
            return response
        return super().process_response(request, response)
