"""Reading what a Required Action form sent; the server checks nothing of it, so everything is checked here.

Each reader takes the form, the key of the field, and the label that people know the field by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from honours.domain.errors import RefusedInput

_LINE = re.compile(r"(?P<number>\S+?)(?:[\s,，:：]+(?P<reason>.*))?")
NUMBER = re.compile(r"\d{4}-[A-Z]{2}-\d{4}-\d{3}")
_SEPARATORS = re.compile(r"[\s,，、;；]+")


class FormRefused(RefusedInput):
    """A form that cannot be taken as it was sent; carries the label of the field and what is wrong."""

    def __init__(self, label: str, fault: str) -> None:
        self.label, self.fault = label, fault
        super().__init__(f"表单未被接受：“{label}”{fault}。请更正后重新提交。")


def text_in(form: Mapping[str, Any], field: str, label: str) -> str:
    """Return the text of a required field; raise :class:`FormRefused` when it is empty or no text."""
    value = form.get(field)
    if not isinstance(value, str) or not value.strip():
        raise FormRefused(label, "必须填写")
    return value.strip()


def note_in(form: Mapping[str, Any], field: str, label: str) -> str:
    """Return the text of a field that may be left empty; raise :class:`FormRefused` when it is no text."""
    value = form.get(field)
    if value is not None and not isinstance(value, str):
        raise FormRefused(label, "应为文字")
    return (value or "").strip()


def day_in(form: Mapping[str, Any], field: str, label: str) -> date:
    """Return the date of a required field; raise :class:`FormRefused` for anything but a date like 2025-11-20."""
    value = text_in(form, field, label)
    try:
        return date.fromisoformat(value[:10])
    except ValueError as error:
        raise FormRefused(label, f"填的是“{value}”，应为日期，例如 2025-11-20") from error


def confirm_in(form: Mapping[str, Any], field: str, label: str) -> None:
    """Raise :class:`FormRefused` unless the box is ticked."""
    if form.get(field) is not True:
        raise FormRefused(label, "必须打开开关")


def reasons_in(form: Mapping[str, Any], field: str, label: str) -> dict[str, str]:
    """Return nomination numbers with their reasons from a field of lines ``编号 理由``; may be empty."""
    found: dict[str, str] = {}
    for line in lines_in(form, field, label):
        match = _LINE.fullmatch(line)
        number, reason = (match["number"], (match["reason"] or "").strip()) if match else (line, "")
        if not NUMBER.fullmatch(number):
            raise FormRefused(label, f"中的“{line}”不是“编号 理由”，编号形如 2025-KJ-0101-003")
        if not reason:
            raise FormRefused(label, f"中的 {number} 没有写理由")
        if number in found:
            raise FormRefused(label, f"中的 {number} 写了两次")
        found[number] = reason
    return found


def numbers_in(form: Mapping[str, Any], field: str, label: str) -> tuple[str, ...]:
    """Return the nomination numbers of a field, separated by lines, spaces or commas."""
    numbers = [part for line in lines_in(form, field, label) for part in _SEPARATORS.split(line) if part]
    for number in numbers:
        if not NUMBER.fullmatch(number):
            raise FormRefused(label, f"中的“{number}”不是编号，编号形如 2025-KJ-0101-003")
        if numbers.count(number) > 1:
            raise FormRefused(label, f"中的 {number} 写了两次")
    return tuple(numbers)


def file_names_in(form: Mapping[str, Any], field: str, label: str) -> tuple[str, ...]:
    """Return the names of files, one a line; raise :class:`FormRefused` when there is none or one is there twice."""
    names = lines_in(form, field, label)
    if not names:
        raise FormRefused(label, "必须填写")
    if len(set(names)) != len(names):
        raise FormRefused(label, "中有写了两次的文件名")
    return tuple(names)


def lines_in(form: Mapping[str, Any], field: str, label: str) -> list[str]:
    """Return the lines of a field that are not blank; raise :class:`FormRefused` when it is no text."""
    value = form.get(field)
    if value is None:
        return []
    if not isinstance(value, str):
        raise FormRefused(label, "应为文字")
    return [line.strip() for line in value.splitlines() if line.strip()]
