"""Why there is no assignment: which rule is short of experts, by how much, and where (award/11).

What a single entry lacks is counted. When every entry by itself could be served, the limits of the experts or the
connection are short: the limits are then let go at a price, and what has to be paid is what is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from honours.domain.cycle import Category
from honours.domain.errors import RefusedInput
from honours.domain.facts import Speciality
from honours.services.review.assigning.connection import parts
from honours.services.review.assigning.field import TIE_BITS, Field, Ints, places, tie_weights
from honours.services.review.assigning.programme import Objective, Programme, whole
from honours.services.review.assigning.search import Found, minimise

_TIE_SHARE = 8
_LISTED = 10
_BRANCHES = 40


class Family(StrEnum):
    """The rules of an assignment that experts can be too few for."""

    PANEL = "panel"
    UNIT = "unit"
    SPECIALITY = "speciality"
    LOAD = "load"
    CONNECTION = "connection"

    @property
    def label(self) -> str:
        """What is short, in Chinese."""
        return {
            "panel": "可评专家人数",
            "unit": "不同单位的专家",
            "speciality": "本专业的专家",
            "load": "专家的评审项数上限",
            "connection": "共同评审的专家",
        }[self.value]

    @property
    def remedy(self) -> str:
        """What can be done about it, in Chinese."""
        return {
            "panel": "请在名册的“评审组”中增补与这些项目没有回避关系的专家",
            "unit": "请增补其他单位的专家",
            "speciality": "请增补本专业且没有回避关系的专家",
            "load": "请增补这些专业的专家，或在名册中提高专家的评审项数上限",
            "connection": "请增补可评多个专业的专家，使同一类别的项目能够相互比较",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Shortage:
    """What is short at one place: an entry's number, a speciality, or a category; ``missing`` seats or links."""

    family: Family
    place: str
    missing: int
    needed: int
    available: int

    def __str__(self) -> str:
        return f"{self.place} 需{self.needed}、只有{self.available}、差{self.missing}"


class TooFewExperts(RefusedInput):
    """No assignment keeps all rules; carries every shortage that was found."""

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        self.shortages = tuple(shortages)
        super().__init__("".join(self._sentences()))

    def missing(self, family: Family) -> int:
        """Return how much a rule is short in all."""
        return sum(one.missing for one in self.shortages if one.family is family)

    def _sentences(self) -> Iterator[str]:
        yield "没有符合全部规则的评审分工，未作任何分配。"
        for family in Family:
            found = [one for one in self.shortages if one.family is family]
            if found:
                listed = "；".join(str(one) for one in found[:_LISTED])
                more = f"；等{len(found)}处" if len(found) > _LISTED else ""
                yield f"{family.label}不足，共差{self.missing(family)}：{listed}{more}。{family.remedy}。"


def lacking_alone(field: Field) -> list[Shortage]:
    """Return what single entries lack whatever the others get: experts, of different units, of their speciality."""
    found = []
    codes = np.zeros((len(field.unit), field.most_of_unit.shape[1]), dtype=np.int64)
    codes[np.arange(len(field.unit)), field.unit] = 1
    room = field.most_of_unit - field.pinned.astype(np.int64) @ codes
    free, own = field.eligible & ~field.pinned, field.eligible & ~field.pinned & field.own
    wanted = field.wanted - field.pinned.sum(axis=1)
    least = field.least_own - (field.pinned & field.own).sum(axis=1)
    of_units = np.minimum(free.astype(np.int64) @ codes, room).sum(axis=1)
    own_of_units = np.minimum(own.astype(np.int64) @ codes, room).sum(axis=1)
    for i, entry in enumerate(field.problem.entries):
        seats = (
            (Family.PANEL, wanted[i], free[i].sum()),
            (Family.SPECIALITY, least[i], own[i].sum()),
            (Family.UNIT, wanted[i], of_units[i]),
            (Family.UNIT, least[i], own_of_units[i]),
        )
        short = [
            Shortage(kind, entry.nomination_no, int(n - has), int(n), int(has)) for kind, n, has in seats if has < n
        ]
        # Too few experts are also too few of different units: the plainer word says it.
        plain = [one for one in short if one.family is not Family.UNIT]
        found += plain or short[:1]
    return found


def lacking_together(field: Field) -> list[Shortage]:
    """Return what the entries lack together: places of experts, or links between the parts of a category."""
    linked = _loosened(field)
    found = _least_overload(linked)
    over = _overload(field, found)
    if found.missing_links:
        return _missing_links(field, found)
    if not over.any():
        return []
    if field.problem.rules.must_connect:
        rules = replace(field.problem.rules, is_connected=False)
        apart = _least_overload(replace(linked, problem=replace(field.problem, rules=rules)))
        if not _overload(field, apart).any():
            return _missing_links(field, apart)
    return _overloads(field, over)


def _loosened(field: Field) -> Field:
    """Return the field with as many places for each expert as there are entries; those above the limit cost one."""
    limits = np.maximum(field.eligible.sum(axis=0), field.limits)
    level_expert, level_no = places(limits)
    beyond = (level_no > field.limits[level_expert]).astype(np.int64)
    return replace(field, limits=limits, level_expert=level_expert, level_cost=beyond)


def _least_overload(loose: Field) -> Found:
    ties = tie_weights(loose.problem, 1) >> (TIE_BITS - _TIE_SHARE)
    place = int(loose.wanted.sum()) << _TIE_SHARE
    link = place * (int(loose.wanted.sum()) + 1)
    programme = Programme(loose)
    programme.add_columns(loose.eligible)
    objective = Objective(ties, loose.level_cost * place, link * 4, link=link)
    return minimise(programme, objective, whole(loose), nodes=_BRANCHES)


def _overload(field: Field, found: Found) -> Ints:
    beyond: Ints = np.maximum(found.chosen.sum(axis=0) - field.limits, 0)
    return beyond


def _overloads(field: Field, over: Ints) -> list[Shortage]:
    missing: Counter[str] = Counter()
    available: Counter[str] = Counter()
    for expert, beyond, limit in zip(field.problem.experts, over, field.limits, strict=True):
        trade = expert.specialities[0]
        missing[trade] += int(beyond)
        available[trade] += int(limit)
    return [
        Shortage(Family.LOAD, _trade(trade), count, available[trade] + count, available[trade])
        for trade, count in sorted(missing.items())
        if count
    ]


def _missing_links(field: Field, found: Found) -> list[Shortage]:
    """Return how many parts the categories of an assignment fall into, beyond the one that each should be."""
    names = sorted({entry.category for entry in field.problem.entries})
    counts = [parts(field, found.chosen.astype(float), code)[0] for code in range(len(names))]
    return [
        Shortage(Family.CONNECTION, _category(name), count - 1, count - 1, 0)
        for name, count in zip(names, counts, strict=True)
        if count > 1
    ]


def _trade(code: str) -> str:
    return Speciality(code).label if code in set(Speciality) else code


def _category(code: str) -> str:
    return Category(code).label if code in set(Category) else code
