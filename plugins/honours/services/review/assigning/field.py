"""A problem as arrays: one row an entry, one column an expert, in the order of their numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from honours.services.review.assigning.problem import Pair, Problem

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

TIE_BITS = 28


@dataclass(frozen=True)
class Field:
    """The arrays of a problem. ``level_*`` list the places of all experts: the first, second, ... entry of each.

    Sheets that are back are facts: where they alone break a bound of the rules, the bound is as wide as they are.
    """

    problem: Problem
    category: Ints
    unit: Ints
    limits: Ints
    eligible: Bools
    pinned: Bools
    own: Bools
    cost: Ints
    level_expert: Ints
    level_cost: Ints
    wanted: Ints
    least_own: Ints
    most_of_unit: Ints

    @property
    def shape(self) -> tuple[int, int]:
        """How many entries and experts there are."""
        return len(self.problem.entries), len(self.problem.experts)

    def pairs(self, chosen: Bools) -> frozenset[Pair]:
        """Return the pairs that an array holds."""
        entries, experts = self.problem.entries, self.problem.experts
        return frozenset(
            Pair(entries[i].nomination_no, experts[j].expert_no) for i, j in zip(*np.nonzero(chosen), strict=True)
        )


def field_of(problem: Problem) -> Field:
    """Return the arrays of a problem with the costs of every pair and place."""
    entries, experts, rules = problem.entries, problem.experts, problem.rules
    category = _codes([entry.category for entry in entries])
    unit = _codes([expert.unit_name for expert in experts])
    rank = _ranks(problem)
    on_panel = np.array(
        [[entry.category in expert.categories for expert in experts] for entry in entries], dtype=bool
    ).reshape(len(entries), len(experts))
    pinned, told = mask(problem, problem.pinned), mask(problem, problem.told)
    eligible = (on_panel & ~mask(problem, problem.forbidden)) | pinned
    # More places than there are entries for an expert would only be empty.
    limits = np.minimum(np.array([one.most_entries for one in experts], dtype=np.int64), eligible.sum(axis=0))
    limits = np.maximum(limits, pinned.sum(axis=0))
    level_expert, level_no = places(limits)
    level_cost = problem.costs.load_step * (2 * level_no - 1)
    fit = np.array([0, problem.costs.further_speciality, problem.costs.other_speciality], dtype=np.int64)
    cost = fit[rank]
    if told.any():
        # Whatever is gained elsewhere is less than one change.
        most = int(fit.max()) * rules.experts_per_entry * len(entries) + int(level_cost.sum())
        cost = cost + np.where(told.any(axis=1, keepdims=True) & ~told, most + 1, 0)
    wanted = np.maximum(rules.experts_per_entry, pinned.sum(axis=1)).astype(np.int64)
    own = rank <= 1
    of_units = np.zeros((len(entries), int(unit.max(initial=-1)) + 1), dtype=np.int64)
    rows, columns = np.nonzero(pinned)
    np.add.at(of_units, (rows, unit[columns]), 1)
    return Field(
        problem=problem,
        category=category,
        unit=unit,
        limits=limits,
        eligible=eligible,
        pinned=pinned,
        own=own,
        cost=cost,
        level_expert=level_expert,
        level_cost=level_cost,
        wanted=wanted,
        least_own=np.minimum(rules.least_of_speciality, wanted - (pinned & ~own).sum(axis=1)),
        most_of_unit=np.maximum(rules.most_of_one_unit, of_units),
    )


def mask(problem: Problem, pairs: Iterable[Pair]) -> Bools:
    """Return the array of the pairs; pairs of entries or experts that are not part of the problem are left out."""
    rows = {entry.nomination_no: i for i, entry in enumerate(problem.entries)}
    columns = {expert.expert_no: j for j, expert in enumerate(problem.experts)}
    chosen = np.zeros((len(rows), len(columns)), dtype=bool)
    for pair in pairs:
        if pair.nomination_no in rows and pair.expert_no in columns:
            chosen[rows[pair.nomination_no], columns[pair.expert_no]] = True
    return chosen


def places(limits: Ints) -> tuple[Ints, Ints]:
    """Return for each place its expert and its number, beginning with 1."""
    experts = np.repeat(np.arange(len(limits), dtype=np.int64), limits)
    numbers = np.concatenate([np.arange(1, limit + 1, dtype=np.int64) for limit in limits] or [experts])
    return experts, numbers


def tie_weights(problem: Problem, round_no: int) -> Ints:
    """Return a whole number for every pair, drawn from the published seed by SHA-256: the order among level ones."""
    data = b"".join(
        hashlib.sha256(f"{problem.seed}\n{round_no}\n{entry.nomination_no}\n{expert.expert_no}".encode()).digest()[:4]
        for entry in problem.entries
        for expert in problem.experts
    )
    drawn = np.frombuffer(data, dtype=">u4").astype(np.int64) >> (32 - TIE_BITS)
    return drawn.reshape(len(problem.entries), len(problem.experts))


def _codes(names: Sequence[str]) -> Ints:
    order = {name: code for code, name in enumerate(sorted(set(names)))}
    return np.array([order[name] for name in names], dtype=np.int64)


def _ranks(problem: Problem) -> Ints:
    """Return for every pair 0 where the speciality is the expert's main one, 1 for a further one, 2 for none."""
    trades = sorted({entry.speciality for entry in problem.entries})
    of_trade = {
        trade: [
            2 if trade not in one.specialities else min(one.specialities.index(trade), 1) for one in problem.experts
        ]
        for trade in trades
    }
    rows = [of_trade[entry.speciality] for entry in problem.entries]
    return np.array(rows, dtype=np.int64).reshape(len(problem.entries), len(problem.experts))
