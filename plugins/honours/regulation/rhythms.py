"""In which years the categories of a scheme are due, as people say it (award/2, model-studio/6, employee-studio/6)."""

from __future__ import annotations

from honours.domain.cycle import CATEGORIES, Category, Scheme, category_label
from honours.regulation.loader import Regulation, regulation
from honours.regulation.values import Rhythm

_NUMERALS = {2: "两", 3: "三", 4: "四", 5: "五"}


def years_of(scheme: Scheme, category: Category, law: Regulation | None = None) -> str:
    """Return the years of the category, for example 每两年，自2012年起的偶数年."""
    return "；".join(_years(life.value) for life in (law or regulation()).rhythm(scheme, category).lives)


def rhythm_of(scheme: Scheme, law: Regulation | None = None) -> str:
    """Return the years of every category of the scheme, those with the same years together."""
    named: dict[str, list[str]] = {}
    for category in CATEGORIES[scheme]:
        named.setdefault(years_of(scheme, category, law), []).append(category_label(scheme, category))
    return "；".join(f"{'、'.join(labels)}{years}" for years, labels in named.items())


def _years(rhythm: Rhythm) -> str:
    first, step = rhythm.first_year, rhythm.every_years
    if step == 1:
        return f"每年，自{first}年起"
    parity = f"的{'奇数' if first % 2 else '偶数'}年" if step == 2 else ""
    return f"每{_NUMERALS.get(step, str(step))}年，自{first}年起{parity}"
