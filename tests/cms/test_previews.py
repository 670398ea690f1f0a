"""A preview link shows the latest draft of one page, and nothing when it ends."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from cms.models import FirmSettings, PreviewLink, PreviewUse
from tests.factories import StandardPageFactory

SECRET = "The draft of the fees"


@pytest.fixture
def page(home_page):
    page = StandardPageFactory(parent=home_page, title="Fees", slug="fees")
    page.introduction = SECRET
    page.save_revision()
    return page


@pytest.fixture
def editor(db):
    return User.objects.create_superuser("editor", "editor@firm.example", "password")


@pytest.fixture
def link(page, editor):
    return PreviewLink.share(page, editor, PreviewLink.Duration.DAY)


def addresses(link, token=None):
    """Every address that answers a preview token."""
    token = token or link.token
    return [
        f"/preview/{token}/",
        f"/api/content/v1/pages/{link.page_id}/?preview={token}",
        f"/api/content/v1/resolve/?path=/fees/&preview={token}",
    ]


def test_the_draft_shows_in_both_formats(client, link):
    page, document, resolved = addresses(link)

    assert SECRET in client.get(page).text
    as_json = client.get(page, headers={"accept": "application/json"}).json()
    assert as_json["introduction"] == SECRET
    assert client.get(document).json() == as_json
    assert client.get(resolved).json()["page"] == as_json


def test_the_published_page_stays_as_it_is(client, link):
    client.get(addresses(link)[0])

    assert SECRET not in client.get("/fees/").text


def test_a_page_that_was_never_published_can_be_shared(client, home_page, editor):
    page = StandardPageFactory(parent=home_page, slug="fees", live=False)
    page.introduction = SECRET
    page.save_revision()
    link = PreviewLink.share(page, editor, 1)

    for address in addresses(link):
        assert SECRET in client.get(address).text


def test_answers_stay_out_of_caches_and_search_engines(client, link):
    for address in addresses(link) + addresses(link, "forged"):
        response = client.get(address)
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in response


@pytest.mark.parametrize("fate", ["expired", "revoked", "forged", "of another page"])
def test_a_link_that_does_not_work_shows_nothing(client, link, page, home_page, fate):
    token = link.token
    if fate == "expired":
        PreviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif fate == "revoked":
        link.revoke()
    elif fate == "forged":
        token = token[:-1] + ("a" if token[-1] != "a" else "b")
    else:
        link.page_id = home_page.pk

    first = 0 if fate != "of another page" else 1
    for address in addresses(link, token)[first : 3 - first]:
        response = client.get(address)
        assert response.status_code == 403, address
        assert SECRET not in response.text
        assert "Fees" not in response.text
    assert fate == "of another page" or not PreviewUse.objects.exists()


@pytest.mark.parametrize("token", ["x", "a:b", "%00", "é", "a" * 500])
def test_a_made_up_token_is_refused(client, home_page, token):
    assert client.get(f"/preview/{token}/").status_code == 403


def test_each_use_is_written_down(client, link):
    for address in addresses(link):
        client.get(address)

    uses = PreviewUse.objects.order_by("used_at")
    assert [use.format for use in uses] == ["HTML", "JSON", "JSON"]
    assert {use.address for use in uses} == {"127.0.0.1"}


def test_editors_share_and_withdraw_drafts(client, page, editor):
    client.force_login(editor)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    share = reverse("share_draft", args=[page.pk])
    assert share in edit.text

    client.post(share, {"hours": 336, "note": "For Ms. Ng"})
    link = PreviewLink.objects.get()
    assert timedelta(days=13) < link.expires_at - timezone.now() <= timedelta(days=14)
    assert f"/preview/{link.token}/" in client.get(share).text
    assert "For Ms. Ng" in client.get(reverse("preview_links")).text

    client.post(reverse("revoke_preview_link", args=[link.pk]))
    assert client.get(f"/preview/{link.token}/").status_code == 403
    assert "Withdrawn" in client.get(share).text


def test_a_link_ends_within_two_weeks(client, page, editor):
    client.force_login(editor)

    client.post(reverse("share_draft", args=[page.pk]), {"hours": 5000})

    assert not PreviewLink.objects.exists()


def test_only_those_who_may_edit_a_page_share_it(client, page, link):
    visitor = User.objects.create_user("visitor", password="password")
    client.force_login(visitor)

    for name, key in [("share_draft", page.pk), ("revoke_preview_link", link.pk)]:
        response = client.post(reverse(name, args=[key]), {"hours": 24})
        assert response.status_code in (302, 403)
    assert PreviewLink.objects.usable().count() == 1


def test_every_page_type_previews_as_json(page, rf, editor):
    request = rf.get("/admin/")
    request.user = editor
    page.introduction = "Not saved yet"

    response = page.make_preview_request(request, "json")

    assert ("json", "JSON") in page.preview_modes
    assert "Not saved yet" in response.text


def test_a_headless_front_end_shows_what_is_not_saved_yet(
    client, page, rf, editor, home_page
):
    settings = FirmSettings.for_site(page.get_site())
    settings.headless_preview_url = "https://app.example/p?token={token}&path={path}"
    settings.save()
    request = rf.get("/admin/")
    request.user = editor
    page.introduction = "Not saved yet"

    response = page.make_preview_request(request, "headless")

    assert ("headless", "Headless front end") in page.preview_modes
    address = response["Location"]
    assert address.startswith("https://app.example/p?token=")
    assert address.endswith("&path=/fees/")
    link = PreviewLink.objects.get()
    document = client.get(f"/api/content/v1/pages/{page.pk}/?preview={link.token}")
    assert document.json()["introduction"] == "Not saved yet"
    assert not PreviewLink.objects.shared().exists()


def test_without_a_headless_front_end_there_is_no_such_mode(page):
    assert "headless" not in dict(page.preview_modes)
