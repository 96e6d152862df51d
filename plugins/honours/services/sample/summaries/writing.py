"""Writes the summary of a project (项目主要内容): what was wrong and why, what was done and tried, what it brought.

The same seed gives the same text. Most of a text is its own: the phrases that two texts of a trade share by chance are
few beside those that they do not share, as it is with real ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from honours.domain.cycle import Category
from honours.domain.facts import Speciality
from honours.services.sample.summaries.city import CITY
from honours.services.sample.summaries.common import (
    JOINTS,
    LESSONS,
    LINKS,
    MEASURES,
    OPENINGS,
    PROOFS,
    PURPOSES,
    RESULTS,
    SPREADS,
    SURVEYS,
    TRIALS,
    USES,
)
from honours.services.sample.summaries.factory import FACTORY
from honours.services.sample.summaries.trade import Phrase, Trade

TRADES: dict[Speciality, Trade] = {**FACTORY, **CITY}
NUMBERS = tuple(str(number) for number in range(2, 99))


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary as its words; punctuation marks are words too."""

    words: tuple[str, ...]

    def __str__(self) -> str:
        return "".join(self.words)


def summary(seed: str, category: Category, speciality: Speciality, thing: str) -> Summary:
    """Return what a project on ``thing`` of this category and trade says of itself."""
    writer = _Writer(Random(seed), TRADES[speciality], thing)  # noqa: S311  invented texts, not secrets
    return Summary(tuple(writer.write(OPENINGS.get(category, OPENINGS[Category.TECH_ACHIEVEMENT]))))


def note(seed: str, speciality: Speciality) -> str:
    """Return one or two remarks, as people write them where a form asks for a note."""
    writer = _Writer(Random(f"{seed} note"), TRADES[speciality], "")  # noqa: S311
    return "".join(writer.remarks())


class _Writer:
    def __init__(self, random: Random, trade: Trade, thing: str) -> None:
        self._random, self._trade, self._thing = random, trade, thing

    def write(self, openings: tuple[Phrase, ...]) -> Iterable[str]:
        """Yield the words: the opening runs into the first trouble, everything else is a sentence of its own."""
        yield from self._filled(self._random.choice(openings))
        for phrase in (*self._some(self._trade.troubles, 1, 2), *self._some(self._trade.causes, 1, 2)):
            yield from (*self._filled(phrase), "。")
        for phrase in self._some(SURVEYS, 1, 1):
            yield from self._filled(phrase)
        yield from self._measures()
        for phrase in self._some(TRIALS, 1, 2):
            yield from self._filled(phrase)
        (gain,) = self._some(self._trade.gains, 1, 1)
        for result in self._some(RESULTS, 1, 1):
            yield from (*self._filled(gain), "，", *self._filled(result), "。")
        for phrase in (*self._some(LESSONS, 0, 2), *self._some(SPREADS, 1, 2)):
            yield from self._filled(phrase)

    def remarks(self) -> Iterable[str]:
        """Yield the words of a note."""
        for phrase in (*self._some(PROOFS, 1, 1), *self._some(USES, 1, 1)):
            yield from (*self._filled(phrase), "，" if phrase in PROOFS else "。")

    def _some(self, pool: Sequence[Phrase], fewest: int, most: int) -> list[Phrase]:
        return self._random.sample(pool, self._random.randint(fewest, most))

    def _measures(self) -> Iterable[str]:
        done = self._some(MEASURES, 3, len(JOINTS))
        parts = self._random.sample(self._trade.parts, len(done))
        purposes = self._random.sample(PURPOSES, len(done))
        for joint, deed, part, purpose in zip(JOINTS, done, parts, purposes, strict=False):
            yield from (*joint, *self._filled(deed, part), "，", *self._random.choice(LINKS), *self._filled(purpose))
            yield "；" if purpose is not purposes[-1] else "。"

    def _filled(self, phrase: Phrase, part: Phrase = ()) -> Iterable[str]:
        for word in phrase:
            match word:
                case "{n}":
                    yield self._random.choice(NUMBERS)
                case "{thing}":
                    yield self._thing
                case "{part}":
                    yield from part
                case "{place}":
                    yield from self._random.choice(self._trade.places)
                case "{check}":
                    yield from self._random.choice(self._trade.checks)
                case _:
                    yield word
