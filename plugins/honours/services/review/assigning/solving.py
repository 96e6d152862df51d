"""Answers a problem: the one assignment of least cost that the tie order leaves, and the proof (award/11)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from honours.services.review.assigning.field import Bools, Field, Ints, field_of, mask, tie_weights
from honours.services.review.assigning.linking import linked
from honours.services.review.assigning.problem import Pair, Problem
from honours.services.review.assigning.programme import Face, Objective, Programme, SolverFailed, whole
from honours.services.review.assigning.search import Missing, cost_of, minimise, relax
from honours.services.review.assigning.shortage import TooFewExperts, lacking_alone, lacking_together

_TIE_ROUNDS = 4
_FIRST_COLUMNS = 20
_MISSING = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """Who scores what. ``cost`` is whole and at least ``bound``; equal where it is proven to be the least.

    ``is_only`` says that it is proven that no other assignment of this cost comes as early in the order of the seed.
    """

    pairs: frozenset[Pair]
    cost: int
    bound: int
    tie_cost: int
    tie_rounds: int
    is_only: bool

    @property
    def gap(self) -> int:
        """How far the cost may lie above the least possible; 0 where it is proven."""
        return self.cost - self.bound

    @property
    def is_proven(self) -> bool:
        """Whether this is proven to be the one assignment that the rules, costs and seed leave."""
        return self.gap == 0 and self.is_only


def solve(problem: Problem) -> Answer:
    """Return the assignment; raise :class:`TooFewExperts` when there is none, saying what is short and where."""
    field = field_of(problem)
    if not problem.entries:
        return Answer(frozenset(), 0, 0, 0, 0, is_only=True)
    alone = lacking_alone(field)
    if alone:
        raise TooFewExperts(alone)
    programme = Programme(field)
    ties = tie_weights(problem, 1)
    programme.add_columns(_first_columns(field, field.cost, ties))
    objective = Objective(field.cost, field.level_cost, _missing(field))
    try:
        return _solve(programme, objective, ties)
    except Missing:
        together = lacking_together(field)
        if together:
            raise TooFewExperts(together) from None
    # There is an assignment: nothing that is missing may look cheaper than a long chain of exchanges.
    programme.add_columns(field.eligible)
    try:
        return _solve(programme, replace(objective, missing=objective.missing * _MISSING), ties)
    except Missing:
        raise SolverFailed("线性规划与缺口分析的结论不一致") from None


def _solve(programme: Programme, objective: Objective, ties: Ints) -> Answer:
    """Return the answer; raise :class:`Missing` when there is none.

    The linear programme nearly always names the least cost itself. Looking for the first assignment of that cost in the
    order of the seed is then much less work than looking for any: weights that are drawn leave few that are level.
    """
    before = None
    while True:
        proof = relax(programme, objective, whole(programme.field))
        if programme.is_spent and programme.field.problem.rules.is_connected:
            answer = _linked(programme.field.problem, objective, ties, proof.least)
            if answer is not None:
                return answer
        if proof.least == before:
            break
        before = proof.least
        try:
            return _first_of(programme, proof.face(objective, whole(programme.field), before), before, ties)
        except Missing:
            # The rows that were broken on the way are known now, so the next bound may be higher.
            continue
    found = minimise(programme, objective, whole(programme.field))
    if found.gap:
        return Answer(programme.field.pairs(found.chosen), found.cost, found.least, 0, 0, is_only=False)
    return _first_of(programme, found.face, found.cost, ties, known=found.chosen)


def _linked(problem: Problem, objective: Objective, ties: Ints, least: int) -> Answer | None:
    """Return the best assignment without the connection, linked afterwards, with its gap; None where that fails."""
    field = field_of(problem)
    apart = solve(replace(problem, rules=replace(problem.rules, is_connected=False)))
    chosen = linked(field, ties, mask(problem, apart.pairs))
    if chosen is None:
        return None
    return Answer(field.pairs(chosen), cost_of(field, objective, chosen), least, 0, 0, is_only=False)


def _first_of(programme: Programme, face: Face, cost: int, ties: Ints, known: Bools | None = None) -> Answer:
    """Return the assignment of the face that comes first in the order of the seed; all of the face cost the same."""
    field = programme.field
    round_no, is_only = 0, False
    while not is_only and round_no < _TIE_ROUNDS:
        round_no += 1
        weights = ties if round_no == 1 else tie_weights(field.problem, round_no)
        tied = Objective(weights, np.zeros_like(field.level_cost), int(weights.max()) * _MISSING)
        programme.add_columns(_first_columns(field, weights, weights, face.high))
        first = minimise(programme, tied, face, known=known)
        known, face = first.chosen, first.face
        if first.gap:
            break
        is_only = _is_only(programme, face, first.chosen)
    return Answer(field.pairs(first.chosen), cost, cost, first.cost, round_no, is_only)


def _is_only(programme: Programme, face: Face, chosen: Bools) -> bool:
    """Return whether every other assignment is proven to be out of the face: none has fewer of the chosen pairs."""
    count = int(chosen.sum())
    kept = Objective(chosen.astype(np.int64), np.zeros_like(programme.field.level_cost), count * _MISSING)
    programme.add_columns(face.high)
    found = minimise(programme, kept, face, known=chosen)
    return found.cost == count and found.gap == 0


def _first_columns(field: Field, cost: Ints, ties: Ints, allowed: Bools | None = None) -> Bools:
    """Return the cheapest pairs of each entry, of its own speciality and of the others, in the order of the seed."""
    chosen = np.zeros_like(field.eligible)
    within = field.eligible if allowed is None else field.eligible & allowed
    key = cost * 2.0**28 + ties
    for kind in (within & field.own, within & ~field.own):
        order = np.argsort(np.where(kind, key, np.inf), axis=1, kind="stable")[:, :_FIRST_COLUMNS]
        np.put_along_axis(chosen, order, values=True, axis=1)
    return chosen & within


def _missing(field: Field) -> int:
    """Return a price that nothing gained elsewhere is worth."""
    most = int(field.cost.max(initial=0)) + int(field.level_cost.max(initial=0)) + 1
    return most * _MISSING
