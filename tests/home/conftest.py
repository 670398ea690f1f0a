"""A page with a form, and what a visitor writes into it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home import forms
from home.models import FormField
from tests.factories import ConsultationPageFactory


@pytest.fixture
def page(home_page):
    return ConsultationPageFactory(
        parent=home_page,
        title="Write to us",
        slug="consultation",
        to_address="intake@example.com",
        form_fields=[
            FormField(label="Your name", field_type="singleline", autofill="name"),
            FormField(label="E-mail", field_type="email"),
            FormField(label="Phone", field_type="phone", required=False),
            FormField(label="Your question", field_type="multiline", required=False),
        ],
    )


@pytest.fixture
def answers(page, monkeypatch):
    """Answers as a visitor gives them who read the form for a minute."""
    stamp = forms.new_stamp(page)
    a_minute_later = timezone.now() + timedelta(minutes=1)
    monkeypatch.setattr(forms.timezone, "now", lambda: a_minute_later)
    return {
        "your_name": "Ada Quill",
        "e_mail": "ada@example.com",
        "phone": "212 555 0142",
        "your_question": "May I be asked this?",
        "consent": "on",
        "website": "",
        "stamp": stamp,
    }
