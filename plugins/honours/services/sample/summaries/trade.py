"""The phrases of one trade, written with a space between words so that it is known what one word is."""

from __future__ import annotations

from dataclasses import dataclass

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trade:
    """What goes wrong in a trade, why, what is rebuilt, what is measured, where, and what came of it."""

    troubles: tuple[Phrase, ...]
    causes: tuple[Phrase, ...]
    parts: tuple[Phrase, ...]
    checks: tuple[Phrase, ...]
    places: tuple[Phrase, ...]
    gains: tuple[Phrase, ...]

    @classmethod
    def of(cls, *, troubles: str, causes: str, parts: str, checks: str, places: str, gains: str) -> Trade:
        """Return a trade from texts with one phrase a line, or several between semicolons."""
        return cls(*(phrases(text) for text in (troubles, causes, parts, checks, places, gains)))


def phrases(text: str) -> tuple[Phrase, ...]:
    """Return the phrases of a text, one a line or several between semicolons, each as its words."""
    lines = text.replace("；", "\n").splitlines()
    return tuple(tuple(line.split()) for line in lines if line.strip())
