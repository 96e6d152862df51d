"""The years of the cycles that are asked about, as people write them: ``2023..2025``, ``2025``, ``2021,2023..2025``."""

from __future__ import annotations

import re

from honours.domain.errors import WrongUse

_PART = re.compile(r"(?P<first>[12][0-9]{3})(?:\.\.(?P<last>[12][0-9]{3}))?")
_MOST = 100


class UnknownYears(WrongUse):
    """A text that names no years; carries it."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(
            f"“--cycles {text}”写法不对，应写作 2025、2023..2025（从前一年到后一年）或用逗号分开的几个，"
            f"一次不超过{_MOST}年。"
        )


def read_years(text: str) -> tuple[int, ...]:
    """Return the years in order, each once; raise :class:`UnknownYears`."""
    found: set[int] = set()
    for part in re.split("[,，、]", text):
        match = _PART.fullmatch(part.strip())
        if match is None:
            raise UnknownYears(text)
        first = int(match["first"])
        last = int(match["last"] or first)
        if last < first or last - first >= _MOST:
            raise UnknownYears(text)
        found.update(range(first, last + 1))
    if len(found) > _MOST:
        raise UnknownYears(text)
    return tuple(sorted(found))
