"""Addresses of the old site, in the one form in which they are compared."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from blog.wordpress.analysis import SIZE_SUFFIX
from blog.wordpress.survey import Survey

NUMBERED = ("p", "page_id", "attachment_id", "post")


@dataclass
class OldSite:
    """The hosts under which the old site answered, and its folder."""

    hosts: set[str] = field(default_factory=set)
    folder: str = ""  # of a site that lies below the root, such as /blog

    def path(self, address: str) -> str | None:
        """The path of an address of the old site, decoded, without last slash.

        Nothing for an address of another site, and for one that is no address.
        """
        try:
            parts = urlsplit(address.strip())
            host = bare_host(parts.hostname or "")
        except ValueError:
            return None
        if parts.scheme not in ("", "http", "https"):
            return None
        if host.endswith(".wp.com"):  # WordPress's own cache of pictures
            host, _, path = parts.path.strip("/").partition("/")
            parts = parts._replace(path=f"/{path}")
        if host and host not in self.hosts:
            return None
        if not host and not parts.path.startswith("/"):
            return None
        return "/" + unquote(parts.path).strip("/")

    def number(self, address: str) -> int:
        """The number of the item that a plain permalink such as ?p=7 names."""
        try:
            query = parse_qs(urlsplit(address).query)
        except ValueError:
            return 0
        values = [value for name in NUMBERED for value in query.get(name, [])]
        return int(values[0]) if values and values[0].isdecimal() else 0


def old_site(survey: Survey) -> OldSite:
    """The hosts that the export names; www or not is the same site."""
    addresses = [survey.site_url, survey.blog_url]
    links = (entry.link for entry in survey.entries.values() if entry.link)
    hosts = set(hosts_of([*addresses, next(links, "")]))
    parts = urlsplit(survey.blog_url)
    return OldSite(hosts, parts.path.rstrip("/"))


def hosts_of(addresses: Iterable[str]) -> Iterable[str]:
    """The hosts of addresses, without www."""
    for address in addresses:
        try:
            host = urlsplit(address).hostname
        except ValueError:
            continue
        if host:
            yield bare_host(host)


def bare_host(host: str) -> str:
    """A host without www."""
    return host.lower().removeprefix("www.")


def original_path(path: str) -> str:
    """The path of a picture without the suffix of a size."""
    return SIZE_SUFFIX.sub("", path)
