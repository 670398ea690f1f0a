"""What browsers may do with our pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware, get_nonce
from django.urls import reverse
from django.utils.csp import CSP, build_policy
from django.utils.functional import cached_property

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PublicContentSecurityPolicyMiddleware(ContentSecurityPolicyMiddleware):
    """A strict Content-Security-Policy on public pages.

    Wagtail's admin runs inline scripts and styles, so it cannot have it.
    """

    @cached_property
    def policy(self) -> str:
        """The policy of pages that name no script or style in their text."""
        return build_policy(settings.SECURE_CSP)

    @cached_property
    def admin(self) -> str:
        """Where the admin is."""
        return reverse("wagtailadmin_home")

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.path_info.startswith(self.admin):
            return response
        if not get_nonce(request):  # then the policy is always the same
            response.headers.setdefault(CSP.HEADER_ENFORCE.value, self.policy)
        return super().process_response(request, response)
