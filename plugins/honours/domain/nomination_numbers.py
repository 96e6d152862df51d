"""Numbers of nominations read back: 2025-KJ-0101-003 is year, letters, body and serial number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from honours.domain.cycle import CATEGORIES, Category, Cycle, letters_of

_DASHES = re.compile(r"[-‐‑‒–—―−_\s]+")
_PARTS = re.compile(r"(?P<year>[12][0-9]{3})-?(?P<letters>[A-Z]{2})-?(?P<body>[0-9]{4})-?(?P<serial>[0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class NominationNo:
    """What the number of a nomination says; whether there is such a nomination is another question."""

    cycle: Cycle
    category: Category
    body_code: str
    serial_no: int

    def __str__(self) -> str:
        return self.cycle.nomination_no(self.category, self.body_code, self.serial_no)

    @classmethod
    def parse(cls, text: str) -> NominationNo | None:
        """Return what a number says, as far as people may write it otherwise; None when it says nothing."""
        match = _PARTS.fullmatch(tidied(text))
        known = {
            letters_of(scheme, category): (scheme, category) for scheme, each in CATEGORIES.items() for category in each
        }
        if match is None or match["letters"] not in known:
            return None
        scheme, category = known[match["letters"]]
        return cls(Cycle(int(match["year"]), scheme), category, match["body"], int(match["serial"]))


def tidied(text: str) -> str:
    """Return the text as a number is written: narrow capital letters and one kind of dash."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text).strip().upper())
