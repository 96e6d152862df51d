"""Takes out of a text what tells whose it is, and leaves a mark where something stood.

Names are found also where spaces, dots or other widths of characters stand between their characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

MARK = "【已隐去】"
_BETWEEN = frozenset("·•・‧∙.．_-—–")
_NUMBERS = re.compile(
    r"(?<![0-9])(?:[0-9]{15}|[0-9]{17}[0-9Xx]|1[3-9][0-9]{9})(?![0-9])"
    r"|(?<![0-9])(?:0[0-9]{2,3}[-—－ ]?[0-9]{7,8}|400[-— ]?[0-9]{3}[-— ]?[0-9]{4})"
    r"(?![0-9])"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:https?://|www\.)[^\s，。；、）)]+"
    r"|(?:ZL|CN)\s*[0-9]{7,13}(?:\.[0-9Xx])?[A-Z]?"
    r"|(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])"
    r"|(?<![0-9])[0-9]{4}-[A-Z]{2}-[0-9]{4}-[0-9]{3}(?![0-9])"
    r"|(?<![0-9])[0-9]{12,21}(?![0-9])"
)


class Redactor:
    """Finds the names of a cycle in texts; ``terms`` of one character are passed over."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for term in sorted({_bare(term) for term in terms}, key=len, reverse=True):
            if len(term) >= 2:
                self._by_start.setdefault(term[:2], []).append(term)

    def redact(self, text: str) -> str:
        """Return the text with a mark in place of every name and of every number by which somebody is found."""
        spans = sorted([*_spans(_NUMBERS, text), *((begin, end) for begin, end, _ in self._found(text))])
        parts: list[str] = []
        done = 0
        for begin, end in _merged(spans):
            parts += (text[done:begin], MARK)
            done = end
        return "".join((*parts, text[done:]))

    def finds(self, text: str) -> set[str]:
        """Return the names that stand in the text."""
        return {term for _, _, term in self._found(text)}

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where names stand, the longest at each place."""
        bare, places = _bare_with_places(text)
        for start in range(len(bare) - 1):
            for term in self._by_start.get(bare[start : start + 2], ()):
                if bare.startswith(term, start):
                    yield places[start], places[start + len(term) - 1] + 1, term
                    break


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans in order with those joined that touch or overlap: two marks in a row would tell of two names."""
    last: tuple[int, int] | None = None
    for begin, end in spans:
        if last is not None and begin <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (begin, end)
    if last is not None:
        yield last


def _bare(text: str) -> str:
    return _bare_with_places(text)[0]


def _bare_with_places(text: str) -> tuple[str, list[int]]:
    """Return the text in one width and case without what may stand between, and where each character was."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character).casefold():
            if not (one.isspace() or one in _BETWEEN or unicodedata.category(one) == "Cf"):
                characters.append(one)
                places.append(place)
    return "".join(characters), places
