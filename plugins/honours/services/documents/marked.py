"""A text in a cell with some stretches of it marked, so that two texts can be held side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color

_PLAIN = InlineFont(rFont="仿宋", sz=11)
# Underlined too: a printer may know no red.
_MARKED = InlineFont(rFont="仿宋", sz=11, color=Color(rgb="00C00000"), u="single")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its marked stretches, each as start and end, in order and apart from each other."""

    text: str
    stretches: Sequence[tuple[int, int]]

    def __str__(self) -> str:
        return self.text


def rich(marked: Marked) -> CellRichText:
    """Return the text in blocks; rich text is never computed, whatever it begins with."""
    blocks: list[TextBlock] = []
    done = 0
    for start, end in (*marked.stretches, (len(marked.text), len(marked.text))):
        if start > done:
            blocks.append(TextBlock(_PLAIN, marked.text[done:start]))
        if end > start:
            blocks.append(TextBlock(_MARKED, marked.text[start:end]))
        done = end
    return CellRichText(*blocks)
