"""Reading the data files strictly: every field is asked for by name and kind, and nothing may be left over.

A mistake in a data file is refused with the file, the place in it, what is wrong and what is allowed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from honours.domain.errors import RefusedInput


class BrokenTable(RefusedInput):
    """A data file that breaks a rule; carries the file name, the place in it and what is wrong."""

    def __init__(self, file: str, where: str, says: str) -> None:
        self.file, self.where, self.says = file, where, says
        super().__init__(f"数据文件 {file}{f' 的 {where}' if where else ''}：{says}")


class UnreadableTable(BrokenTable):
    """A file that is not there or is no TOML; a key written twice is found here too."""


class UnknownField(BrokenTable):
    """Fields that nothing reads."""

    def __init__(self, file: str, where: str, unknown: Iterable[str], allowed: Iterable[str]) -> None:
        names = "、".join(sorted(unknown))
        super().__init__(file, where, f"不认识字段 {names}。可用的字段为：{'、'.join(sorted(allowed))}。")


class MissingField(BrokenTable):
    """A field that must be there."""

    def __init__(self, file: str, where: str, name: str) -> None:
        self.name = name
        super().__init__(file, where, f"缺少字段 {name}，请补上。")


class WrongKind(BrokenTable):
    """A field whose value is of another kind than needed."""

    def __init__(self, file: str, where: str, name: str, value: object, needed: str) -> None:
        self.name, self.value = name, value
        super().__init__(file, where, f"字段 {name} 的值“{value}”不对，应为{needed}。")


class Table:
    """One table of a data file; its fields are taken one by one and :meth:`done` refuses what was not taken."""

    def __init__(self, file: str, where: str, fields: Mapping[str, Any]) -> None:
        self.file, self.where = file, where
        self._fields = dict(fields)
        self._asked: set[str] = set()

    def refuse(self, says: str) -> BrokenTable:
        """Return the error to raise for a fault in this table."""
        return BrokenTable(self.file, self.where, says)

    def names(self) -> tuple[str, ...]:
        """Return the names of all fields, in the order of the file."""
        return tuple(self._fields)

    def has(self, name: str) -> bool:
        """Return whether the field is there; the name becomes an allowed one."""
        self._asked.add(name)
        return name in self._fields

    def raw(self, name: str) -> Any:
        """Return the value of any kind; raise :class:`MissingField`."""
        if not self.has(name):
            raise MissingField(self.file, self.where, name)
        return self._fields[name]

    def text(self, name: str) -> str:
        """Return a text that is not empty."""
        value = self.raw(name)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name, value, "非空文字")
        return value

    def day(self, name: str) -> date:
        """Return a date."""
        return self._day(name, self.raw(name))

    def days(self, name: str) -> tuple[date, ...]:
        """Return a list of dates; an absent field is an empty list."""
        if not self.has(name):
            return ()
        value = self.raw(name)
        if not isinstance(value, list):
            raise self._wrong(name, value, "日期列表，例如 [2027-02-20]")
        return tuple(self._day(name, item) for item in value)

    def whole(self, name: str, least: int = 0) -> int:
        """Return a whole number that is at least ``least``."""
        value = self.raw(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise self._wrong(name, value, f"不小于 {least} 的整数")
        return value

    def flag(self, name: str) -> bool:
        """Return true or false."""
        value = self.raw(name)
        if not isinstance(value, bool):
            raise self._wrong(name, value, "true 或 false")
        return value

    def choice(self, name: str, allowed: Iterable[str]) -> str:
        """Return a text that is one of ``allowed``."""
        value = self.text(name)
        options = tuple(allowed)
        if value not in options:
            raise self._wrong(name, value, f"以下之一：{'、'.join(options)}")
        return value

    def table(self, name: str) -> Table:
        """Return the table under this name."""
        return self._table(name, self.raw(name), f"{self.where}.{name}" if self.where else name)

    def tables(self, name: str) -> tuple[Table, ...]:
        """Return the array of tables under this name; an absent one is empty."""
        if not self.has(name):
            return ()
        value = self.raw(name)
        if not isinstance(value, list):
            raise self._wrong(name, value, f"表的数组，写作 [[{name}]]")
        label = f"{self.where}.{name}" if self.where else name
        return tuple(self._table(name, item, f"{label} 第{no}项") for no, item in enumerate(value, start=1))

    def done(self) -> None:
        """Raise :class:`UnknownField` when a field was never asked for."""
        unknown = set(self._fields) - self._asked
        if unknown:
            raise UnknownField(self.file, self.where, unknown, self._asked)

    def _table(self, name: str, value: object, where: str) -> Table:
        if not isinstance(value, dict):
            raise self._wrong(name, value, "一个表")
        return Table(self.file, where, value)

    def _day(self, name: str, value: object) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self._wrong(name, value, "日期，不加引号，例如 2027-01-01")
        return value

    def _wrong(self, name: str, value: object, needed: str) -> WrongKind:
        return WrongKind(self.file, self.where, name, value, needed)


def read_table(path: Path) -> Table:
    """Return the whole file as a table, decimals exact; raise :class:`UnreadableTable` when it is no TOML."""
    try:
        with path.open("rb") as file:
            fields = tomllib.load(file, parse_float=Decimal)
    except FileNotFoundError as error:
        raise UnreadableTable(path.name, "", "找不到文件。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableTable(path.name, "", f"不是正确的 TOML 文件（UTF-8）：{error}。") from error
    return Table(path.name, "", fields)
