"""Addresses of videos that our player knows, and where it finds each."""

import re

PLAYERS = [
    (
        re.compile(r"youtu(?:\.be/|be\.com/(?:watch\?.*\bv=|shorts/))([\w-]{11})"),
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
    ),
    (
        re.compile(r"vimeo\.com/(?:video/)?(\d+)"),
        "https://player.vimeo.com/video/{}?autoplay=1&dnt=1",
    ),
]
