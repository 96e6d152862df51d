"""Reads one cell of a form: what it says as a value of its kind, or what is wrong with it and what is allowed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from honours.domain import identities
from honours.domain.errors import RefusedInput
from honours.regulation.fields import Field, FieldKind
from honours.services.intake.choices import read_choice, read_yes_no
from honours.services.intake.numbers import read_integer, read_two_decimals
from honours.services.intake.workbook import CellValue

Parsed = str | int | bool | Decimal | date | tuple[str, ...] | None

_DATE = re.compile(
    r"(?P<year>[12][0-9]{3})(?:[-./](?P<m1>[0-9]{1,2})[-./](?P<d1>[0-9]{1,2})|年(?P<m2>[0-9]{1,2})月(?P<d2>[0-9]{1,2})日)"
)
_FIRST_YEAR, _LAST_YEAR = 1950, 2099
_DATE_ALLOWED = "请填日期，例如 2025-03-01"
_WRONG_SEPARATORS = re.compile(r"[,，;；/|]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SHOWN = 60


class CellFault(RefusedInput):
    """What is wrong with one cell, and what is allowed."""


def read_cell(field: Field, value: CellValue, on: date) -> Parsed:
    """Return the value of a cell that is not empty; ``on`` is the day of arrival. Raise :class:`CellFault`."""
    try:
        return _READERS[field.kind](field, value, on)
    except CellFault:
        raise
    except RefusedInput as error:
        raise CellFault(str(error)) from error


def shown(field: Field | None, value: CellValue) -> str:
    """Return what was found in a cell, as it may be shown: personal numbers masked, long text shortened."""
    text = _CONTROL.sub("□", display(value))
    if field is not None and field.is_sensitive:
        return identities.hidden(text) if text else ""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def display(value: CellValue) -> str:
    """Return a cell as Excel would show it."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime():
            return value.isoformat(sep=" ")
        case str():
            return value.strip()
        case _:
            return str(value)


def _read_text(field: Field, value: CellValue, _on: date) -> str:
    if isinstance(value, float) and not field.pattern and value.is_integer() and abs(value) < 1e15:
        value = str(int(value))
    if not isinstance(value, str):
        raise CellFault(f"应为文字，现为{_what(value)}。请把单元格设为“文本”格式后重新输入。")
    _refuse_invisible(value)
    text = " ".join(value.split())
    if text.startswith("="):
        raise CellFault("以等号开头，像是公式。请直接填写内容。")
    _check_length(field, text)
    if field.pattern and re.fullmatch(field.pattern, text) is None:
        example = f"，例如 {field.example}" if field.example else ""
        raise CellFault(f"写法不符。{field.explains.rstrip('。')}{example}。")
    return text


def _refuse_invisible(text: str) -> None:
    for character in text:
        if character not in "\r\n\t" and unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs"):
            raise CellFault(f"含有不可见字符（U+{ord(character):04X}）。请删除后手工重新输入。")


def _check_length(field: Field, text: str) -> None:
    if field.minimum is not None and len(text) < field.minimum:
        raise CellFault(f"太短：{len(text)} 个字，至少 {field.minimum} 个字。")
    if field.maximum is not None and len(text) > field.maximum:
        raise CellFault(f"太长：{len(text)} 个字，最多 {field.maximum} 个字。")


def _what(value: CellValue) -> str:
    if isinstance(value, bool):
        return "逻辑值 TRUE/FALSE"
    return "数字" if isinstance(value, int | float) else "日期或时间"


def _read_names(field: Field, value: CellValue, on: date) -> tuple[str, ...]:
    text = _read_text(field, value, on)
    wrong = _WRONG_SEPARATORS.search(text)
    if wrong is not None:
        raise CellFault(f"多项之间要用顿号“、”分隔，不能用“{wrong[0]}”。")
    names = tuple(name.strip() for name in text.split("、"))
    if "" in names:
        raise CellFault("有多余的顿号。每两项之间只用一个“、”，开头和结尾不用。")
    if len(set(names)) != len(names):
        raise CellFault("有重复的项。每项只写一次。")
    return names


def _read_date(_field: Field, value: CellValue, _on: date) -> date:
    if isinstance(value, datetime):
        if value.time().isoformat() != "00:00:00":
            raise CellFault(f"带有时刻。{_DATE_ALLOWED}，不带时刻。")
        value = value.date()
    if isinstance(value, str):
        value = _date_of(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise CellFault(f"是数字，不是日期。{_DATE_ALLOWED}，并把单元格设为“日期”格式。")
    if not isinstance(value, date):
        raise CellFault(f"不是日期。{_DATE_ALLOWED}。")
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise CellFault(f"年份 {value.year} 不可能。年份应在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间。")
    return value


def _date_of(text: str) -> date:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    match = _DATE.fullmatch(plain)
    if match is None:
        raise CellFault(f"不是日期。{_DATE_ALLOWED}、2025.3.1 或 2025年3月1日。")
    try:
        return date(int(match["year"]), int(match["m1"] or match["m2"]), int(match["d1"] or match["d2"]))
    except ValueError as error:
        raise CellFault(f"日历上没有这一天。{_DATE_ALLOWED}。") from error


def _read_number_text(parse: Callable[[str], str]) -> Callable[[Field, CellValue, date], str]:
    def read(field: Field, value: CellValue, _on: date) -> str:
        if not isinstance(value, str):
            lost = "，超过 15 位的部分已被 Excel 改成 0" if isinstance(value, float) and abs(value) >= 1e15 else ""
            raise CellFault(
                f"号码被存成了{_what(value)}{lost}。请先把单元格设为“文本”格式，再重新输入完整的{field.header}。"
            )
        _refuse_invisible(value)
        return parse(value)

    return read


def _read_id_number(field: Field, value: CellValue, on: date) -> str:
    return _read_number_text(lambda text: identities.parse_id_number(text, on))(field, value, on)


_READERS: dict[FieldKind, Callable[[Field, CellValue, date], Parsed]] = {
    FieldKind.TEXT: _read_text,
    FieldKind.INTEGER: read_integer,
    FieldKind.MONEY: read_two_decimals,
    FieldKind.POINTS: read_two_decimals,
    FieldKind.QUANTITY: read_two_decimals,
    FieldKind.DATE: _read_date,
    FieldKind.YES_NO: read_yes_no,
    FieldKind.CHOICE: read_choice,
    FieldKind.ID_NUMBER: _read_id_number,
    FieldKind.USCC: _read_number_text(identities.parse_uscc),
    FieldKind.PATENT_NO: _read_number_text(identities.parse_patent_no),
    FieldKind.BANK_ACCOUNT: _read_number_text(identities.parse_bank_account),
    FieldKind.NAMES: _read_names,
}
