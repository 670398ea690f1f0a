"""What the first visit of an article brings over the wire, pictures apart."""

import re
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from tests.benchmarks.content import DEMO, use_site
from tests.benchmarks.figures import Figure
from tests.benchmarks.site import ARTICLE, running
from tests.benchmarks.tools import COMPRESSED, get

# What a browser fetches with a page. Icons are pictures.
LINK = re.compile(r'<link\b[^>]*rel="(?:stylesheet|preload)"[^>]*>|<link\b[^>]*>')
SCRIPT = re.compile(r'<script\b[^>]*\bsrc="([^"]+)"')
HREF = re.compile(r'\bhref="([^"]+)"')
IMPORT = re.compile(r'@import\s+(?:url\()?["\']([^"\')]+)')


def measure(effort):
    """Kilobytes and requests."""
    use_site(DEMO)
    path = f"/articles/{ARTICLE}/"
    with running() as server:
        _, _, page = get(server.port, path, **COMPRESSED)
        _, _, plain = get(server.port, path)
        sizes = {path: len(page)}
        waiting = list(dict.fromkeys(needed(plain.decode())))
        while waiting:
            address = urlsplit(waiting.pop(0)).path
            if address in sizes:
                continue
            status, headers, body = get(server.port, address, **COMPRESSED)
            if status != 200:
                raise RuntimeError(f"{address} answers {status}")
            sizes[address] = len(body)
            if "css" in headers["content-type"]:
                _, _, text = get(server.port, address)
                waiting += [
                    urljoin(address, found) for found in IMPORT.findall(text.decode())
                ]
    details = {file_name(address): size for address, size in sizes.items()}
    total = round(sum(sizes.values()) / 1000, 1)
    yield Figure(
        "weight", "article, compressed", total, "kB", at_most=100, details=details
    )
    yield Figure("weight", "requests for an article", len(sizes), "", at_most=12)


def file_name(address):
    """The name of a file without its fingerprint; an address without one is HTML."""
    name = PurePosixPath(address)
    return name.stem.partition(".")[0] + name.suffix if name.suffix else "HTML"


def needed(html):
    """The addresses of style sheets, fonts and scripts."""
    for link in LINK.findall(html):
        if 'rel="stylesheet"' in link or 'rel="preload"' in link:
            yield HREF.search(link)[1]
    yield from SCRIPT.findall(html)
