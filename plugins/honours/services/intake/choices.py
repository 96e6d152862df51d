"""Reads cells whose answer is one of a closed list, and names the nearest answer when it is not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from rapidfuzz import fuzz, process

from honours.domain.errors import RefusedInput
from honours.regulation.fields import Field
from honours.services.intake.workbook import CellValue

_NEAR = 50


class NotInList(RefusedInput):
    """A cell whose answer is not in the list; carries what is allowed."""

    def __init__(self, found: str, allowed: Sequence[str]) -> None:
        self.found, self.allowed = found, tuple(allowed)
        near = nearest(found, allowed)
        guess = f"是否想填“{near}”？" if near else ""
        super().__init__(f"不在可选项中。{guess}只能填：{'、'.join(allowed)}。")


def nearest(found: str, allowed: Sequence[str]) -> str | None:
    """Return the allowed text that is most like ``found``, or None when none is like it."""
    near = process.extract(found, allowed, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=None)
    # Short words are often a part of several answers; then the one that is more like them as a whole is meant.
    return max(near, key=lambda one: (one[1], fuzz.ratio(found, one[0])))[0] if near else None


def read_choice(field: Field, value: CellValue, _on: date) -> str:
    """Return the code of the answer; raise :class:`NotInList`."""
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else str(value)
    for code, label in field.choices:
        if text in (label, unicodedata.normalize("NFKC", label)):
            return code
    raise NotInList(text, field.labels)


def read_yes_no(field: Field, value: CellValue, on: date) -> bool:
    """Return the answer; raise :class:`NotInList`."""
    return read_choice(field, value, on) == "true"
