"""The regulation as one object: the register of articles, and every dated value by its key."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

from honours.domain.calendar import Window
from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.errors import WrongUse
from honours.domain.money import Money
from honours.regulation.folder import DATA, data_folder
from honours.regulation.reading import check_floors, read_values
from honours.regulation.register import Article, Register, read_register
from honours.regulation.values import Dated, Life, Rhythm, Value, YearlyDate

__all__ = ["DATA", "NoCycle", "Regulation", "UnknownKey", "WrongUnit", "regulation"]

V = TypeVar("V", Money, int, Window, Rhythm, YearlyDate)


class UnknownKey(WrongUse):
    """A key that no data file defines; carries the key and near ones."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        self.key = key
        names = sorted(known)
        near = difflib.get_close_matches(key, names, n=3, cutoff=0.5)
        self.near = tuple(near or [name for name in names if name.split(".")[0] == key.split(".")[0]][:5])
        hint = f"相近的有：{'、'.join(self.near)}。" if self.near else "可用的键见 regulation/data/values。"
        super().__init__(f"规定数据中没有“{key}”。{hint}")


class WrongUnit(WrongUse):
    """A value asked for as another type than it has; carries key and unit."""

    def __init__(self, key: str, unit: str, needed: str) -> None:
        self.key, self.unit = key, unit
        super().__init__(f"规定数据“{key}”的单位是 {unit}，不能当作 {needed} 使用。")


class NoCycle(WrongUse):
    """A cycle in a year in which the scheme has none; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"{cycle.year}年没有{cycle.scheme.label}的评选或命名，请核对年份。")


@dataclass(frozen=True, slots=True)
class Regulation:
    """The three regulations as data; read once by :func:`regulation`."""

    articles: Register
    values: Mapping[str, Dated[Value]]

    def article(self, article_id: str) -> Article:
        """Return the article; raise :class:`UnknownArticle`."""
        return self.articles[article_id]

    def value(self, key: str) -> Dated[Value]:
        """Return the dated value; raise :class:`UnknownKey` with near names."""
        try:
            return self.values[key]
        except KeyError:
            raise UnknownKey(key, self.values) from None

    def money(self, key: str) -> Dated[Money]:
        """Return a dated amount in CNY."""
        return self._typed(key, Money)

    def number(self, key: str) -> Dated[int]:
        """Return a dated whole number; its unit is in ``unit``."""
        return self._typed(key, int)

    def window(self, name: str) -> Dated[Window]:
        """Return the window of this name, for example ``grassroots_posting`` or ``public_notice``."""
        return self._typed(f"window.{name}", Window)

    def notice_window(self, scheme: Scheme) -> Dated[Window]:
        """Return how long the scheme's public notice stands (award/12; for studios the office's own length)."""
        return self.window("public_notice" if not scheme.names_studios else f"{scheme.value}_notice")

    def grant(self, scheme: Scheme, category: Category) -> Dated[Money]:
        """Return what one honoured entry of the category gets: the prize, or the subsidy of a studio, in CNY."""
        return self.subsidy(scheme, category) if scheme.names_studios else self.prize(category)

    def due(self, key: str) -> Dated[YearlyDate]:
        """Return a dated day of the year, for example ``achievement_award.award_by``."""
        return self._typed(f"due.{key}", YearlyDate)

    def rhythm(self, scheme: Scheme, category: Category) -> Dated[Rhythm]:
        """Return in which years the category of the scheme is due."""
        return self._typed(f"rhythm.{scheme.value}.{category.value}", Rhythm)

    def prize(self, category: Category) -> Dated[Money]:
        """Return what the federation pays for an award of this category (award/14), in CNY."""
        return self.money(f"prize.{category.value}.amount_cny")

    def prize_floor(self, category: Category) -> Dated[Money]:
        """Return the least that may be paid for an award of this category (award/14), in CNY."""
        return self.money(f"prize.{category.value}.floor_cny")

    def quota(self, category: Category) -> Dated[int]:
        """Return how many awards of this category there may be in a year (award/2)."""
        return self.number(f"quota.{category.value}.max")

    def quota_on(self, category: Category, on: date) -> int | None:
        """Return the quota of the category in force on a day; None where the regulation sets none, as for studios."""
        return self.quota(category).on(on) if f"quota.{category.value}.max" in self.values else None

    def subsidy(self, scheme: Scheme, category: Category) -> Dated[Money]:
        """Return what a newly named studio gets once (model-studio/20, employee-studio/12), in CNY."""
        return self.money(f"subsidy.{scheme.value}.{category.value}.amount_cny")

    def categories_due(self, cycle: Cycle) -> tuple[Category, ...]:
        """Return the categories that the cycle's year holds; raise :class:`NoCycle` when there is none."""
        day = date(cycle.year, 12, 31)
        due = tuple(category for category in cycle.categories if self._is_due(cycle, category, day))
        if not due:
            raise NoCycle(cycle)
        return due

    def award_by(self, cycle: Cycle) -> date:
        """Return the day by which the office means to announce the cycle's result (office practice)."""
        return self.due(f"{cycle.scheme.value}.award_by").on(date(cycle.year, 12, 31)).in_cycle(cycle.year)

    def _is_due(self, cycle: Cycle, category: Category, day: date) -> bool:
        rhythm = self.rhythm(cycle.scheme, category)
        return any(life.holds(day) and life.value.is_due(cycle.year) for life in rhythm.lives)

    def _typed(self, key: str, kind: type[V]) -> Dated[V]:
        dated = self.value(key)
        lives: list[Life[V]] = []
        for life in dated.lives:
            if not isinstance(life.value, kind):
                raise WrongUnit(key, dated.unit.value, kind.__name__)
            lives.append(Life(life.from_on, life.until_on, life.value, life.article, life.source, life.published_on))
        return Dated(dated.key, dated.label, dated.unit, tuple(lives))


def regulation(folder: Path | None = None) -> Regulation:
    """Return the regulation as data from this folder or :func:`data_folder`, read and checked once a process.

    Raises :class:`BrokenTable` for any mistake in the files, :class:`DataFolderMissing` when there are none.
    """
    return _read(data_folder() if folder is None else folder)


@cache
def _read(folder: Path) -> Regulation:
    register = read_register(folder / "articles")
    values = read_values(folder / "values", register)
    check_floors(values)
    return Regulation(register, values)
