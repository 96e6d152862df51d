"""Reads single cells of a bank statement: text, date, amount; exact or not at all."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from honours.domain.errors import RefusedInput
from honours.domain.money import Money
from honours.services.intake.workbook import CellValue

_DAY = re.compile(r"(?P<y>[0-9]{4})(?P<s>[-/.]?)(?P<m>[0-9]{2})(?P=s)(?P<d>[0-9]{2})(?:[ T].*)?")
_AMOUNT = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,2})?")
# Beyond this a number in a cell has lost digits.
_EXACT = 10**15


class CellRefused(RefusedInput):
    """What is wrong with one cell and what is allowed."""


class NotText(RefusedInput):
    """A text file in no encoding that banks use."""

    def __init__(self) -> None:
        super().__init__("文件不是 UTF-8 或 GBK 编码的文本，无法读取。请从网上银行重新导出。")


def rows_of_csv(content: bytes) -> list[list[CellValue]]:
    """Return the cells of a CSV file in UTF-8 or GBK; raise :class:`NotText`."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return [list(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
        except csv.Error as error:
            raise NotText from error
    raise NotText


def text_of(value: CellValue) -> str:
    """Return what a cell says as text, half-width and without blanks around."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else unicodedata.normalize("NFKC", str(value)).strip()


def number_of(value: CellValue) -> str:
    """Return an account or serial as text; raise :class:`CellRefused` when Excel has cut its digits."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= _EXACT:
        raise CellRefused("长号码被存成了数字，末几位已经丢失，请用银行导出的原件（文本格式）")
    return text_of(value)


def day_of(value: CellValue) -> date:
    """Return the day of a cell; raise :class:`CellRefused`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DAY.fullmatch(text_of(value))
    if match is not None:
        try:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError as error:
            raise CellRefused("不是存在的日期") from error
    raise CellRefused("不是日期，应如 2026-05-18 或 20260518")


def money_of(value: CellValue) -> Money | None:
    """Return the amount of a cell in CNY, None for an empty one; raise :class:`CellRefused`."""
    text = repr(value) if isinstance(value, float) else text_of(value)
    if text in ("", "-", "--"):
        return None
    if isinstance(value, float) and (abs(value) * 100 >= _EXACT or "e" in text):
        raise CellRefused("金额超出可以准确读取的范围")
    if isinstance(value, float):
        text = f"{Decimal(text):f}".removesuffix(".0")
    if isinstance(value, (bool, date)) or _AMOUNT.fullmatch(text) is None:
        raise CellRefused("不是金额，应如 5000.00 或 5,000.00，最多两位小数")
    return Money(text.replace(",", ""))
