"""Pages of the site that are not in the page tree: search and robots.txt."""

from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from wagtail.models import Site

from cms.origins import read_only
from cms.search import clean_query, find_pages, whole_pages, with_excerpts

RESULTS_PER_PAGE = 10
LAST_PAGE = 50


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """Published pages that match `q`, ten at a time."""
    query = clean_query(request.GET.get("q", ""))
    results = None
    if query:
        found = find_pages(query, Site.find_for_request(request))
        paginator = Paginator(found, RESULTS_PER_PAGE)
        try:
            results = paginator.page(page_number(request))
        except EmptyPage as error:
            raise Http404 from error
        pages = whole_pages(list(results))
        results.object_list = with_excerpts(pages, query)  # type: ignore[assignment]
    return render(request, "home/search.html", {"query": query, "results": results})


def page_number(request: HttpRequest) -> int:
    """The page of results asked for.

    Raises:
        Http404: for anything but a number from 1 to 50.
    """
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= LAST_PAGE):
        raise Http404
    return int(number)


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read, and where the sitemap is (RFC 9309)."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
