import pytest

from cms.serving.requests import RequestReader, without_tracking


def environ(path="/", query="", method="GET", **extra):
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": "firm.example",
        "wsgi.url_scheme": "http",
        **extra,
    }


@pytest.fixture
def reader():
    return RequestReader(
        personal_cookies=("counsel_session", "csrftoken"),
        personal_paths=("/admin/", "/documents/"),
        secure_header=("HTTP_X_FORWARDED_PROTO", "https"),
    )


@pytest.mark.parametrize(
    "request_of_one_person",
    [
        environ(method="POST"),
        environ(method="OPTIONS"),
        environ(HTTP_COOKIE="theme=dark; counsel_session=abc"),
        environ(HTTP_COOKIE="csrftoken=abc"),
        environ(HTTP_AUTHORIZATION="Bearer abc"),
        environ(HTTP_X_PREVIEW_TOKEN="abc"),
        environ(HTTP_RANGE="bytes=0-10"),
        environ(query="preview=abc"),
        environ(query="a=b&preview=abc"),
        environ(query="a=b&%70re%76iew=abc"),
        environ("/admin/pages/"),
        environ("/documents/1/file.pdf"),
    ],
)
def test_requests_of_one_person_are_not_answered_from_memory(
    reader, request_of_one_person
):
    assert reader.address(request_of_one_person) is None


def test_a_request_without_a_host_is_left_to_django(reader):
    request = environ()
    del request["HTTP_HOST"]

    assert reader.address(request) is None


def test_what_tells_answers_apart_is_in_the_address(reader):
    requests = [
        environ(),
        environ("/fees/"),
        environ(query="page=2"),
        environ(HTTP_HOST="other.example"),
        environ(HTTP_X_FORWARDED_PROTO="https"),
    ]

    assert len({reader.address(request) for request in requests}) == len(requests)


def test_what_no_view_reads_is_not_in_the_address(reader):
    requests = [
        environ("/fees/", "page=2"),
        environ("/fees/", "page=2", HTTP_COOKIE="_ga=1; theme=dark"),
        environ("/fees/", "page=2", HTTP_USER_AGENT="curl"),
        environ("/fees/", "page=2", HTTP_X_FORWARDED_HOST="evil.example"),
        environ("/fees/", "page=2", method="HEAD"),
        environ("/fees/", "utm_source=news&page=2&gclid=1"),
    ]

    assert len({reader.address(request) for request in requests}) == 1


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("utm_source=a&utm_medium=b", ""),
        ("fbclid=x&page=2", "page=2"),
        ("page=2&msclkid=x&q=a", "page=2&q=a"),
        ("q=utm_source", "q=utm_source"),
        ("q=a&my_gclid=1", "q=a&my_gclid=1"),
        ("gclid", ""),
    ],
)
def test_only_parameters_of_advertisers_are_dropped(query, kept):
    assert without_tracking("/fees/", query) == kept


def test_the_api_reads_every_parameter():
    assert without_tracking("/api/content/v1/pages/", "utm_a=1") == "utm_a=1"


def test_an_answer_for_all_is_made_without_anything_of_the_one_who_asked(reader):
    request = environ(
        query="page=2&gclid=1",
        method="HEAD",
        HTTP_COOKIE="_ga=1",
        HTTP_IF_NONE_MATCH='"a"',
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_X_FORWARDED_PROTO="https",
        REMOTE_ADDR="192.0.2.1",
    )

    found = reader.impersonal(request, reader.address(request))

    assert found["REQUEST_METHOD"] == "GET"
    assert found["QUERY_STRING"] == "page=2"
    headers = {name for name in found if name.startswith("HTTP_")}
    assert headers == {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO"}
