"""Streams the XML of a sheet before its cells are believed: how far it reaches, and where formulas and errors are.

A parser that is asked for cell XFD1048576 allocates every cell before it; so the reach is looked at first, at the
speed of unpacking, without building anything.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field

from honours.services.intake.guard import UNREADABLE, refuse_definitions
from honours.services.intake.limits import Limits
from honours.services.intake.refusals import BrokenFile, HiddenDefinitions, SheetTooLarge
from honours.services.intake.workbook import column_letters, column_number

_PIECE = 1 << 21
# The column of each cell; its row too where that has six digits or more, which few honest sheets have.
_PLACES = re.compile(rb"r=[\"']([A-Za-z]+(?:[0-9]{6,}|(?=[0-9])))")
_ROWS = re.compile(rb"row [^>]*?\br=[\"']([0-9]+)")
_CELL = rb"<(?:[A-Za-z0-9_]+:)?c(\s[^<>]*)?>\s*"
_FORMULA = re.compile(_CELL + rb"<(?:[A-Za-z0-9_]+:)?f[\s/>]")
_BARE_FORMULA = re.compile(rb"<(?:[A-Za-z0-9_]+:)?f[\s/>]")
_FAULT = re.compile(rb"<(?:[A-Za-z0-9_]+:)?c(\s[^<>]*\bt=[\"']e[\"'][^<>]*)>")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]+[0-9]+)[\"']")


@dataclass(slots=True)
class Reach:
    """How far a sheet reaches and which of its cells are not plain values."""

    sheet: str
    last_row: int = 0
    last_column: int = 0
    formulas: set[str] = field(default_factory=set)
    faults: set[str] = field(default_factory=set)


def scan_sheet(package: zipfile.ZipFile, part: str, sheet: str, limits: Limits) -> Reach:
    """Return the reach of one sheet; raise a refusal as soon as it is beyond the limits."""
    reach = Reach(sheet)
    try:
        with package.open(part) as stream:
            rest = stream.read(_PIECE)
            refuse_definitions(part, rest)
            while piece := stream.read(_PIECE):
                rest = _look(rest + piece, reach, limits)
            _look_at(rest, reach)
    except KeyError as error:
        raise BrokenFile(f"缺少工作表“{sheet}”的内容") from error
    except UNREADABLE as error:
        raise BrokenFile(f"工作表“{sheet}”无法解开") from error
    _check(reach, limits)
    return reach


def _look(buffer: bytes, reach: Reach, limits: Limits) -> bytes:
    """Look at all whole cells in the buffer and return the rest, which begins with the last cell."""
    cut = max(buffer.rfind(b"<c "), buffer.rfind(b":c "), buffer.rfind(b"row "))
    cut = max(buffer.rfind(b"<", 0, cut + 1), 0)
    if len(buffer) - cut > limits.cell_bytes + _PIECE:
        raise SheetTooLarge(reach.sheet, "一个超长的单元格", "32767 个字")
    _look_at(buffer[:cut], reach)
    _check(reach, limits)
    return buffer[cut:]


def _look_at(xml: bytes, reach: Reach) -> None:
    if b"<!" in xml and (b"<!DOCTYPE" in xml or b"<!ENTITY" in xml):
        raise HiddenDefinitions(reach.sheet)
    for place in set(_PLACES.findall(xml)):
        letters = place.rstrip(b"0123456789")
        reach.last_column = max(reach.last_column, column_number(letters[:4].decode().upper()) + 1)
        reach.last_row = max(reach.last_row, int(place[len(letters) :] or 0))
    rows = _ROWS.findall(xml)
    if rows:
        reach.last_row = max(reach.last_row, max(map(int, rows)))
    if b"f" in xml and (b"<f" in xml or b":f" in xml) and _BARE_FORMULA.search(xml):
        reach.formulas.update(_addresses(_FORMULA, xml, reach.sheet))
    if b't="e"' in xml or b"t='e'" in xml:
        reach.faults.update(_addresses(_FAULT, xml, reach.sheet))


def _addresses(pattern: re.Pattern[bytes], xml: bytes, sheet: str) -> set[str]:
    found = set()
    for attributes in pattern.findall(xml):
        reference = _REFERENCE.search(attributes)
        if reference is None:
            raise BrokenFile(f"工作表“{sheet}”中有位置不明的公式或错误值")
        found.add(reference[1].decode())
    return found


def _check(reach: Reach, limits: Limits) -> None:
    if reach.last_row > limits.rows:
        raise SheetTooLarge(reach.sheet, f"第 {reach.last_row} 行", f"{limits.rows} 行")
    if reach.last_column > limits.columns:
        raise SheetTooLarge(
            reach.sheet,
            f" {column_letters(reach.last_column - 1)} 列",
            f"{column_letters(limits.columns - 1)} 列",
        )
    if reach.last_row * reach.last_column > limits.cells:
        raise SheetTooLarge(
            reach.sheet, f"{reach.last_row} 行 × {reach.last_column} 列", f"合计 {limits.cells} 个单元格"
        )
