import gzip
import io
import tracemalloc
import zipfile

import pytest

from blog.wordpress import files
from blog.wordpress.files import UnreadableExport
from blog.wordpress.reader import ExportReader

from .exports import FOOT, HEAD, export, item


@pytest.fixture
def read(tmp_path):
    """Write an export and read it: the reader and its items."""

    def read(content, name="export.xml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        reader = ExportReader([path])
        return reader, list(reader.items())

    return read


def test_an_item_is_read_with_all_its_fields(read):
    source = export(
        item(
            7,
            title="Bail &amp; bond",
            slug="bail",
            terms=[("category", "crime", "Crime")],
            meta={"_thumbnail_id": "9"},
            extra="<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>",
        ),
        head="<wp:author><wp:author_login>ada</wp:author_login>"
        "<wp:author_display_name>Ada Lowell</wp:author_display_name></wp:author>",
    )

    reader, [post] = read(source)

    assert (post.post_id, post.title, post.slug) == (7, "Bail & bond", "bail")
    assert [term.name for term in post.terms] == ["Crime"]
    assert post.meta_value("_thumbnail_id") == "9"
    assert post.comment_count == 1
    assert reader.head.authors["ada"].display_name == "Ada Lowell"
    assert reader.head.site_url == "https://old.example"
    assert list(reader.damage) == []


def test_split_cdata_and_markup_of_feeds_in_the_text_stay_together(read):
    words = "<pre>]]> <item><title>a</title></item></pre> after"

    _, posts = read(export(item(1, content=words), item(2)))

    assert [post.post_id for post in posts] == [1, 2]
    assert posts[0].content == words


def test_control_characters_are_left_out_and_named(read):
    reader, [post] = read(export(item(1, content="be\x0bfore\x00 after")))

    assert post.content == "before after"
    assert dict(reader.damage) == {"Control characters were left out.": 2}


def test_bytes_of_another_encoding_become_the_characters_that_were_meant(read):
    content = export(item(1, content="“Café” QUOTE")).encode()

    reader, [post] = read(content.replace(b"QUOTE", b"\x93caf\xe9\x94"))

    assert post.content == "“Café” “café”"
    assert "Some characters are not in the encoding UTF-8." in dict(reader.damage)


def test_signs_of_windows_that_were_taken_for_unicode_are_mended(read):
    reader, [post] = read(export(item(1, content="\x93Caf\xe9\x94 \x96 5 \x80")))

    assert post.content == "“Café” – 5 €"
    assert "Some characters are not in the encoding UTF-8." in dict(reader.damage)


def test_sixteen_bit_exports_are_read(read):
    _, [post] = read(export(item(1, content="naïve")).encode("utf-16"))

    assert post.content == "naïve"


def test_a_missing_version_is_named(read):
    source = export(item(1)).replace("<wp:wxr_version>1.2</wp:wxr_version>", "")

    reader, posts = read(source)

    assert len(posts) == 1
    assert "The export does not say its version." in dict(reader.damage)


def test_a_truncated_export_is_read_to_its_end(read):
    source = export(item(1), item(2, content="These words were written"))
    source = source[: source.index("were written") + 4]

    reader, posts = read(source)

    assert [post.content for post in posts] == ["Some words.", "These words were"]
    assert posts[1].damage
    assert "The file ends in the middle of an item." in dict(reader.damage)


def test_an_item_without_an_end_does_not_swallow_the_next(read):
    broken = item(1, content="Lost end")
    broken = broken[: broken.index("]]></content:encoded>")]
    broken += "<wp:post_id>1</wp:post_id>"

    reader, posts = read(export(broken, item(2), item(3)))

    assert [post.content for post in posts[1:]] == ["Some words."] * 2
    assert "Lost end" in posts[0].content
    assert "An item has no end." in dict(reader.damage)


def test_entities_are_never_expanded(read):
    doctype = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    source = export(item(1)).replace("<rss ", f"{doctype}<rss ", 1)
    title = "<title>&x; &nbsp;&amp;</title>"
    source = source.replace("<title><![CDATA[Entry 1]]></title>", title)

    reader, [post] = read(source)

    assert post.title == "&x; \xa0&"
    assert "A document type was not read." in dict(reader.damage)


def test_entities_that_multiply_stay_as_they_are_written(read):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'
    source = export(item(1)).replace("<rss ", f"{doctype}<rss ", 1)
    source = source.replace("<![CDATA[Some words.]]>", f"{doctype}&l9;")

    _, [post] = read(source)

    assert "haha" not in post.content
    assert len(post.content) < 1_000


def test_a_file_that_unpacks_to_more_than_an_export_is_refused(read, monkeypatch):
    monkeypatch.setattr(files, "MOST_UNPACKED", 1 << 20)
    source = export(item(1, content="word " * 300_000)).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"{number}.xml", source[:200_000])

    for content in (gzip.compress(source), packed.getvalue()):
        with pytest.raises(UnreadableExport, match="unpacks to more than"):
            read(content)
    assert read(source)[1]


def test_a_zip_of_too_many_files_is_refused(read, monkeypatch):
    monkeypatch.setattr(files, "MOST_MEMBERS", 3)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.xml", export(item(number)))

    with pytest.raises(UnreadableExport, match="holds 4 XML files"):
        read(packed.getvalue(), "many.zip")


def test_a_file_without_any_item_is_not_held_in_memory(read):
    with pytest.raises(UnreadableExport, match="is not a WordPress export"):
        read(gzip.compress(b"<rss><channel>" + b" " * 40_000_000), "blank.gz")


def test_compressed_exports_are_read(read, tmp_path):
    source = export(item(1)).encode()
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("b.xml", source)
        archive.writestr("a.xml", export(item(5)))
        archive.writestr("readme.txt", "no")

    _, zipped = read((tmp_path / "all.zip").read_bytes(), "copy.zip")
    _, gzipped = read(gzip.compress(source), "export.xml.gz")
    reader, cut_short = read(gzip.compress(source * 9)[:-20], "short.xml.gz")

    assert [post.post_id for post in zipped] == [5, 1]
    assert [post.post_id for post in gzipped] == [1]
    assert cut_short
    assert "The compressed file ends early or is damaged." in dict(reader.damage)


def test_another_kind_of_file_is_refused(read):
    with pytest.raises(UnreadableExport, match=r"notes\.xml is not"):
        read("Dear diary", "notes.xml")


def test_memory_does_not_grow_with_the_export(tmp_path):
    path = tmp_path / "large.xml"
    one = item(1, content="word " * 4000)
    path.write_text(HEAD + one * 1500 + FOOT)
    reader = ExportReader([path])

    tracemalloc.start()
    count = sum(1 for _ in reader.items())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 1500
    assert path.stat().st_size > 30e6
    assert peak < 5e6
