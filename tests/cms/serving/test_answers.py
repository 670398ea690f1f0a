import gzip

import brotli
import pytest

from cms.serving.answers import Answer, accepted_encoding

HTML = [("Content-Type", "text/html; charset=utf-8"), ("Vary", "Accept")]
TEXT = b"<p>The same words, again and again.</p>" * 100


def answer(body=TEXT, headers=HTML, generation=1):
    return Answer(headers, body, generation)


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("GZIP", "gzip"),
        ("*", "br"),
        ("*;q=0, gzip", "gzip"),
        ("identity", "identity"),
        ("", "identity"),
        ("br;q=nonsense", "identity"),
    ],
)
def test_the_client_gets_the_best_encoding_it_takes(header, encoding):
    assert accepted_encoding(header) == encoding


def test_each_encoding_holds_the_same_bytes_under_its_own_validator():
    found = answer()

    forms = {name: found.form(name) for name in ("identity", "br", "gzip")}

    assert forms["identity"].body == TEXT
    assert brotli.decompress(forms["br"].body) == TEXT
    assert gzip.decompress(forms["gzip"].body) == TEXT
    assert len({form.etag for form in forms.values()}) == 3
    for name, form in forms.items():
        headers = dict(form.headers)
        assert headers["ETag"] == form.etag
        assert headers["Content-Length"] == str(len(form.body))
        assert headers.get("Content-Encoding", "identity") == name
        assert headers["Vary"] == "Accept, Accept-Encoding"


def test_scripts_of_other_origins_may_read_a_304_as_well():
    allowed = ("Access-Control-Allow-Origin", "*")
    form = answer(headers=[*HTML, allowed]).form("identity")

    assert allowed in form.not_modified_as(form.etag)
    assert b"Access-Control-Allow-Origin: *" in form.head(304)


def test_a_packed_answer_can_still_be_had_in_every_form():
    found = answer()
    before = found.size

    found.pack()

    assert found.size < before / 2 + 4_000
    assert found.form("identity").body == TEXT
    assert gzip.decompress(found.form("gzip").body) == TEXT


def test_what_does_not_shrink_is_not_compressed():
    picture = answer(b"\x89PNG" * 1000, [("Content-Type", "image/png")])
    note = answer(b"ok", [("Content-Type", "text/plain")])

    assert picture.form("br") is picture.form("identity")
    assert note.form("br") is note.form("identity")
    assert "Vary" not in dict(note.form("br").headers)


def test_the_same_bytes_have_the_same_validator_in_every_generation():
    assert answer(generation=1).tag == answer(generation=2).tag
    assert answer(TEXT + b".").tag != answer().tag


def test_a_client_that_has_any_encoding_of_the_answer_has_the_answer():
    found = answer()
    tag = found.tag

    assert found.matches(f'"{tag}-br"') == f'"{tag}-br"'
    assert found.matches(f'"other", W/"{tag}"') == f'"{tag}"'
    assert found.matches("*") == f'"{tag}"'
    assert found.matches(f'"{tag}-other"') is None
    assert found.matches('"other"') is None


def test_a_304_repeats_what_caches_need_and_no_more():
    headers = [*HTML, ("Cache-Control", "public"), ("X-Frame-Options", "DENY")]
    form = answer(headers=headers).form("br")

    names = {name for name, _ in form.not_modified_as(form.etag)}

    assert names == {"Cache-Control", "ETag", "Vary"}
