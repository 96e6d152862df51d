"""The register of experts as staff look at it: who they are, where they served, their load, what keeps them away.

It rests on award/11 and employee-studio/6.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Row

from honours.domain.conflicts import ConflictKind
from honours.domain.cycle import Category, Cycle
from honours.domain.errors import WrongUse
from honours.domain.facts import Speciality
from honours.storage.unit_of_work import UnitOfWork

Found = TypeVar("Found")
_NEAR = 10


class UnknownExpert(WrongUse):
    """A number that no expert bears; carries it and some that exist."""

    def __init__(self, expert_no: str, known: Sequence[str]) -> None:
        self.expert_no, self.known = expert_no, tuple(known)
        listed = "、".join(known[:_NEAR]) or "（名册中还没有专家）"
        super().__init__(f"名册中没有编号为“{expert_no}”的专家。现有：{listed}{'等' if len(known) > _NEAR else ''}。")


@dataclass(frozen=True, slots=True)
class Service:
    """One category of one cycle in which an expert served; ``is_imported`` where only the roster says so."""

    cycle: str
    category: Category
    entry_count: int | None
    is_imported: bool

    @property
    def label(self) -> str:
        """Cycle and category in Chinese."""
        of = Cycle.parse(self.cycle)
        return f"{of.label} {of.category_label(self.category)}"


@dataclass(frozen=True, slots=True)
class KeptAway:
    """An entry from which an expert has to step back, and why."""

    cycle: str
    nomination_no: str
    kind: ConflictKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """One expert of the roster; ``load`` counts the entries that are theirs to judge, by cycle under review."""

    expert_no: str
    name: str
    unit_name: str
    unit_uscc: str | None
    body_code: str | None
    body_name: str | None
    professional_title: str | None
    speciality: Speciality
    is_active: bool
    serving_since_year: int | None
    has_agreed: bool | None
    agreed_year: int | None
    most_entries: int | None
    load: dict[str, int]
    services: tuple[Service, ...]
    conflicts: tuple[KeptAway, ...]


def experts(work: UnitOfWork, *, speciality: Speciality | None = None, expert_no: str | None = None) -> list[Expert]:
    """Return the experts by number; raise :class:`UnknownExpert` for a number that none of them bears."""
    key = {"expert_no": expert_no}
    with work:
        rows = work.run("review/list_experts", key).all()
        if expert_no is not None and not rows:
            raise UnknownExpert(
                expert_no, [row.expert_no for row in work.run("review/list_experts", {"expert_no": None})]
            )
        services = _by_expert(work.run("review/list_expert_services").all(), _service)
        conflicts = _by_expert(work.run("review/list_expert_conflicts", key).all(), _kept_away)
        loads = _loads(work)
    return [
        Expert(
            **{**row._asdict(), "speciality": Speciality(row.speciality)},
            load={cycle: counted[row.expert_no] for cycle, counted in loads.items() if counted[row.expert_no]},
            services=services.get(row.expert_no, ()),
            conflicts=conflicts.get(row.expert_no, ()),
        )
        for row in rows
        if speciality is None or row.speciality == speciality
    ]


def _loads(work: UnitOfWork) -> dict[str, Counter[str]]:
    """Return by cycle under review how many entries each expert has."""
    return {
        row.cycle: Counter(one.expert_no for one in work.run("review/list_assignments", {"cycle": row.cycle}))
        for row in work.run("review/list_open_reviews").all()
    }


def _by_expert(rows: Sequence[Row[Any]], told: Callable[[Row[Any]], Found]) -> dict[str, tuple[Found, ...]]:
    grouped = groupby(rows, key=lambda row: str(row.expert_no))
    return {number: tuple(told(row) for row in of_one) for number, of_one in grouped}


def _service(row: Row[Any]) -> Service:
    return Service(row.cycle, Category(row.category), row.entry_count, row.is_imported)


def _kept_away(row: Row[Any]) -> KeptAway:
    return KeptAway(row.cycle, row.nomination_no, ConflictKind(row.kind), row.reason)
