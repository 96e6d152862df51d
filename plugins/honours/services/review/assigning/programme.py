"""The linear programme of an assignment: some of its columns and rows, solved by HiGHS, and its prices.

Columns are pairs, places of experts, and what may stay missing at a price that is never worth paying. Rows of units and
of the connection come in where they are broken, columns where their price says that they could pay.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from honours.domain.errors import EnvironmentFault
from honours.services.review.assigning.field import Bools, Field, Floats, Ints

_OPTIONS = {
    "presolve": True,
    "primal_feasibility_tolerance": 1e-9,
    "dual_feasibility_tolerance": 1e-9,
}
_PROPOSAL_NODES = 200
# Work is counted in coefficients handed to HiGHS, not in seconds, so that every machine stops at the same place.
_MOST_WORK = 8_000_000
_MORE_WORK_A_PAIR = 25
_INFEASIBLE = 2


class SolverFailed(EnvironmentFault):
    """HiGHS gave no answer to a programme that has one; carries its message."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(f"求解器没有给出结果：{message}。输入没有改动，请重试；仍不成功时把这条信息交给维护人员。")


@dataclass(frozen=True)
class Cut:
    """Pairs that lead from one part of a category to another; at least ``least`` of them are needed (connection)."""

    crossing: Bools
    least: int


@dataclass(frozen=True)
class Objective:
    """What is minimised: whole costs of pairs and places.

    ``missing`` is the price of an expert or link that is not there, to keep a programme solvable until it has enough
    columns; with ``link`` a missing link has a price of its own and may stay missing.
    """

    pair: Ints
    level: Ints
    missing: int
    link: int | None = None

    def of(self, chosen: Bools, levels: Bools) -> int:
        """Return the exact cost of an assignment."""
        return int(self.pair[chosen].sum()) + int(self.level[levels].sum())

    @property
    def scale(self) -> float:
        """A power of two that brings the costs of pairs into the range that HiGHS likes."""
        most = max(int(np.abs(self.pair).max(initial=1)), int(np.abs(self.level).max(initial=1)), 1)
        return float(2 ** max(most.bit_length() - 10, 0))


@dataclass(frozen=True)
class Face:
    """Which assignments are looked at: bounds of pairs and places, rows that hold with equality, costs to keep."""

    low: Bools
    high: Bools
    level_low: Bools
    level_high: Bools
    tight_own: Bools
    tight_units: Bools
    budgets: tuple[tuple[Objective, int], ...] = ()
    tight_cuts: frozenset[int] = field(default_factory=frozenset)

    def with_pair(self, place: tuple[int, int], *, is_in: bool) -> Face:
        """Return the part of the face in which the pair is chosen, or is not."""
        bounds = (self.low if is_in else self.high).copy()
        bounds[place] = is_in
        return replace(self, low=bounds) if is_in else replace(self, high=bounds)


@dataclass(frozen=True)
class Prices:
    """What each row is worth at the optimum of the linear programme."""

    entry: Floats
    load: Floats
    own: Floats
    unit: Floats
    cuts: Floats
    budgets: Floats


@dataclass(frozen=True)
class Relaxed:
    """An optimum of the linear programme over the columns and rows known so far.

    ``missing`` counts experts that are not there, and links where they may not stay missing.
    """

    value: float
    pair: Floats
    missing: float
    missing_links: float
    prices: Prices


def whole(field_: Field) -> Face:
    """Return all assignments of a problem."""
    levels = np.ones(len(field_.level_expert), dtype=bool)
    return Face(
        low=field_.pinned,
        high=field_.eligible,
        level_low=~levels,
        level_high=levels,
        tight_own=np.zeros(len(field_.wanted), dtype=bool),
        tight_units=np.zeros_like(field_.most_of_unit, dtype=bool),
    )


