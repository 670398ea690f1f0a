"""Reads every page that links of the site lead to, from the home page on."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urldefrag, urljoin

from lxml import html

from tests.audits.site import ROOT, Answer

START = f"{ROOT}/"
# No menu leads to the page of every block, which only the audits have.
UNLINKED = f"{ROOT}/every-block/"
# Where an element asks the browser for something at once.
SOURCES = ("//img/@src", "//script/@src", "//iframe/@src", "//video/@src")
SOURCE_SETS = ("//img/@srcset", "//source/@srcset")
STYLES = '//link[@rel="stylesheet" or @rel="preload" or @rel="icon"]/@href'
OTHERS = '//link[@rel="canonical" or @rel="alternate" or @rel="prev" or @rel="next"]'


@dataclass
class Resource:
    """Something that the site answers with, and who links to it."""

    url: str
    answer: Answer
    linked_from: set[str] = field(default_factory=set)

    @property
    def is_page(self):
        is_html = self.answer.headers.get("content-type", "").startswith("text/html")
        return is_html and self.answer.status == 200

    @cached_property
    def document(self):
        return html.fromstring(self.answer.body)

    def values(self, expression):
        """What an XPath expression finds, as stripped texts."""
        found = self.document.xpath(expression)
        return [
            " ".join(
                (value if isinstance(value, str) else value.text_content()).split()
            )
            for value in found
        ]

    @property
    def anchors(self):
        return set(self.values("//@id"))

    @property
    def links(self):
        """Where visitors and browsers may go from here, as whole addresses."""
        found = self.values("//a/@href") + self.values(f"{OTHERS}/@href")
        return [urljoin(self.url, link) for link in found] + self.sources

    @property
    def sources(self):
        """What browsers load with the page, as whole addresses."""
        found = [value for path in SOURCES for value in self.values(path)]
        found += self.values(STYLES)
        found += [
            entry.split()[0]
            for path in SOURCE_SETS
            for value in self.values(path)
            for entry in value.split(",")
        ]
        found += self.values('//meta[@property="og:image"]/@content')
        return [urljoin(self.url, source) for source in found]

    @property
    def canonical(self):
        return self.values('//link[@rel="canonical"]/@href')

    @property
    def is_indexable(self):
        robots = " ".join(self.values('//meta[@name="robots"]/@content'))
        return "noindex" not in robots


def crawl(site):
    """Everything on the site by address, without fragment."""
    found, waiting = {}, [(START, ""), (UNLINKED, "")]
    while waiting:
        url, source = waiting.pop()
        if url not in found:
            resource = Resource(url, site.fetch(url.removeprefix(ROOT)))
            found[url] = resource
            if resource.is_page:
                waiting += [
                    (target, url)
                    for link in resource.links
                    if (target := urldefrag(link).url).startswith(START)
                ]
        if source:
            found[url].linked_from.add(source)
    return found
