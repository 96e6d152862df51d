"""Reads what is to be assigned: entries, experts, what keeps them apart, and what stands (award/11)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from honours.domain.cycle import Cycle
from honours.regulation.loader import regulation
from honours.services.review.assigning.problem import Costs, Entry, Expert, Pair, PanelRules, Problem
from honours.services.review.policy import policy_of
from honours.storage.tables import cycle as cycle_table
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Standing:
    """A pair that stands: the run that made it, and whether a sealed sheet scores it."""

    run_no: int
    is_back: bool


@dataclass(frozen=True, slots=True)
class Loaded:
    """A problem beside what the database says of the pairs in it."""

    problem: Problem
    standing: dict[Pair, Standing]
    kept_apart: dict[Pair, str]


def load(cycle: Cycle, run_no: int, work: UnitOfWork, *, late: Collection[str] = ()) -> Loaded:
    """Return what is to be assigned in a run; the unit of work has begun.

    ``late`` experts get nothing more; what they sealed stays. So do all sealed sheets, except where something has come
    to light that keeps expert and entry apart.
    """
    key = {"cycle": str(cycle)}
    standing = {
        Pair(row.nomination_no, row.expert_no): Standing(row.run_no, row.is_back)
        for row in work.run("review/list_standing_pairs", key)
    }
    apart = {Pair(row.nomination_no, row.expert_no): row.reason for row in work.run("review/list_kept_apart", key)}
    entries = tuple(
        Entry(row.nomination_no, row.category, row.speciality)
        for row in work.run("review/list_assignable_entries", key)
    )
    called = work.connection.execute(select(cycle_table).where(cycle_table.c.cycle == str(cycle))).one()
    policy = policy_of(cycle, work)
    experts = tuple(
        Expert(
            row.expert_no,
            row.unit_key,
            (row.speciality,),
            () if row.expert_no in late else tuple(row.categories),
            _limit(row, policy.most_entries_per_expert),
        )
        for row in work.run("review/list_assignable_experts", key)
    )
    problem = Problem(
        entries=entries,
        experts=experts,
        rules=PanelRules(policy.experts_per_entry, policy.least_of_speciality, policy.most_of_one_unit),
        costs=costs_on(called.call_on),
        seed=f"{called.document_no} {cycle} 第{run_no}次分工",
        forbidden=frozenset(apart),
        told=frozenset(standing),
        pinned=frozenset(pair for pair, one in standing.items() if one.is_back and pair not in apart),
    )
    return Loaded(problem, standing, apart)


def costs_on(day: date) -> Costs:
    """Return what is weighed against what on a day."""
    names = ("other_speciality", "further_speciality", "load_step")
    return Costs(**{name: regulation().number(f"practice.assignment.{name}_cost").on(day) for name in names})


def _limit(row: Any, most: int) -> int:
    """Return how many entries an expert takes at most: the policy's number unless their own is lower."""
    return most if row.most_entries is None else min(int(row.most_entries), most)
