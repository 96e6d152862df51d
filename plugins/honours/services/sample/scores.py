"""The experts' answers: points for every project on every score sheet, with two projects level at one line."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from honours.domain.cycle import Category
from honours.domain.scoring import mean
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import FIRST_ROW, RECOGNITION_SHEET, Mark, form
from honours.services.sample.books import fill_first_sheet

TIED_CATEGORY = Category.OPERATING_METHOD
Points = dict[tuple[str, str], Decimal]


@dataclass(frozen=True, slots=True)
class AskedSheet:
    """A score sheet as it went out."""

    name: str
    expert_no: str
    category: Category
    numbers: tuple[str, ...]
    content: bytes = field(repr=False)


def read_sheet(name: str, content: bytes) -> AskedSheet:
    """Return what a score sheet asks of whom."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    marks = {str(row[0]): str(row[1]) for row in book[RECOGNITION_SHEET].iter_rows(values_only=True)}
    page = book[form(SubmissionKind.SCORE_SHEET).sheets[0].sheet_name]
    numbers = tuple(
        str(row[0]) for row in page.iter_rows(min_row=FIRST_ROW, max_col=1, values_only=True) if row[0] is not None
    )
    return AskedSheet(name, marks[Mark.EXPERT_NO], Category(marks[Mark.CATEGORY]), numbers, content)


def all_points(sheets: Sequence[AskedSheet], quota: int) -> tuple[Points, tuple[str, str]]:
    """Return the points by expert and project, and the two projects of :data:`TIED_CATEGORY` made level at the line."""
    points = untied_points(sheets)
    of_category = {number for sheet in sheets if sheet.category is TIED_CATEGORY for number in sheet.numbers}
    given: dict[str, list[Decimal]] = {number: [] for number in of_category}
    for (_, number), value in points.items():
        if number in given:
            given[number].append(value)
    means = {number: mean(values) for number, values in given.items()}
    ordered = sorted(means, key=lambda number: (-means[number], number))
    tied = (ordered[quota - 1], ordered[quota])
    level = ((means[tied[0]] + means[tied[1]]) / 2).quantize(Decimal("0.01"))
    return {key: level if key[1] in tied else value for key, value in points.items()}, tied


def untied_points(sheets: Sequence[AskedSheet]) -> Points:
    """Return the points by expert and project as they fall."""
    return {(sheet.expert_no, number): _points(sheet.expert_no, number) for sheet in sheets for number in sheet.numbers}


def answered_sheet(sheet: AskedSheet, points: Mapping[tuple[str, str], Decimal], *, saved_on: date) -> bytes:
    """Return the score sheet with the expert's points."""
    rows = [{"points": float(points[sheet.expert_no, number])} for number in sheet.numbers]
    return fill_first_sheet(sheet.content, SubmissionKind.SCORE_SHEET, rows, saved_on=saved_on)


def _points(expert_no: str, nomination_no: str) -> Decimal:
    """Return points between 60 and 98, with one decimal: worth of the project, hand of the expert, and chance."""
    worth = _digest(nomination_no) % 300
    hand = _digest(expert_no) % 40
    chance = _digest(f"{expert_no} {nomination_no}") % 40
    return Decimal(600 + worth + hand + chance) / 10


def _digest(text: str) -> int:
    return zlib.crc32(text.encode())
