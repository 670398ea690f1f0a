"""The lasting address of a picture: for everyone who may see it, and by its name."""

import pytest
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import FirmImage
from cms.picture_files import picture_address


@pytest.fixture
def image(home_page):
    return FirmImage.objects.create(
        title="Court", file=get_test_image_file("court.png", size=(40, 30))
    )


def test_a_picture_is_there_before_its_sizes_are_made(client, image):
    image.renditions.all().delete()
    FirmImage.objects.update(ready={})

    response = client.get(picture_address(image))

    assert response["Content-Type"] == "image/jpeg"
    assert response.content.startswith(b"\xff\xd8")
    assert "public" in response["Cache-Control"]


def test_a_picture_cannot_be_found_by_counting(client, image):
    address = picture_address(image)

    assert client.get(f"/pictures/{image.pk}/0123456789abcdef/").status_code == 404
    assert client.get(address.replace(f"/{image.pk}/", "/0/")).status_code == 404


def test_the_address_stays_when_the_file_is_replaced(client, image):
    address = picture_address(image)
    image.file = get_test_image_file("better.png", size=(20, 10))
    image.save()

    assert client.get(address).status_code == 200


def test_a_picture_whose_file_is_lost_is_not_there(client, image):
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)

    assert client.get(picture_address(image)).status_code == 404


def test_a_restricted_picture_is_not_there(client, image):
    image.collection = Collection.get_first_root_node().add_child(name="Closed")
    image.save()
    CollectionViewRestriction.objects.create(
        collection=image.collection, restriction_type="login"
    )

    assert client.get(picture_address(image)).status_code == 404