class Programme:
    """The columns and rows known so far, and the work that was put into them; all only grow."""

    def __init__(self, field_: Field) -> None:
        self.field = field_
        self.work = 0
        self.active = field_.pinned.copy()
        self.unit_rows = np.zeros_like(field_.most_of_unit, dtype=bool)
        self.cuts: list[Cut] = []

    @property
    def is_spent(self) -> bool:
        """Whether so much was solved that the best so far has to do, its gap stated; the same on every machine."""
        return self.work > _MOST_WORK + _MORE_WORK_A_PAIR * int(self.field.eligible.sum())

    def add_columns(self, chosen: Bools) -> None:
        """Let the programme know pairs, and every unit of which they make too many for one entry."""
        self.active |= chosen
        rows, columns = np.nonzero(self.active)
        counts = np.zeros_like(self.field.most_of_unit)
        np.add.at(counts, (rows, self.field.unit[columns]), 1)
        self.unit_rows |= counts > self.field.most_of_unit

    def solve(self, objective: Objective, face: Face) -> Relaxed | None:
        """Return the optimum over the known columns and rows within the face; None when the face is empty.

        Raise :class:`SolverFailed` when HiGHS does not answer.
        """
        build = _Build(self, face, must_link=objective.link is None)
        self.work += int(build.bounded.nnz + build.equal.nnz)
        scale = objective.scale
        cost = build.costs(objective) / scale
        answer = linprog(
            cost,
            A_ub=build.bounded,
            b_ub=build.bounded_at,
            A_eq=build.equal,
            b_eq=build.equal_to,
            bounds=build.bounds,
            method="highs-ds",
            options=_OPTIONS,
        )
        if answer.status == _INFEASIBLE:
            return None
        if answer.status != 0:
            raise SolverFailed(str(answer.message))
        return build.read(answer, scale)

    def solve_whole(self, objective: Objective, face: Face) -> Bools | None:
        """Return a good assignment of the face by the branch and cut of HiGHS, or None when it found none.

        It is a proposal: its cost is counted anew by the caller, and the proof is the search's own.
        """
        build = _Build(self, face, must_link=True)
        answer = milp(
            build.costs(objective) / objective.scale,
            integrality=build.integrality,
            bounds=Bounds(build.bounds[:, 0], build.bounds[:, 1]),
            constraints=[
                LinearConstraint(build.equal, build.equal_to, build.equal_to),
                LinearConstraint(build.bounded, -np.inf, build.bounded_at),
            ],
            options={"mip_rel_gap": 0.0, "node_limit": _PROPOSAL_NODES},
        )
        if answer.x is None or answer.x[build.pairs + len(build.levels) :].max(initial=0) > 0.5:
            return None
        return build.chosen(answer.x)


