"""In which years studios of each level are named (model-studio/6, employee-studio/6, /11)."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Category, Scheme, category_label
from honours.domain.studios import StudioLevel
from honours.regulation.loader import regulation


def is_year_of_naming(scheme: Scheme, level: StudioLevel, year: int) -> bool:
    """Return whether studios of the level were or will be named in the year."""
    rhythm = regulation().rhythm(scheme, Category(level.value))
    day = date(year, 12, 31)
    return any(life.holds(day) and life.value.is_due(year) for life in rhythm.lives)


def years_told(scheme: Scheme, level: StudioLevel, until: int) -> str:
    """Return in Chinese the years up to ``until`` in which studios of the level are named."""
    label = category_label(scheme, Category(level.value))
    first = min(life.value.first_year for life in regulation().rhythm(scheme, Category(level.value)).lives)
    years = [year for year in range(first, until + 1) if is_year_of_naming(scheme, level, year)]
    if not years:
        return f"{label}自 {first} 年起命名"
    if len(years) == until - first + 1:
        return f"{label}自 {first} 年起每年命名"
    return f"{label}只在以下年份命名：{'、'.join(str(year) for year in years)}"


def all_years_told(until: int) -> str:
    """Return the years of all levels of all schemes that name studios."""
    return "；".join(
        years_told(scheme, level, until) for scheme in Scheme if scheme.names_studios for level in StudioLevel
    )
