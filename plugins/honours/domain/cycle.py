"""Schemes, categories and cycles: what is honoured, in which kinds, in which year.

A cycle is one scheme in one year, written ``2025/achievement_award``; that text is the partition key in Airflow and
the natural key in the database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from honours.domain.errors import WrongUse


class Scheme(StrEnum):
    """The three programmes of the regulation, by their English names."""

    MODEL_WORKER_STUDIO = "model_worker_studio"
    EMPLOYEE_STUDIO = "employee_studio"
    ACHIEVEMENT_AWARD = "achievement_award"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return _SCHEME_LABELS[self]

    @property
    def honouring(self) -> str:
        """What the scheme does with those it chooses, in Chinese."""
        return "命名" if self.names_studios else "授奖"

    @property
    def money(self) -> str:
        """What those whom the scheme chooses are paid, in Chinese."""
        return "补贴" if self.names_studios else "奖金"

    @property
    def names_studios(self) -> bool:
        """Whether the scheme names studios; the other one honours projects of persons."""
        return self is not Scheme.ACHIEVEMENT_AWARD


class Category(StrEnum):
    """The kinds of honour within the schemes; the four of the achievement award come from award/2."""

    STANDARD = "standard"
    DEMONSTRATION = "demonstration"
    TECH_ACHIEVEMENT = "tech_achievement"
    OPERATING_METHOD = "operating_method"
    INVENTION_PATENT = "invention_patent"
    GOLDEN_IDEA = "golden_idea"

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return _CATEGORY_LABELS[self]


_SCHEME_LABELS = {
    Scheme.MODEL_WORKER_STUDIO: "劳模创新工作室",
    Scheme.EMPLOYEE_STUDIO: "职工创新工作室",
    Scheme.ACHIEVEMENT_AWARD: "职工创新成果奖",
}
_CATEGORY_LABELS = {
    Category.STANDARD: "创新工作室",
    Category.DEMONSTRATION: "示范性创新工作室",
    Category.TECH_ACHIEVEMENT: "十大科技创新成果",
    Category.OPERATING_METHOD: "十大先进操作法",
    Category.INVENTION_PATENT: "十大发明专利",
    Category.GOLDEN_IDEA: "十佳金点子",
}
_LETTERS = {
    (Scheme.MODEL_WORKER_STUDIO, Category.STANDARD): "LM",
    (Scheme.MODEL_WORKER_STUDIO, Category.DEMONSTRATION): "LS",
    (Scheme.EMPLOYEE_STUDIO, Category.STANDARD): "ZG",
    (Scheme.EMPLOYEE_STUDIO, Category.DEMONSTRATION): "ZS",
    (Scheme.ACHIEVEMENT_AWARD, Category.TECH_ACHIEVEMENT): "KJ",
    (Scheme.ACHIEVEMENT_AWARD, Category.OPERATING_METHOD): "CZ",
    (Scheme.ACHIEVEMENT_AWARD, Category.INVENTION_PATENT): "ZL",
    (Scheme.ACHIEVEMENT_AWARD, Category.GOLDEN_IDEA): "JD",
}

CATEGORIES: dict[Scheme, tuple[Category, ...]] = {
    Scheme.MODEL_WORKER_STUDIO: (Category.STANDARD, Category.DEMONSTRATION),
    Scheme.EMPLOYEE_STUDIO: (Category.STANDARD, Category.DEMONSTRATION),
    Scheme.ACHIEVEMENT_AWARD: (
        Category.TECH_ACHIEVEMENT,
        Category.OPERATING_METHOD,
        Category.INVENTION_PATENT,
        Category.GOLDEN_IDEA,
    ),
}

_CYCLE = re.compile(r"(?P<year>[12][0-9]{3})/(?P<scheme>[a-z_]+)")


class UnknownCycle(WrongUse):
    """A text that names no cycle; carries the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        names = "、".join(scheme.value for scheme in Scheme)
        super().__init__(f"“{text}”不是周期。周期写作 年份/项目，例如 2025/achievement_award；项目可为：{names}。")


class CategoryNotOfScheme(WrongUse):
    """A category that the scheme does not have; carries both."""

    def __init__(self, scheme: Scheme, category: Category) -> None:
        self.scheme, self.category = scheme, category
        known = "、".join(one.label for one in CATEGORIES[scheme])
        super().__init__(f"{scheme.label}没有“{category.label}”这一类别，只有：{known}。")


def letters_of(scheme: Scheme, category: Category) -> str:
    """Return the two letters that stand for scheme and category in a nomination number, each pair its own.

    Raises :class:`CategoryNotOfScheme`.
    """
    try:
        return _LETTERS[scheme, category]
    except KeyError:
        raise CategoryNotOfScheme(scheme, category) from None


def category_label(scheme: Scheme, category: Category) -> str:
    """Return the category as documents call it: the studios' categories bear the name of their scheme."""
    if not scheme.names_studios:
        return category.label
    return f"{'示范性' if category is Category.DEMONSTRATION else ''}{scheme.label}"


@dataclass(frozen=True, order=True, slots=True)
class Cycle:
    """One scheme in one year."""

    year: int
    scheme: Scheme

    @classmethod
    def parse(cls, text: str) -> Cycle:
        """Return the cycle that ``text`` names; raise :class:`UnknownCycle` for anything else."""
        match = _CYCLE.fullmatch(text)
        if match is None or match["scheme"] not in set(Scheme):
            raise UnknownCycle(text)
        return cls(int(match["year"]), Scheme(match["scheme"]))

    def __str__(self) -> str:
        return f"{self.year}/{self.scheme.value}"

    @property
    def slug(self) -> str:
        """The cycle as part of a file or folder name."""
        return f"{self.year}-{self.scheme.value}"

    @property
    def label(self) -> str:
        """The cycle as people say it."""
        return f"{self.year}年{self.scheme.label}"

    @property
    def categories(self) -> tuple[Category, ...]:
        """The categories of this cycle's scheme, in the order of the regulation."""
        return CATEGORIES[self.scheme]

    def category_label(self, category: Category) -> str:
        """Return the category as documents call it: the studios' categories bear the name of their scheme."""
        return category_label(self.scheme, category)

    def letters(self, category: Category) -> str:
        """Return the two letters that stand for scheme and category in a number; raise :class:`CategoryNotOfScheme`."""
        return letters_of(self.scheme, category)

    def nomination_no(self, category: Category, body_code: str, serial_no: int) -> str:
        """Return the number by which people call a nomination, for example 2025-KJ-0101-003."""
        return f"{self.year}-{self.letters(category)}-{body_code}-{serial_no:03d}"
