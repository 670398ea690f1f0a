"""What a worker holds in memory when it keeps ten thousand documents."""

from http.client import HTTPConnection

from tests.benchmarks.content import use_site
from tests.benchmarks.figures import Figure
from tests.benchmarks.site import running
from tests.benchmarks.tools import COMPRESSED, HEADERS

DOCUMENTS = 10_000
ARTICLES = DOCUMENTS // 2
MEGABYTE = 1_000_000


def measure(effort):
    """Memory of one worker that was asked for 10,000 articles, half of them JSON."""
    use_site(10_000)
    count = effort.of(ARTICLES)
    # Room for all: the usual 100 MB hold some thousands less.
    with running(workers=1, PAGE_CACHE_MB="200") as server:
        empty = server.figures("memory_bytes")[0]
        client = HTTPConnection("127.0.0.1", server.port, timeout=60)
        for number in range(count):
            for path in ("/articles", "/api/content/v1/articles"):
                client.request(
                    "GET",
                    f"{path}/sample-article-{number}/",
                    headers=HEADERS | COMPRESSED,
                )
                response = client.getresponse()
                response.read()
                if response.status != 200:
                    raise RuntimeError(f"{path} answers {response.status}")
        held = server.figures("cache_answers")[0]
        yield Figure(
            "memory",
            "of a worker with 10,000 documents",
            round(server.figures("memory_bytes")[0] / MEGABYTE),
            "MB",
            at_most=300,
            details={
                "documents": round(held),
                "MB of them": round(server.figures("cache_bytes")[0] / MEGABYTE),
                "MB without": round(empty / MEGABYTE),
            },
        )
