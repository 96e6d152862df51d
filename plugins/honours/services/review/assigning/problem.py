"""What is to be assigned, as values: entries, experts, the rules of the panel, and what stands already (award/11)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from honours.domain.errors import WrongUse


class Pair(NamedTuple):
    """An expert who scores an entry."""

    nomination_no: str
    expert_no: str


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What is scored: its number, its category and its speciality."""

    nomination_no: str
    category: str
    speciality: str


@dataclass(frozen=True, slots=True, order=True)
class Expert:
    """Who scores: unit, specialities (the main one first), panels, and how many entries at most."""

    expert_no: str
    unit_name: str
    specialities: tuple[str, ...]
    categories: tuple[str, ...]
    most_entries: int


@dataclass(frozen=True, slots=True)
class PanelRules:
    """What every entry's panel must keep.

    ``is_connected`` asks that all entries of a category compare through experts in common. It needs two experts an
    entry: with one alone only a single expert for the whole category would connect it.
    """

    experts_per_entry: int
    least_of_speciality: int
    most_of_one_unit: int
    is_connected: bool = True

    @property
    def must_connect(self) -> bool:
        """Whether the entries of a category have to compare."""
        return self.is_connected and self.experts_per_entry > 1


@dataclass(frozen=True, slots=True)
class Costs:
    """What is weighed against what, in whole numbers.

    ``load_step`` times 1, 3, 5, ... is what the first, second, third, ... entry of an expert costs, so that load
    spreads. A change to what people were told costs more than all of it together.
    """

    other_speciality: int
    further_speciality: int
    load_step: int


class NotAProblem(WrongUse):
    """Input that contradicts itself; carries what is wrong."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"评审分工的输入自相矛盾：{what}。请把这条信息交给维护人员。")


@dataclass(frozen=True, slots=True)
class Problem:
    """One assignment to be made.

    ``forbidden`` pairs never meet. ``told`` is what people were told before. ``pinned`` pairs have sheets that are
    back: they stay, also when the expert has left the panel. The order of nothing in here matters.
    """

    entries: tuple[Entry, ...]
    experts: tuple[Expert, ...]
    rules: PanelRules
    costs: Costs
    seed: str
    forbidden: frozenset[Pair] = field(default_factory=frozenset)
    told: frozenset[Pair] = field(default_factory=frozenset)
    pinned: frozenset[Pair] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        """Put entries and experts in order; raise :class:`NotAProblem` for what contradicts itself."""
        object.__setattr__(self, "entries", tuple(sorted(self.entries)))
        object.__setattr__(self, "experts", tuple(sorted(self.experts)))
        entries = {entry.nomination_no for entry in self.entries}
        experts = {expert.expert_no for expert in self.experts}
        if len(entries) != len(self.entries) or len(experts) != len(self.experts):
            raise NotAProblem("编号重复")
        if self.rules.experts_per_entry < 1 or not 0 <= self.rules.least_of_speciality <= self.rules.experts_per_entry:
            raise NotAProblem(f"评审组规则不成立：{self.rules}")
        strange = [pair for pair in self.pinned if pair.nomination_no not in entries or pair.expert_no not in experts]
        if strange:
            raise NotAProblem(f"已收回的评分不在本次分工之内：{_listed(strange)}")
        if self.pinned & self.forbidden:
            raise NotAProblem(f"应回避的评分不能保留：{_listed(self.pinned & self.forbidden)}")

    @property
    def record(self) -> dict[str, Any]:
        """Return the problem as plain values in a fixed order, whole enough to be solved again."""
        return {
            "entries": [asdict(entry) for entry in self.entries],
            "experts": [asdict(expert) for expert in self.experts],
            "rules": asdict(self.rules),
            "costs": asdict(self.costs),
            "seed": self.seed,
            "forbidden": [list(pair) for pair in sorted(self.forbidden)],
            "told": [list(pair) for pair in sorted(self.told)],
            "pinned": [list(pair) for pair in sorted(self.pinned)],
        }

    @classmethod
    def of_record(cls, record: dict[str, Any]) -> Problem:
        """Return the problem that a record was made of."""
        return cls(
            entries=tuple(Entry(**entry) for entry in record["entries"]),
            experts=tuple(
                Expert(**{**one, "specialities": tuple(one["specialities"]), "categories": tuple(one["categories"])})
                for one in record["experts"]
            ),
            rules=PanelRules(**record["rules"]),
            costs=Costs(**record["costs"]),
            seed=record["seed"],
            forbidden=_pairs(record["forbidden"]),
            told=_pairs(record["told"]),
            pinned=_pairs(record["pinned"]),
        )


def canonical(record: Any) -> bytes:
    """Return plain values as JSON that is the same for the same values."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(record: Any) -> str:
    """Return the SHA-256 of plain values."""
    return hashlib.sha256(canonical(record)).hexdigest()


def _pairs(listed: Iterable[Iterable[str]]) -> frozenset[Pair]:
    return frozenset(Pair(*pair) for pair in listed)


def _listed(pairs: Iterable[Pair]) -> str:
    return "、".join(f"{pair.nomination_no}/{pair.expert_no}" for pair in sorted(pairs)[:5])
