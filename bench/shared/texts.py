"""Made-up texts of whole years, and how well copies among them are found; the tests measure by the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from honours.domain.cycle import CATEGORIES, Cycle, Scheme
from honours.domain.facts import Speciality
from honours.domain.resemblance import Closeness
from honours.services.resemblance.pairs import find_pairs
from honours.services.sample.entries import Entry
from honours.services.sample.projects import THINGS
from honours.services.sample.summaries import Summary, summary
from honours.services.sample.year import sample_year

Texts = Mapping[str, tuple[Summary, Speciality]]
Copy = Callable[[Summary, float, Speciality, str], Summary]
_SAID = ("project_name", "project_summary", "condition_note", "method_note")


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


def disguised(years: Iterable[int], copy: Copy, share: float, terms: Closeness) -> Accuracy:
    """Return how well copies are found that stand in another nomination: with its project, its machine, its notes."""
    random = Random("disguised")  # noqa: S311
    originals, copies = {}, {}
    for year in years:
        sample = sample_year(Cycle(year, Scheme.ACHIEVEMENT_AWARD), date(year, 9, 1), date(year, 10, 17))
        for entry in sample.entries:
            alike = [one for one in sample.entries if one.speciality is entry.speciality and one is not entry]
            thief = random.choice(alike)
            text = str(copy(entry.summary(), share, entry.speciality, thief.nomination_no))
            originals[entry.nomination_no] = _whole(entry, str(entry.summary()))
            copies[f"copy {entry.nomination_no}"] = _whole(thief, text.replace(entry.thing, thief.thing))
    return _accuracy(copies, originals, terms)


def _whole(entry: Entry, summary_text: str) -> str:
    said = {**entry.facts, "project_summary": summary_text}
    return "\n".join(str(said.get(key) or "") for key in _SAID)


def accuracy(originals: Texts, copy: Copy, share: float, terms: Closeness) -> Accuracy:
    """Return how well one copy of each original is found among all originals."""
    copies = {f"copy {name}": str(copy(text, share, trade, name)) for name, (text, trade) in originals.items()}
    return _accuracy(copies, {name: str(text) for name, (text, _) in originals.items()}, terms)


def _accuracy(copies: Mapping[str, str], originals: Mapping[str, str], terms: Closeness) -> Accuracy:
    pairs = find_pairs(copies, originals, terms)
    return Accuracy(len(copies), len(pairs), sum(pair.name == f"copy {pair.other}" for pair in pairs))
