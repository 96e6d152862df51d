"""The forty experts of the sample: five a trade, four of them on each panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from honours.domain.cycle import Category
from honours.domain.facts import Speciality

_PER_TRADE = 5
_PER_PANEL = 4
# A dozen studios spread over four experts a trade would hang together by single threads only.
_PER_STUDIO_PANEL = 2
# Names that nobody else in the sample has: who shares one with an entry was given it on purpose.
_SURNAMES = ("欧阳", "上官", "司徒", "诸葛", "夏侯")
_GIVEN = ("启明", "文博", "若谷", "景行", "怀瑾", "思齐", "清源", "望舒")
_TITLES = ("教授级高级工程师", "高级工程师", "教授", "研究员", "高级技师")
_PLACES = ("江南工程大学", "太湖理工学院", "无锡技术研究院", "市质量技术服务中心", "苏南职业技术大学")


@dataclass(frozen=True, slots=True)
class Expert:
    """One expert of one trade; what is not told of them is None."""

    expert_no: str
    name: str
    unit_name: str
    professional_title: str
    speciality: Speciality
    email: str
    unit_uscc: str | None = None
    body_code: str | None = None
    serving_since_year: int | None = None
    most_entries: int | None = None


def experts(random: Random) -> tuple[Expert, ...]:
    """Return the experts, numbered from E001, trade by trade."""
    trades = [trade for trade in Speciality for _ in range(_PER_TRADE)]
    return tuple(
        Expert(
            expert_no=f"E{number:03d}",
            name=_SURNAMES[number % len(_SURNAMES)] + _GIVEN[number // len(_SURNAMES) % len(_GIVEN)],
            unit_name=random.choice(_PLACES),
            professional_title=random.choice(_TITLES),
            speciality=trade,
            email=f"e{number:03d}@example.com",
        )
        for number, trade in enumerate(trades, 1)
    )


def _seats(category: Category) -> int:
    return _PER_STUDIO_PANEL if category in (Category.STANDARD, Category.DEMONSTRATION) else _PER_PANEL


def panels(members: Sequence[Expert], categories: Sequence[Category]) -> list[tuple[Category, Expert]]:
    """Return who sits on which panel: four of each trade, two for studios, others for each category."""
    seats = []
    for place, category in enumerate(categories):
        for trade in Speciality:
            own = [expert for expert in members if expert.speciality is trade]
            seats += [(category, own[(place + turn) % len(own)]) for turn in range(_seats(category))]
    return seats
