"""Hours of the week, as the office and the phone line keep them."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.languages import reading_in


class OpeningHours(Orderable):
    """A span of weekdays with the same hours."""

    first_day = models.PositiveSmallIntegerField(
        "from",
        choices=list(WEEKDAYS.items()),
        default=0,
        help_text="The first day with these hours.",
    )
    last_day = models.PositiveSmallIntegerField(
        "to",
        choices=list(WEEKDAYS.items()),
        default=4,
        help_text="The last day; for one day, the same.",
    )
    opens = models.TimeField(
        "opens", default=datetime.time(9), help_text="Such as 9:00 or 9:30."
    )
    closes = models.TimeField(
        "closes", default=datetime.time(18), help_text="Such as 18:00."
    )

    panels = [
        FieldRowPanel(
            [
                FieldPanel("first_day"),
                FieldPanel("last_day"),
                FieldPanel("opens"),
                FieldPanel("closes"),
            ]
        )
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        with reading_in(None):  # as the words between the days
            days = str(WEEKDAYS[self.first_day])
            if self.last_day != self.first_day:
                days = f"{days} to {WEEKDAYS[self.last_day]}"
            return f"{days}, {time_text(self.opens)} to {time_text(self.closes)}"

    def clean(self) -> None:
        super().clean()
        if self.last_day < self.first_day:
            raise ValidationError(
                {"last_day": "Choose a day on or after the first day of the span."}
            )
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError(
                {"closes": "The closing time must be after the opening time."}
            )


def time_text(time: datetime.time) -> str:
    """A time of day as visitors read it: “9 am”, “5:30 pm”."""
    return time_format(time, "P").replace("a.m.", "am").replace("p.m.", "pm")
