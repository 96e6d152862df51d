"""Copies a summary as people do who do not want to be found: the same text with some words put into other words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from honours.domain.facts import Speciality
from honours.services.sample.summaries.synonyms import GROUPS
from honours.services.sample.summaries.writing import NUMBERS, TRADES, Summary

_MARKS = frozenset("，。；：、")
Choice = Callable[[str], tuple[str, ...]]


def copied(original: Summary, share: float, speciality: Speciality, seed: str) -> Summary:
    """Return ``original`` with this share of its words put as synonyms, other numbers or other parts of the trade.

    Which words are replaced is left to chance, which is harder to find than sentences written anew: then longer runs
    would stay as they are.
    """
    return _replaced(original, share, lambda word: _alternatives(word, speciality), seed)


def scrambled(original: Summary, share: float, speciality: Speciality, seed: str) -> Summary:
    """Return ``original`` with this share of its words replaced by any others of the trade, whatever they mean."""
    others = _vocabulary(speciality)
    return _replaced(original, share, lambda word: tuple(other for other in others if other != word), seed)


def _replaced(original: Summary, share: float, choice: Choice, seed: str) -> Summary:
    random = Random(seed)  # noqa: S311  invented texts, not secrets
    words = list(original.words)
    spoken = [place for place, word in enumerate(words) if word not in _MARKS]
    open_places = [place for place in spoken if choice(words[place])]
    for place in random.sample(open_places, min(round(share * len(spoken)), len(open_places))):
        words[place] = random.choice(choice(words[place]))
    return Summary(tuple(words))


def _alternatives(word: str, speciality: Speciality) -> tuple[str, ...]:
    if word in NUMBERS:
        return tuple(number for number in NUMBERS if number != word)
    parts = _parts(speciality)
    alike = (other for other in parts if word in parts and other != word)
    return _synonyms().get(word) or tuple(alike)


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in GROUPS:
        for word in group:
            found[word] = found.get(word, ()) + tuple(other for other in group if other != word)
    return found


@cache
def _parts(speciality: Speciality) -> tuple[str, ...]:
    trade = TRADES[speciality]
    return tuple(dict.fromkeys(word for phrase in (*trade.parts, *trade.checks) for word in phrase if len(word) > 1))


@cache
def _vocabulary(speciality: Speciality) -> tuple[str, ...]:
    trade = TRADES[speciality]
    listed = (*trade.troubles, *trade.causes, *trade.parts, *trade.checks, *trade.gains)
    words = {word for phrase in listed for word in phrase if word not in _MARKS and "{" not in word}
    return tuple(sorted(words))