class _Build:
    """One linear programme in the form that HiGHS takes, and the way back to the arrays of the field."""

    def __init__(self, programme: Programme, face: Face, *, must_link: bool) -> None:
        self.must_link = must_link
        known, self.face, self.cuts = programme.field, face, programme.cuts
        self.field = known
        n, e = known.eligible.shape
        self.i, self.j = np.nonzero((programme.active & face.high) | face.low)
        self.levels = np.nonzero(face.level_high)[0]
        pairs, levels, cuts = len(self.i), len(self.levels), len(programme.cuts)
        self.pairs = pairs
        # Columns: pairs, places, a missing expert of every entry, a missing link of every cut.
        self.width = pairs + levels + n + cuts
        first_missing, first_link = pairs + levels, pairs + levels + n
        own = known.own[self.i, self.j]
        unit_no = np.full(programme.unit_rows.shape, -1, dtype=np.int64)
        unit_no[programme.unit_rows] = np.arange(programme.unit_rows.sum())
        of_unit = unit_no[self.i, known.unit[self.j]]
        column = np.arange(pairs)
        self.unit_at = np.nonzero(programme.unit_rows)
        entry = self._matrix(n, (1, self.i, column), (1, np.arange(n), first_missing + np.arange(n)))
        load = self._matrix(e, (1, self.j, column), (-1, known.level_expert[self.levels], pairs + np.arange(levels)))
        speciality = self._matrix(n, (-1, self.i[own], column[own]), (-1, np.arange(n), first_missing + np.arange(n)))
        unit = self._matrix(int(programme.unit_rows.sum()), (1, of_unit[of_unit >= 0], column[of_unit >= 0]))
        crossing = [np.nonzero(cut.crossing[self.i, self.j])[0] for cut in programme.cuts]
        cut = self._matrix(
            cuts,
            *((-1, np.full(len(hits), place), hits) for place, hits in enumerate(crossing)),
            (-1, np.arange(cuts), first_link + np.arange(cuts)),
        )
        unit_most = known.most_of_unit[self.unit_at]
        least = np.array([one.least for one in programme.cuts], dtype=float)
        tight_units = face.tight_units[self.unit_at]
        tight_cuts = np.array([place in face.tight_cuts for place in range(cuts)], dtype=bool)
        budgets = self._budgets()
        blocks = [
            (speciality, -known.least_own.astype(float), face.tight_own),
            (unit, unit_most.astype(float), tight_units),
            (cut, -least, tight_cuts),
            (budgets, _budget_limits(face), np.zeros(len(face.budgets), dtype=bool)),
        ]
        self.budget_scales = np.array([objective.scale for objective, _ in face.budgets])
        self.tight = [tight for _, _, tight in blocks]
        self.equal = vstack([entry, load, *(rows[tight] for rows, _, tight in blocks)], format="csr")
        self.equal_to = np.concatenate(
            [known.wanted.astype(float), np.zeros(e), *(at[tight] for _, at, tight in blocks)]
        )
        self.bounded = vstack([rows[~tight] for rows, _, tight in blocks], format="csr")
        self.bounded_at = np.concatenate([at[~tight] for _, at, tight in blocks])
        self.bounds = self._bounds(n, cuts)

    def costs(self, objective: Objective) -> Floats:
        """Return the cost of every column."""
        n = len(self.field.wanted)
        return np.concatenate(
            [
                objective.pair[self.i, self.j],
                objective.level[self.levels],
                np.full(n, objective.missing),
                np.full(len(self.cuts), objective.missing if objective.link is None else objective.link),
            ]
        ).astype(float)

    def read(self, answer: Any, scale: float) -> Relaxed:
        """Return what HiGHS found, by entry and expert."""
        n, e = self.field.eligible.shape
        equal, bounded = answer.eqlin.marginals * scale, answer.ineqlin.marginals * scale
        own, unit, cuts, budgets = self._spread(equal[n + e :], bounded)
        of_units = np.zeros(self.field.most_of_unit.shape)
        of_units[self.unit_at] = unit
        pair = np.zeros((n, e))
        pair[self.i, self.j] = answer.x[: self.pairs]
        first = self.pairs + len(self.levels)
        prices = Prices(equal[:n], equal[n : n + e], -own, of_units, -cuts, budgets / self.budget_scales)
        missing, links = float(answer.x[first : first + n].sum()), float(answer.x[first + n :].sum())
        if self.must_link:
            missing, links = missing + links, 0.0
        return Relaxed(float(answer.fun) * scale, pair, missing, links, prices)

    @property
    def integrality(self) -> Ints:
        """Return which columns are whole: the pairs; everything else follows from them."""
        return (np.arange(self.width) < self.pairs).astype(np.int64)

    def chosen(self, values: Floats) -> Bools:
        """Return the pairs that an answer in whole numbers chooses."""
        chosen = np.zeros(self.field.eligible.shape, dtype=bool)
        chosen[self.i, self.j] = values[: self.pairs] > 0.5
        return chosen

    def _spread(self, equal: Floats, bounded: Floats) -> list[Floats]:
        found = []
        for tight in self.tight:
            block = np.zeros(len(tight))
            exact = int(tight.sum())
            block[tight], equal = equal[:exact], equal[exact:]
            block[~tight], bounded = bounded[: len(tight) - exact], bounded[len(tight) - exact :]
            found.append(block)
        return found

    def _budgets(self) -> Any:
        rows = np.zeros((len(self.face.budgets), self.width))
        for row, (objective, _) in zip(rows, self.face.budgets, strict=True):
            row[: self.pairs] = objective.pair[self.i, self.j] / objective.scale
            row[self.pairs : self.pairs + len(self.levels)] = objective.level[self.levels] / objective.scale
        return csr_array(rows)

    def _matrix(self, height: int, *parts: tuple[int, Ints, Ints]) -> Any:
        values = np.concatenate([np.full(len(rows), value, dtype=float) for value, rows, _ in parts] or [np.zeros(0)])
        rows = np.concatenate([rows for _, rows, _ in parts] or [np.zeros(0, dtype=np.int64)])
        columns = np.concatenate([columns for _, _, columns in parts] or [np.zeros(0, dtype=np.int64)])
        return csr_array((values, (rows, columns)), shape=(height, self.width))

    def _bounds(self, n: int, cuts: int) -> Floats:
        bounds = np.zeros((self.width, 2))
        places = slice(self.pairs, self.pairs + len(self.levels))
        bounds[: self.pairs, 0] = self.face.low[self.i, self.j]
        bounds[: self.pairs, 1] = 1
        bounds[places, 0] = self.face.level_low[self.levels]
        bounds[places, 1] = 1
        last = self.width - n - cuts
        # Within a budget the least part of a missing expert would be worth any price.
        if not self.face.budgets:
            bounds[last : last + n, 1] = self.field.wanted
            bounds[last + n :, 1] = [cut.least for cut in self.cuts]
        return bounds


def _budget_limits(face: Face) -> Floats:
    """Return the limits of the budgets: half a unit wider, as all costs are whole and HiGHS is not exact."""
    return np.array([(most + 0.5) / objective.scale for objective, most in face.budgets])
