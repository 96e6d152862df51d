"""The dated tables of days off for newly announced years, read strictly.

Staff fill one table a year from the State Council's notice (``data/holidays/2027.toml.example`` shows how). A table
that cannot be right is refused, because a wrong day off moves the end of every window behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from honours.regulation.tables import Table, read_table

_FILE = re.compile(r"(\d{4})\.toml")


@dataclass(frozen=True, slots=True)
class Statutory:
    """What every year must hold: the names of the holidays, their fixed days (``MM-DD``), and where December opens."""

    december_open_from: int
    fixed_days: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class AnnouncedYear:
    """The days off and working weekends that one notice sets; both map the day to the Chinese name of its holiday."""

    year: int
    source: str
    published_on: date
    holidays: dict[date, str]
    working_weekends: dict[date, str]


def read_statutory(folder: Path) -> Statutory:
    """Return what every year's table must hold."""
    table = read_table(folder / "statutory.toml")
    december = table.whole("december_open_from", least=1)
    fixed: dict[str, tuple[str, ...]] = {}
    for item in table.tables("holiday"):
        fixed[item.text("name")] = tuple(item.raw("fixed"))
        item.done()
    table.done()
    return Statutory(december, fixed)


def read_corrections(folder: Path) -> tuple[dict[date, str], dict[date, str]]:
    """Return the corrected holidays and working weekends, each day with the name of its holiday."""
    table = read_table(folder / "corrections.toml")
    found: dict[str, dict[date, str]] = {"holiday": {}, "working_weekend": {}}
    for item in table.tables("correction"):
        found[item.choice("kind", found)][item.day("on")] = item.text("holiday")
        item.text("source")
        item.day("published_on")
        item.done()
    table.done()
    return found["holiday"], found["working_weekend"]


def read_announced_years(folder: Path, statutory: Statutory) -> list[AnnouncedYear]:
    """Return the tables in the folder by year; raise :class:`BrokenTable` for the first that cannot be right."""
    paths = sorted(path for path in folder.glob("*.toml") if _FILE.fullmatch(path.name))
    return [read_year(path, statutory) for path in paths]


def read_year(path: Path, statutory: Statutory) -> AnnouncedYear:
    """Return the table of one year; raise :class:`BrokenTable` when it cannot be right."""
    table = read_table(path)
    year = table.whole("year", least=1)
    if path.name != f"{year}.toml":
        raise table.refuse(f"表内年份为 {year}，与文件名不一致。{year} 年的表请存为 {year}.toml。")
    source, published_on = table.text("source"), table.day("published_on")
    if "…" in source:
        raise table.refuse("source 还是样例文字，请填写国务院通知的文号。")
    if published_on.year not in (year - 1, year):
        raise table.refuse(f"published_on 为 {published_on}，{year} 年的安排应在 {year - 1} 年或 {year} 年公布。")
    holidays: dict[date, str] = {}
    working: dict[date, str] = {}
    for item in table.tables("holiday"):
        _read_holiday(item, year, statutory, holidays, working)
    table.done()
    for on in sorted(holidays.keys() & working.keys()):
        raise table.refuse(f"{on} 既列为{holidays[on]}放假，又列为{working[on]}调休上班，只能是其中之一。")
    _check_complete(table, year, statutory, holidays)
    return AnnouncedYear(year, source, published_on, holidays, working)


def _read_holiday(
    item: Table, year: int, statutory: Statutory, holidays: dict[date, str], working: dict[date, str]
) -> None:
    name, first, last = item.text("name"), item.day("from"), item.day("until")
    unknown = [part for part in name.split("、") if part not in statutory.fixed_days]
    if unknown:
        raise item.refuse(f"不认识节日“{'、'.join(unknown)}”。可用：{'、'.join(statutory.fixed_days)}。")
    if last < first:
        raise item.refuse(f"{name}的 until {last} 早于 from {first}。")
    for offset in range((last - first).days + 1):
        on = first + timedelta(days=offset)
        _check_year(item, on, year, statutory)
        if on in holidays:
            raise item.refuse(f"{on} 在{holidays[on]}和{name}中重复。两节合并放假时请写成一段，名称用顿号连写。")
        holidays[on] = name
    for on in item.days("working_weekends"):
        _check_year(item, on, year, statutory)
        if on.weekday() < 5:
            raise item.refuse(f"{on} 不是周六或周日，不能列为调休上班。")
        if on in working:
            raise item.refuse(f"{on} 调休上班重复列出。")
        working[on] = name
    item.done()


def _check_year(item: Table, on: date, year: int, statutory: Statutory) -> None:
    opens_on = date(year - 1, 12, statutory.december_open_from)
    if not opens_on <= on <= date(year, 12, 31):
        raise item.refuse(f"{on} 不属于 {year} 年的安排。可填 {opens_on} 至 {year}-12-31。")


def _check_complete(table: Table, year: int, statutory: Statutory, holidays: dict[date, str]) -> None:
    listed = {part for name in holidays.values() for part in name.split("、")}
    missing = [name for name in statutory.fixed_days if name not in listed]
    if missing:
        raise table.refuse(f"缺少节日：{'、'.join(missing)}。七个节日都要列出。")
    for name, days in statutory.fixed_days.items():
        for day in days:
            on = date.fromisoformat(f"{year}-{day}")
            if on not in holidays:
                raise table.refuse(f"{on} 是{name}的法定休假日，表中没有列为放假。")
