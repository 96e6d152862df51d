"""The calendar that the project counts by: announced years from the library, newer ones from our own tables.

Years up to the last one that ``chinesecalendar`` knows come from it, corrected where a notice shows it wrong; the years
after it come from ``data/holidays/<year>.toml``. Behind them the calendar holds plain weekdays only, all provisional.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from chinese_calendar import constants

from honours.domain.calendar import WorkingDays
from honours.domain.errors import RefusedInput
from honours.regulation.holidays import AnnouncedYear, read_announced_years, read_corrections, read_statutory

TABLES = Path(__file__).parent / "data" / "holidays"
_PROVISIONAL_YEARS = 10
_NAMES = {"清明": "清明节", "中秋": "中秋节", "端午": "端午节"}


class YearsMissing(RefusedInput):
    """A table for a year while an earlier one is not announced; carries both years."""

    def __init__(self, missing: int, found: int) -> None:
        self.missing, self.found = missing, found
        super().__init__(f"已有 {found} 年的放假安排表，但缺 {missing} 年的。请先补录 {missing}.toml。")


class TableContradicts(RefusedInput):
    """A table that disagrees with the library about a year that both know; carries year and days."""

    def __init__(self, year: int, days: list[date]) -> None:
        self.year, self.days = year, days
        listed = "、".join(str(on) for on in days)
        super().__init__(
            f"{year} 年的放假安排表与日历库不一致：{listed}。请对照国务院通知核对；表若无误，请升级日历库。"
        )


def working_days(table_dir: Path = TABLES) -> WorkingDays:
    """Return the calendar from the first year of the library to ten provisional years after the last announced one.

    A table that was filled in or mended is seen by the next call, also in a process that runs for weeks. Raises
    :class:`BrokenTable`, :class:`YearsMissing` or :class:`TableContradicts` when a table cannot be used.
    """
    stats = [(path.name, path.stat()) for path in sorted(table_dir.glob("*.toml"))]
    return _assemble(table_dir, tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats))


@lru_cache(maxsize=4)
def _assemble(table_dir: Path, _state: tuple[tuple[str, int, int], ...]) -> WorkingDays:
    """Return the calendar that these files make; ``_state`` changes with them, so that no stale answer is kept."""
    statutory = read_statutory(table_dir)
    holidays = {on: _chinese(name) for on, name in constants.holidays.items()}
    working = {on: _chinese(name) for on, name in constants.workdays.items()}
    off_days, work_days = read_corrections(table_dir)
    _overlay(holidays, working, off_days, work_days)
    last_year = max(holidays).year
    for table in read_announced_years(table_dir, statutory):
        if table.year <= last_year:
            _check_agrees(table, holidays, working)
        elif table.year == last_year + 1:
            _overlay(holidays, working, table.holidays, table.working_weekends)
            last_year = table.year
        else:
            raise YearsMissing(last_year + 1, table.year)
    return WorkingDays(
        first_on=date(min(holidays).year, 1, 1),
        announced_until=date(last_year, 12, statutory.december_open_from - 1),
        last_on=date(last_year + _PROVISIONAL_YEARS, 12, 31),
        holidays=holidays,
        working_weekends=working,
    )


def _chinese(name: str) -> str:
    chinese = str(constants.Holiday(name).chinese)
    return _NAMES.get(chinese, chinese)


def _overlay(
    holidays: dict[date, str], working: dict[date, str], off_days: dict[date, str], work_days: dict[date, str]
) -> None:
    """Let the later word on a day replace the earlier one."""
    for on, name in off_days.items():
        working.pop(on, None)
        holidays[on] = name
    for on, name in work_days.items():
        holidays.pop(on, None)
        working[on] = name


def _check_agrees(table: AnnouncedYear, holidays: dict[date, str], working: dict[date, str]) -> None:
    """Refuse a table that says another thing than the library; weekends beside a holiday may be named or not."""

    def of_year(days: dict[date, str]) -> set[date]:
        return {on for on in days if on.year == table.year}

    def weekdays(days: set[date]) -> set[date]:
        return {on for on in days if on.weekday() < 5}

    differs = weekdays(of_year(holidays)) ^ weekdays(of_year(table.holidays))
    differs |= of_year(working) ^ of_year(table.working_weekends)
    if differs:
        raise TableContradicts(table.year, sorted(differs))
