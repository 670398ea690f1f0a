"""The focal point reaches the style sheet as class names."""

import pytest

from cms.models import FirmImage


def picture(**focal_point):
    return FirmImage(width=900, height=600, collection_id=1, **focal_point)


def focus(x, y):
    return {
        "focal_point_x": x,
        "focal_point_y": y,
        "focal_point_width": 10,
        "focal_point_height": 10,
    }


def test_a_picture_without_focal_point_has_no_class():
    assert picture().focal_class == ""


@pytest.mark.parametrize(
    ("x", "y", "classes"),
    [
        (450, 300, ""),
        (100, 300, "focal-left"),
        (850, 300, "focal-right"),
        (450, 50, "focal-top"),
        (900, 600, "focal-right focal-bottom"),
    ],
)
def test_the_classes_name_the_outer_thirds(x, y, classes):
    assert picture(**focus(x, y)).focal_class == classes
