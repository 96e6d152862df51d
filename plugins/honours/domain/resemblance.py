"""Texts that resemble each other: how much two have in common, and how the two nominations are related."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_PLACES = Decimal("0.01")


class Kinship(StrEnum):
    """Whose text it is that a nomination resembles."""

    OTHER = "other"
    SAME_UNIT = "same_unit"
    OWN_EARLIER = "own_earlier"
    OWN_HONOURED = "own_honoured"

    @property
    def label(self) -> str:
        """The Chinese words shown to people."""
        return {
            "other": "其他单位的申报",
            "same_unit": "同一单位他人当年的申报",
            "own_earlier": "本人或本单位此前未获奖（命名）的申报，可能是改进后再报",
            "own_honoured": "本人或本单位此前已获奖（命名）的申报",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Closeness:
    """From when on two texts are close: both shares in whole percent, neither is asked of a text that is too short."""

    gram_length: int
    least_grams: int
    common_percent: int
    contained_percent: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts have in common, counted in n-grams: how many each has, and how many both have."""

    shared: int
    first: int
    second: int

    @property
    def common(self) -> Decimal:
        """The share of all n-grams of both texts that both have (Jaccard), in percent."""
        return _percent(self.shared, self.first + self.second - self.shared)

    @property
    def contained(self) -> Decimal:
        """The share of the shorter text's n-grams that the other has too (containment), in percent."""
        return _percent(self.shared, min(self.first, self.second))

    def reaches(self, terms: Closeness) -> bool:
        """Return whether two texts with so much in common are for a person to look at; no share is rounded for it."""
        fewest = min(self.first, self.second)
        union = self.first + self.second - self.shared
        return fewest >= terms.least_grams and (
            100 * self.shared >= terms.common_percent * union or 100 * self.shared >= terms.contained_percent * fewest
        )


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(_PLACES, ROUND_HALF_UP) if whole else Decimal(0).quantize(_PLACES)
