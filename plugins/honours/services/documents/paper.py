"""How a sheet stands on paper, and how much room its text takes.

Excel and its relatives do not grow a row by themselves when another program wrote the file: text that wraps in a row
without a height covers its neighbours.
"""

from __future__ import annotations

from math import ceil
from unicodedata import east_asian_width

from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TEXT_SIZE = 11
# A column of width 10 holds ten digits of the standard font; Chinese fonts and the cell's own margins take a bit more.
_USABLE = 0.95
_LINE = 4 / 3
_PADDING = 4
# Excel knows no higher row; the rest of a longer text is read by opening the cell.
_HIGHEST = 409
_MARGINS = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)


def half_widths(text: str) -> int:
    """Return how many half-width characters the longest line of ``text`` takes."""
    return max((_taken(line) for line in text.splitlines()), default=0)


def lines(text: str, width: float, size: int = TEXT_SIZE) -> int:
    """Return how many lines ``text`` takes in a column of ``width``, set in ``size`` points."""
    room = max(2.0, width * _USABLE * TEXT_SIZE / size)
    return sum(max(1, ceil(_taken(line) / room)) for line in text.splitlines()) or 1


def height(line_count: int, size: int = TEXT_SIZE) -> int:
    """Return the height in points of a row with so many lines of ``size`` points, as far as Excel allows."""
    return min(ceil(line_count * size * _LINE) + _PADDING, _HIGHEST)


def set_up_page(page: Worksheet, pages_wide: int = 1) -> None:
    """Print the sheet on A4, lying, ``pages_wide`` pages wide and as long as it is, with numbered pages."""
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation = page.ORIENTATION_LANDSCAPE
    page.page_setup.fitToWidth = pages_wide
    page.page_setup.fitToHeight = 0
    # The first rows come out together, so that the empty rest of a form need not be printed.
    page.page_setup.pageOrder = "overThenDown"
    page.page_margins = _MARGINS
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页，共 &N 页"
    footer.left.text = "&A"
    page.HeaderFooter.oddFooter = footer


def _taken(line: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in line)
