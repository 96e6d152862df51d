"""Charts in Excel lists: drawn by the spreadsheet program from the cells above them, so that both always agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

_NARROWEST_CM, _WIDEST_CM, _HEIGHT_CM = 24, 40, 11
# What the label of one place on the axis takes.
_PLACE_CM = 1.2
# A row of the standard height takes half a centimetre; one more keeps the chart off the table.
ROWS_TAKEN = 24
_CM_A_CHARACTER, _STANDARD_WIDTH = 0.19, 8.43
_GRID = "D9D9D9"
_COLOURS = ("1F4E79", "C55A11", "548235", "7F6000", "7030A0")
_SYMBOLS = ("dash", "triangle", "diamond", "square", "dash")


class Look(StrEnum):
    """How the numbers are shown: a bar for each, or a mark for each and no line between."""

    BARS = "bars"
    MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of columns of its sheet, counted from one: ``labels`` below the axis, one series for each of ``series``.

    ``least`` and ``most`` bound the upright axis where that reads better than beginning with nothing.
    """

    title: str
    look: Look
    labels: int
    series: Sequence[int]
    below: str
    beside: str
    least: float | None = None
    most: float | None = None


def add_chart(page: Worksheet, chart: Chart, head_no: int, last_no: int) -> tuple[int, int]:
    """Draw the chart below the rows of ``page`` and return the last row and the last column that it covers."""
    drawn = BarChart() if chart.look is Look.BARS else LineChart()
    drawn.title = chart.title
    width = min(max(_NARROWEST_CM, ceil((last_no - head_no) * _PLACE_CM)), _WIDEST_CM)
    drawn.width, drawn.height = width, _HEIGHT_CM
    drawn.y_axis.number_format = "0"
    drawn.x_axis.title, drawn.y_axis.title = chart.below, chart.beside
    # Without this word newer versions of the library write charts whose axes Excel leaves out.
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill=_GRID)))
    drawn.y_axis.scaling.min, drawn.y_axis.scaling.max = chart.least, chart.most
    drawn.legend = Legend()
    drawn.legend.position = "b"
    # Excel draws over the plot whatever is not told to keep its own room.
    for keeps_room in (drawn.title, drawn.legend, drawn.x_axis.title, drawn.y_axis.title):
        if keeps_room is not None:
            keeps_room.overlay = False
    for column in chart.series:
        drawn.add_data(Reference(page, min_col=column, min_row=head_no, max_row=last_no), titles_from_data=True)
    drawn.set_categories(Reference(page, min_col=chart.labels, min_row=head_no + 1, max_row=last_no))
    for place, series in enumerate(drawn.series):
        colour = _COLOURS[place % len(_COLOURS)]
        if chart.look is Look.BARS:
            series.graphicalProperties = GraphicalProperties(solidFill=colour)
        else:
            series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
            series.marker.symbol = _SYMBOLS[place % len(_SYMBOLS)]
            series.marker.size = 7
            series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
            series.smooth = False
    page.add_chart(drawn, f"{get_column_letter(1)}{last_no + 2}")
    # A chart that begins on what is left of a page is cut in two.
    page.row_breaks.append(Break(id=last_no + 1))
    return last_no + ROWS_TAKEN, _last_column(page, width)


def _last_column(page: Worksheet, width: int) -> int:
    taken, column = 0.0, 0
    while taken < width / _CM_A_CHARACTER:
        column += 1
        letter = get_column_letter(column)
        taken += page.column_dimensions[letter].width if letter in page.column_dimensions else _STANDARD_WIDTH
    return column
