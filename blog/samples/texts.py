"""What the sample articles say: sentences that are put together anew each time."""

import json
import random
import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Any

VARIANTS = 240
NAMESPACE = uuid.UUID("5f0c8f5e-3a2b-4a53-8f0e-6a5d1f1c7b90")

SUBJECTS = (
    "bail",
    "a search warrant",
    "severance pay",
    "custody",
    "a deed",
    "an old conviction",
    "unpaid overtime",
    "a visa interview",
    "a subpoena",
    "probate",
    "a lease",
    "a settlement offer",
)
PLACES = (
    "Alderbrook",
    "Bellhaven",
    "Calder Point",
    "Dunmere",
    "Eastwick",
    "Fairholm",
    "Granby",
    "Harrowgate",
    "Inverley",
    "Jessup",
    "Kingsferry",
    "Larkfield",
    "Marlow Bay",
    "Northam",
    "Oakridge",
    "Pembridge",
    "Quarry Hill",
    "Ravenport",
    "Stonebridge",
    "Thornton",
)
WORDS = (
    "bail",
    "custody",
    "evidence",
    "overtime",
    "visas",
    "deeds",
    "warrants",
    "probate",
    "leases",
    "severance",
    "records",
    "settlements",
)
HEADINGS = (
    "What the court looks at first",
    "Before the first meeting",
    "Papers worth keeping",
    "How long it may take",
    "When the other side calls",
    "What it costs, and who pays",
    "If the date is missed",
    "Questions to ask your lawyer",
)
SENTENCES = (
    "Nobody has to explain {subject} alone, and nobody should sign in a hurry.",
    "The clerk in {place} keeps a list of hearings, and reads it out at nine.",
    "Write the date on every letter, and keep the envelope it came in.",
    "A judge who hears about {subject} for the first time wants the short version.",
    "Most cases end with an agreement; the better ones end with a careful one.",
    "In {place} the filing office closes at four, and the line is long by three.",
    "What is said on the telephone is hard to prove a year later.",
    "Ask what happens next, who decides it, and by when.",
    "The rules on {subject} changed lately, so an older guide may mislead you.",
    "A copy is enough for most purposes, but the original must be somewhere safe.",
    "Neighbors in {place} remember more than they think, if somebody asks in time.",
    "Silence is not an admission, and a polite refusal is not rudeness.",
    "The first offer is rarely the last, and it is seldom explained.",
    "Bring the whole folder to the meeting, also what looks unimportant.",
    "Deadlines in matters of {subject} run from the day the letter arrived.",
    "A witness helps most when the account is plain and short.",
    "The fee should be written down before the work begins.",
    "Lawyers in {place} know which forms the court there sends back.",
)
OPENINGS = (
    "What to know about {subject} in {place}",
    "{place}: five questions on {subject}",
    "When {subject} goes wrong in {place}",
    "A short guide to {subject} for {place}",
)


@dataclass(frozen=True)
class Variant:
    """One of the texts; many articles share it, each under a title of its own."""

    number: int

    @cached_property
    def subject(self) -> str:
        return SUBJECTS[self.number % len(SUBJECTS)]

    @cached_property
    def place(self) -> str:
        return PLACES[self.number // len(SUBJECTS) % len(PLACES)]

    @property
    def tags(self) -> tuple[str, str]:
        """Two words that tie articles together."""
        count = len(WORDS)
        return WORDS[self.number % count], WORDS[(self.number * 5 + 3) % count]

    @property
    def standfirst(self) -> str:
        return self.say(random.Random(self.number), 2)  # noqa: S311 - no secret

    @property
    def body(self) -> str:
        """The text as a StreamField stores it: five parts of two paragraphs."""
        source = random.Random(self.number)  # noqa: S311 - no secret
        blocks: list[tuple[str, Any]] = []
        for heading in source.sample(HEADINGS, 5):
            blocks.append(("heading", {"text": heading, "level": "h2"}))
            blocks += [("paragraph", f"<p>{self.say(source, 4)}</p>") for _ in range(2)]
        return json.dumps(
            [
                {
                    "type": kind,
                    "value": value,
                    "id": str(uuid.uuid5(NAMESPACE, f"{self.number}-{place}")),
                }
                for place, (kind, value) in enumerate(blocks)
            ]
        )

    def title(self, number: int) -> str:
        """The title of the article with a number."""
        opening = OPENINGS[number % len(OPENINGS)]
        text = opening.format(subject=self.subject, place=self.place)
        return f"{text[:1].upper()}{text[1:]} (No. {number:,})"

    def say(self, source: random.Random, count: int) -> str:
        """A few sentences in a row."""
        chosen = source.sample(SENTENCES, count)
        return " ".join(
            sentence.format(subject=self.subject, place=self.place)
            for sentence in chosen
        )


def variant_of(number: int) -> Variant:
    """The text of the article with a number."""
    return Variant(number % VARIANTS)
