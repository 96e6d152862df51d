"""From when on two texts are close enough for a person to look at them side by side, as the office has set it."""

from __future__ import annotations

from datetime import date

from honours.domain.resemblance import Closeness
from honours.regulation.loader import Regulation, regulation


def closeness_on(day: date, source: Regulation | None = None) -> Closeness:
    """Return the numbers in force on ``day``; raise :class:`NotInForce` when there are none for that day."""
    law = source or regulation()

    def number(name: str) -> int:
        return law.number(f"practice.resemblance.{name}").on(day)

    return Closeness(
        gram_length=number("gram_length"),
        least_grams=number("least_grams"),
        common_percent=number("common_percent"),
        contained_percent=number("contained_percent"),
    )
