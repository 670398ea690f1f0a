"""Which requests anybody could have made, and what they ask for."""

import re
from typing import Any
from urllib.parse import unquote_plus

Environ = dict[str, Any]
Address = tuple[bool, str, str, str]  # is it secure, host, path, query

# Parameters that advertising networks add and that no view reads.
TRACKING = re.compile(
    r"(?:^|&)(?:utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|ttclid|twclid|"
    r"li_fat_id|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|_gl|mtm_\w+|pk_\w+)"
    r"(?:=[^&]*)?(?=&|$)"
)
# The API tells clients of any parameter that it does not know.
READS_ALL_PARAMETERS = "/api/"

# Headers that may shape a public answer; no other reaches the application while
# an answer for everybody is made.
IMPERSONAL_HEADERS = {"HTTP_HOST", "HTTP_ACCEPT", "HTTP_ORIGIN"}
# With these a request is somebody's own, or asks for a part of an answer.
OWN_HEADERS = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_X_PREVIEW_TOKEN")


class RequestReader:
    """Reads the address that a public request asks for."""

    def __init__(
        self,
        *,
        # Cookies that tell visitors apart. Others, such as those of analytics
        # scripts, are not read by any view and do not split the cache.
        personal_cookies: tuple[str, ...],
        # Beginnings of paths that answer to one visitor, or send files.
        personal_paths: tuple[str, ...],
        # Django's SECURE_PROXY_SSL_HEADER.
        secure_header: tuple[str, str] | None = None,
    ) -> None:
        self.personal_cookies = personal_cookies
        self.personal_paths = personal_paths
        self.secure_header = secure_header
        self.kept_headers = set(IMPERSONAL_HEADERS)
        if secure_header is not None:
            self.kept_headers.add(secure_header[0])

    def address(self, environ: Environ) -> Address | None:
        """What the request asks for; None if only the application can answer."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        for header in OWN_HEADERS:
            if header in environ:
                return None
        cookies = environ.get("HTTP_COOKIE")
        if cookies and any(name in cookies for name in self.personal_cookies):
            return None
        path = environ["PATH_INFO"]
        host = environ.get("HTTP_HOST")
        if host is None or path.startswith(self.personal_paths):
            return None
        query = environ.get("QUERY_STRING", "")
        if query:
            if "preview" in unquote_plus(query):
                return None
            query = without_tracking(path, query)
        return self.is_secure(environ), host, path, query

    def is_secure(self, environ: Environ) -> bool:
        """As `HttpRequest.is_secure` has it."""
        if self.secure_header is not None:
            name, value = self.secure_header
            if name in environ:
                return environ[name].partition(",")[0].strip() == value
        return environ.get("wsgi.url_scheme") == "https"

    def impersonal(self, environ: Environ, address: Address) -> Environ:
        """The request as anybody would make it, for the whole of the answer."""
        kept = {
            name: value
            for name, value in environ.items()
            if name in self.kept_headers or not name.startswith("HTTP_")
        }
        return {**kept, "REQUEST_METHOD": "GET", "QUERY_STRING": address[3]}


def without_tracking(path: str, query: str) -> str:
    """The query without what advertising networks add to it."""
    if path.startswith(READS_ALL_PARAMETERS):
        return query
    return TRACKING.sub("", query).lstrip("&")
