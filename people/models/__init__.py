"""The firm's attorneys, their roles and fields, and what clients say."""

from .attorney_page import AttorneyPage
from .credentials import (
    Admission,
    AttorneyProfile,
    Award,
    Education,
    Experience,
    SpokenLanguage,
)
from .people_index_page import PeopleIndexPage
from .snippets import AttorneyRole, PracticeArea
from .testimonial import Testimonial

__all__ = [
    "Admission",
    "AttorneyPage",
    "AttorneyProfile",
    "AttorneyRole",
    "Award",
    "Education",
    "Experience",
    "PeopleIndexPage",
    "PracticeArea",
    "SpokenLanguage",
    "Testimonial",
]
