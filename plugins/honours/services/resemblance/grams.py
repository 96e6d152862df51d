"""A text as a set of character n-grams, and where two texts say the same.

Width, case, punctuation and blanks do not matter; digits stay as they are. Every character is normalised by itself, so
that each one kept is known to stand at its place in the text as it was written.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

from honours.domain.resemblance import Likeness

Run = tuple[int, int]


class _Plain(dict[int, str]):
    """What is compared of each character, worked out once: letters and digits in one width and case, else nothing."""

    def __missing__(self, code: int) -> str:
        plain = "".join(found for found in unicodedata.normalize("NFKC", chr(code)).casefold() if found.isalnum())
        self[code] = plain
        return plain


_PLAIN = _Plain()


def normalised(text: str) -> str:
    """Return what is compared of ``text``."""
    return text.translate(_PLAIN)


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
    places = [place for place, character in enumerate(text) for _ in _PLAIN[ord(character)]]
    plain = normalised(text)
    is_shared = [False] * len(plain)
    for start in range(len(plain) - length + 1):
        if plain[start : start + length] in other:
            is_shared[start : start + length] = [True] * length
    found: list[Run] = []
    for shared, group in groupby(range(len(plain)), key=is_shared.__getitem__):
        stretch = list(group)
        # One character may stand for several when it is compared, so that two stretches may meet within it.
        begin = max(places[stretch[0]], found[-1][1] if found else 0)
        if shared and begin <= places[stretch[-1]]:
            found.append((begin, places[stretch[-1]] + 1))
    return tuple(found)
