"""The spread of each expert's scores as a picture: a box from the lower to the upper quarter, a line from end to end.

What is written in it are numbers of experts and points, in the font that comes with the drawing library, so that the
picture has the same bytes on every machine; what it shows is said in the document, in Chinese.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import ceil, floor

from PIL import Image, ImageDraw, ImageFont

from honours.services.review.advisory.experts import ExpertStatistics, Span

# Drawn at four times the size of the print on a screen, so that it stays sharp on paper.
_WIDTH, _PLOT, _BELOW, _TOP, _LEFT, _RIGHT = 1840, 520, 140, 30, 100, 20
_MOST_IN_A_ROW = 24
_WIDEST_BOX = 44
_STEP = 5
_INK, _GRID, _FILL, _MIDDLE = 0, 215, 200, 0
_TEXT_SIZE = 36


def picture(experts: Sequence[ExpertStatistics]) -> bytes:
    """Return the picture (PNG, grey) of ``experts`` in their order; there must be one at least."""
    lowest = floor(min(one.span.lowest for one in experts) / _STEP) * _STEP
    highest = ceil(max(one.span.highest for one in experts) / _STEP) * _STEP
    if lowest == highest:
        lowest, highest = lowest - _STEP, highest + _STEP
    rows = [experts[start : start + _MOST_IN_A_ROW] for start in range(0, len(experts), _MOST_IN_A_ROW)]
    image = Image.new("L", (_WIDTH, (_TOP + _PLOT + _BELOW) * len(rows)), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(_TEXT_SIZE)
    slot = (_WIDTH - _LEFT - _RIGHT) / min(len(experts), _MOST_IN_A_ROW)
    for row_no, row in enumerate(rows):
        top = row_no * (_TOP + _PLOT + _BELOW) + _TOP
        for points in range(lowest, highest + 1, _STEP):
            y = _height(points, lowest, highest, top)
            draw.line((_LEFT, y, _WIDTH - _RIGHT, y), fill=_GRID, width=2)
            draw.text((_LEFT - 12, y), str(points), fill=_INK, font=font, anchor="rm")
        for place, one in enumerate(row):
            middle = round(_LEFT + slot * (place + 0.5))
            half = round(min(slot * 0.6, _WIDEST_BOX) / 2)
            _draw_box(draw, one.span, middle, half, [lowest, highest, top])
            _write_upright(image, one.expert_no, middle, top + _PLOT + 12, font)
        draw.line((_LEFT, top, _LEFT, top + _PLOT, _WIDTH - _RIGHT, top + _PLOT), fill=_INK, width=3)
    data = io.BytesIO()
    image.quantize(16).save(data, "PNG", optimize=False)
    return data.getvalue()


def _draw_box(draw: ImageDraw.ImageDraw, span: Span, middle: int, half: int, scale: list[int]) -> None:
    at = [_height(float(value), *scale) for value in (span.lowest, span.lower, span.middle, span.upper, span.highest)]
    lowest, lower, centre, upper, highest = at
    draw.line((middle, lowest, middle, highest), fill=_INK, width=3)
    for end in (lowest, highest):
        draw.line((middle - half // 2, end, middle + half // 2, end), fill=_INK, width=3)
    draw.rectangle((middle - half, upper, middle + half, lower), fill=_FILL, outline=_INK, width=3)
    draw.line((middle - half, centre, middle + half, centre), fill=_MIDDLE, width=6)


def _write_upright(
    image: Image.Image, text: str, middle: int, top: int, font: ImageFont.FreeTypeFont | ImageFont.ImageFont
) -> None:
    left, upper, right, lower = font.getbbox(text)
    label = Image.new("L", (ceil(right - left) + 2, ceil(lower - upper) + 2), 255)
    ImageDraw.Draw(label).text((1 - left, 1 - upper), text, fill=_INK, font=font)
    turned = label.rotate(90, expand=True)
    image.paste(turned, (middle - turned.width // 2, top))


def _height(points: float, lowest: int, highest: int, top: int) -> int:
    return round(top + _PLOT * (highest - points) / (highest - lowest))
