"""Reads numbers from cells exactly: whole numbers, amounts and points with at most two decimals."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from honours.domain.errors import RefusedInput
from honours.regulation.fields import Field, FieldKind
from honours.services.intake.workbook import CellValue

_PLAIN = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_UNITS = re.compile(r"[元万亿分%％¥￥]")
_FEN = Decimal("0.01")
_TWO_DECIMALS = {
    FieldKind.MONEY: ("金额精确到分", "金额以元为单位，只填数字，例如 5000.00"),
    FieldKind.POINTS: ("分数最多两位小数", "请填数字，例如 86.5"),
    FieldKind.QUANTITY: ("数量最多两位小数", "请填数字，例如 12 或 86.5"),
}


class NotNumber(RefusedInput):
    """A cell that holds no number of its kind; the message says what is wrong and what is allowed."""


def read_integer(field: Field, value: CellValue, _on: date) -> int:
    """Return the whole number in the cell, from a number or from digits; raise :class:`NotNumber`."""
    number = _number(value, "请填整数")
    if number != number.to_integral_value():
        raise NotNumber(f"不是整数。请填整数{_range(field)}。")
    _check_range(field, number)
    return int(number)


def read_two_decimals(field: Field, value: CellValue, _on: date) -> Decimal:
    """Return the amount, the points or the quantity, exact to two decimals; raise :class:`NotNumber`."""
    what, allowed = _TWO_DECIMALS[field.kind]
    number = _number(value, allowed)
    if field.kind is FieldKind.MONEY and number < 0 and (field.minimum is None or field.minimum >= 0):
        raise NotNumber(f"金额不能是负数。请填数字{_range(field)}。")
    if number != number.quantize(_FEN):
        raise NotNumber(f"小数超过两位。{what}，请四舍五入后填写。")
    _check_range(field, number)
    return number.quantize(_FEN)


def _number(value: CellValue, allowed: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise NotNumber(f"不是数字。{allowed}。")
    if isinstance(value, str):
        text = "".join(unicodedata.normalize("NFKC", value).split())
        if _PLAIN.fullmatch(text) is None and _GROUPED.fullmatch(text) is None:
            unit = "不要带单位或符号，" if _UNITS.search(text) else ""
            raise NotNumber(f"不是数字。{unit}{allowed}。")
        return Decimal(text.replace(",", ""))
    number = Decimal(repr(value))
    if not number.is_finite() or abs(number) >= Decimal("1e15"):
        raise NotNumber(f"数字太大，Excel 已不能精确保存。{allowed}。")
    return number


def _check_range(field: Field, number: Decimal) -> None:
    if field.minimum is not None and number < field.minimum:
        raise NotNumber(f"{number.normalize():f} 太小。请填数字{_range(field)}。")
    if field.maximum is not None and number > field.maximum:
        raise NotNumber(f"{number.normalize():f} 太大。请填数字{_range(field)}。")


def _range(field: Field) -> str:
    if field.minimum is None and field.maximum is None:
        return ""
    if field.maximum is None:
        return f"，不小于 {field.minimum}"
    if field.minimum is None:
        return f"，不大于 {field.maximum}"
    return f"（{field.minimum} 至 {field.maximum}）"
