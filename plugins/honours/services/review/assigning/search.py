"""The least cost over a face, with its proof: columns by their prices, rows where broken, and branches where needed."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from honours.services.review.assigning.certificate import Bound, bound
from honours.services.review.assigning.connection import cuts
from honours.services.review.assigning.field import Bools, Field, Floats
from honours.services.review.assigning.programme import Face, Objective, Programme, Relaxed

Nodes = list[tuple[int, int, Face, Relaxed]]

_WHOLE = 1e-6
_COLUMNS_AT_ONCE = 24
_NODES = 400
# How many pairs a proposal leaves open, in parts of those that are chosen: first few, then more.
_OPEN_PAIRS = (0.4, 1, 2)
_PROPOSALS = 6


@dataclass(frozen=True)
class Found:
    """The cheapest assignment found, and the bound below which none lies; equal where it is proven.

    ``face`` is the part of the face in which everything costs this much, where it is proven to be the least.
    """

    chosen: Bools
    cost: int
    least: int
    face: Face
    missing_links: int = 0

    @property
    def gap(self) -> int:
        """How far the bound lies below the cost; 0 where the cost is proven to be the least."""
        return self.cost - self.least


class Missing(Exception):
    """The face holds no assignment, as far as the programme can say; the reason is found elsewhere."""


def minimise(
    programme: Programme, objective: Objective, face: Face, *, known: Bools | None = None, nodes: int = _NODES
) -> Found:
    """Return the cheapest assignment of the face; ``known`` is one that is in it.

    Raise :class:`Missing` when there is none. After ``nodes`` branches the best one so far is returned with the bound
    that is proven by then.
    """
    return _Search(programme, objective, face, known, nodes).run()


def relax(programme: Programme, objective: Objective, face: Face) -> Bound:
    """Return what no assignment of the face can cost less than, by the linear programme and the rows known so far.

    Raise :class:`Missing` when even that has no solution.
    """
    found = _Search(programme, objective, face, None, 0).relax(face, is_connected=False)
    if found is None:
        raise Missing
    return found[1]


class _Search:
    def __init__(self, programme: Programme, objective: Objective, face: Face, known: Bools | None, nodes: int) -> None:
        self.programme, self.objective, self.root = programme, objective, face
        self.field: Field = programme.field
        self.nodes = nodes
        self.best = known
        self.cost = None if known is None else cost_of(self.field, objective, known)
        self.links = 0

    def run(self) -> Found:
        start = self.relax(self.root)
        if start is None:
            raise Missing
        relaxed, root = start
        order = count()
        open_nodes: Nodes = []
        self._take(relaxed, root, self.root, open_nodes, order)
        if open_nodes:
            self._propose(root)
        face, least, done = self.root, root.least, 0
        while open_nodes:
            least = max(root.least, open_nodes[0][0])
            if self.cost is not None and least >= self.cost:
                break
            if done >= self.nodes or self.programme.is_spent:
                break
            done += 1
            _, _, face, relaxed = heapq.heappop(open_nodes)
            place = _most_open(relaxed.pair)
            for is_in in (True, False):
                part = face.with_pair(place, is_in=is_in)
                if self.cost is not None:
                    part = root.narrowed(part, self.cost - 1)
                found = self.relax(part)
                if found is not None:
                    self._take(*found, part, open_nodes, order)
        if self.best is None or self.cost is None:
            raise Missing
        if not open_nodes:
            least = self.cost
        least = min(least, self.cost)
        face = root.face(self.objective, self.root, self.cost)
        return Found(self.best, self.cost, least, face, self.links)

    def _take(
        self,
        relaxed: Relaxed,
        proof: Bound,
        face: Face,
        open_nodes: Nodes,
        order: count[int],
    ) -> None:
        """Keep a better assignment, or put the node where it waits for its branches."""
        if self.cost is not None and proof.least >= self.cost:
            return
        if not _is_whole(relaxed.pair):
            heapq.heappush(open_nodes, (proof.least, next(order), face, relaxed))
            return
        chosen = relaxed.pair > 0.5
        links = round(relaxed.missing_links)
        cost = cost_of(self.field, self.objective, chosen) + links * (self.objective.link or 0)
        if self.cost is None or cost < self.cost:
            self.best, self.cost, self.links = chosen, cost, links

    def _propose(self, root: Bound) -> None:
        """Take a good assignment that differs from the bound where it costs little, so that few pairs stay open."""
        pairs = self.programme.active & self.root.high
        distance = np.sort(np.abs(root.pair[pairs]))
        for share in _OPEN_PAIRS:
            near = int(distance[min(int(share * self.field.wanted.sum()), len(distance) - 1)])
            low = self.root.low | (pairs & (root.pair < -near))
            face = replace(self.root, low=low, high=low | (pairs & (root.pair <= near)))
            for _ in range(_PROPOSALS):
                chosen = self.programme.solve_whole(self.objective, face)
                if chosen is None:
                    break
                broken = cuts(self.field, chosen.astype(float))
                if not broken:
                    cost = cost_of(self.field, self.objective, chosen)
                    if self.cost is None or cost < self.cost:
                        self.best, self.cost, self.links = chosen, cost, 0
                    return
                self.programme.cuts.extend(broken)

    def relax(self, face: Face, *, is_connected: bool = True) -> tuple[Relaxed, Bound] | None:
        """Return the optimum over all columns of the face, with every row that it would break, and its bound.

        None when the face is empty: nothing that is missing is worth its price.
        """
        while True:
            relaxed = self.programme.solve(self.objective, face)
            if relaxed is None:
                unknown = face.high & ~self.programme.active
                if not unknown.any():
                    return None
                self.programme.add_columns(unknown)
                continue
            is_grown = self._price(relaxed, face)
            if not is_grown and relaxed.missing > _WHOLE:
                return None
            if not (is_connected and self._break(relaxed)) and not is_grown:
                return relaxed, bound(self.programme, self.objective, face, relaxed.prices)

    def _price(self, relaxed: Relaxed, face: Face) -> bool:
        """Add the pairs that would pay; return whether there were any."""
        reduced = self._reduced(relaxed, face)
        tolerance = _WHOLE * self.objective.scale
        reduced[self.programme.active | ~face.high] = 0
        is_paying = reduced < -tolerance
        if not is_paying.any():
            return False
        most = min(_COLUMNS_AT_ONCE, reduced.shape[1])
        best = np.argpartition(reduced, most - 1, axis=1)[:, :most]
        chosen = np.zeros_like(is_paying)
        np.put_along_axis(chosen, best, values=True, axis=1)
        self.programme.add_columns(chosen & is_paying)
        return True

    def _reduced(self, relaxed: Relaxed, face: Face) -> Floats:
        prices, field = relaxed.prices, self.field
        reduced: Floats = (
            self.objective.pair - prices.entry[:, None] - prices.load[None, :] - prices.own[:, None] * field.own
        )
        reduced -= prices.unit[:, field.unit]
        for price, cut in zip(prices.cuts, self.programme.cuts, strict=True):
            if price:
                reduced -= price * cut.crossing
        for price, (spent, _) in zip(prices.budgets, face.budgets, strict=True):
            reduced -= price * spent.pair
        return reduced

    def _break(self, relaxed: Relaxed) -> bool:
        """Add rows of the connection that the optimum breaks; return whether there were any."""
        if relaxed.missing > _WHOLE or relaxed.missing_links > _WHOLE:
            return False
        found = cuts(self.field, relaxed.pair)
        self.programme.cuts.extend(found)
        return bool(found)


def cost_of(field: Field, objective: Objective, chosen: Bools) -> int:
    """Return the exact cost of an assignment: its pairs, and for each expert as many of the first places."""
    return objective.of(chosen, filled_places(field, chosen))


def filled_places(field: Field, chosen: Bools) -> Bools:
    """Return which places of the experts an assignment fills: the first ones of each."""
    loads = chosen.sum(axis=0)
    starts = np.concatenate([[0], np.cumsum(field.limits)[:-1]]) if len(field.limits) else np.zeros(0, dtype=np.int64)
    number = np.arange(len(field.level_expert)) - starts[field.level_expert]
    filled: Bools = number < loads[field.level_expert]
    return filled


def _is_whole(values: Floats) -> bool:
    return bool((np.minimum(values, np.abs(1 - values)) < _WHOLE).all())


def _most_open(values: Floats) -> tuple[int, int]:
    """Return the pair whose value is nearest to a half; the first of them in the order of the numbers."""
    distance = np.abs(values - 0.5)
    place = int(np.argmin(np.round(distance, 6)))
    return place // values.shape[1], place % values.shape[1]
