"""Made-up texts of whole years, and how well copies among them are found; the tests measure by the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from honours.domain.cycle import CATEGORIES, Scheme
from honours.domain.facts import Speciality
from honours.domain.resemblance import Closeness
from honours.services.resemblance.pairs import find_pairs
from honours.services.sample.projects import THINGS
from honours.services.sample.summaries import Summary, summary

Texts = Mapping[str, tuple[Summary, Speciality]]
Copy = Callable[[Summary, float, Speciality, str], Summary]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many copies there were, how many pairs were found, and how many of them are copies with their originals."""

    copies: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        """How many of the copies were found."""
        return self.right / self.copies

    @property
    def precision(self) -> float:
        """How many of the pairs that were found are copies."""
        return self.right / self.found if self.found else 1.0


def texts_of_year(year: str, count: int) -> dict[str, tuple[Summary, Speciality]]:
    """Return so many unrelated summaries of all categories and trades, by name."""
    categories, trades = CATEGORIES[Scheme.ACHIEVEMENT_AWARD], list(Speciality)
    random = Random(year)  # noqa: S311
    found = {}
    for place in range(count):
        category, trade = random.choice(categories), random.choice(trades)
        text = summary(f"{year} {place}", category, trade, random.choice(THINGS[trade]))
        found[f"{year}-{place:06d}"] = (text, trade)
    return found


def accuracy(originals: Texts, copy: Copy, share: float, terms: Closeness) -> Accuracy:
    """Return how well one copy of each original is found among all originals."""
    copies = {f"copy {name}": str(copy(text, share, trade, name)) for name, (text, trade) in originals.items()}
    pairs = find_pairs(copies, {name: str(text) for name, (text, _) in originals.items()}, terms)
    return Accuracy(len(copies), len(pairs), sum(pair.name == f"copy {pair.other}" for pair in pairs))
