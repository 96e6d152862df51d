"""How the workbooks look: fonts, colours, number formats."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from honours.regulation.fields import Field, FieldKind

_EDGE = Side(style="thin", color="B7B7B7")
BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
TITLE = Font(name="黑体", size=16)
STEP = Font(name="黑体", size=11)
BODY = Font(name="宋体", size=11)
HEADER = Font(name="黑体", size=11, color="1F1F1F")
HEADER_REQUIRED = Font(name="黑体", size=11, color="C00000")
SMALL_SIZE = 9
SMALL = Font(name="宋体", size=SMALL_SIZE, color="595959")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
TOP_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
MIDDLE = Alignment(vertical="center", wrap_text=True)
PREFILLED = PatternFill("solid", fgColor="F2F2F2")
MISSING = PatternFill("solid", bgColor="FFD9D9")
_BANDS = tuple(
    PatternFill("solid", fgColor=color) for color in ("DDEBF7", "E2EFDA", "FFF2CC", "FCE4D6", "EDEDED", "D9E1F2")
)
_TEXT = "@"
_FORMATS = {
    FieldKind.DATE: "yyyy-mm-dd",
    FieldKind.MONEY: "#,##0.00",
    FieldKind.POINTS: "0.00",
    FieldKind.INTEGER: "0",
    FieldKind.QUANTITY: "General",
}


def number_format(field: Field) -> str:
    """Return the cell format; everything that is no number or date is text, so that Excel eats no digits."""
    return _FORMATS.get(field.kind, _TEXT)


def alignment(field: Field) -> Alignment:
    """Return how a cell stands: numbers that are counted, dates and choices in the middle, the rest where it falls."""
    is_short = field.kind.has_choices or field.kind in (FieldKind.INTEGER, FieldKind.QUANTITY, FieldKind.DATE)
    return CENTRED if is_short else MIDDLE


def band(number: int) -> PatternFill:
    """Return the header colour of the ``number``-th group of columns."""
    return _BANDS[number % len(_BANDS)]
