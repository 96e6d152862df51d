"""A text as a set of character n-grams, and where two texts say the same.

Width, case, punctuation and blanks do not matter; digits stay as they are. Every character is normalised by itself, so
that each one kept is known to stand at its place in the text as it was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from honours.domain.resemblance import Likeness

Run = tuple[int, int]


def kept(text: str) -> Iterator[tuple[str, int]]:
    """Yield the letters and digits of ``text`` as they are compared, each with its place in ``text``."""
    for place, character in enumerate(text):
        for plain in unicodedata.normalize("NFKC", character).casefold():
            if plain.isalnum():
                yield plain, place


def normalised(text: str) -> str:
    """Return what is compared of ``text``."""
    return "".join(plain for plain, _ in kept(text))


def grams(text: str, length: int) -> frozenset[str]:
    """Return the n-grams of ``length`` characters; a text shorter than that has none."""
    plain = normalised(text)
    return frozenset(plain[start : start + length] for start in range(len(plain) - length + 1))


def likeness(first: frozenset[str], second: frozenset[str]) -> Likeness:
    """Return what two sets of n-grams have in common."""
    return Likeness(len(first & second), len(first), len(second))


def shared_runs(text: str, other: frozenset[str], length: int) -> tuple[Run, ...]:
    """Return the stretches of ``text``, as start and end, that are made of n-grams which ``other`` has too.

    What lies between two kept characters of one stretch (a comma, a blank) belongs to it.
    """
    pairs = list(kept(text))
    plain = "".join(character for character, _ in pairs)
    is_shared = [False] * len(pairs)
    for start in range(len(plain) - length + 1):
        if plain[start : start + length] in other:
            is_shared[start : start + length] = [True] * length
    found: list[Run] = []
    for shared, group in groupby(range(len(pairs)), key=is_shared.__getitem__):
        places = list(group)
        if shared:
            found.append((pairs[places[0]][1], pairs[places[-1]][1] + 1))
    return tuple(found)
