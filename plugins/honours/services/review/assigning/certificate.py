"""The proof of a bound in whole numbers: from the prices of HiGHS, whatever their rounding, follows what no one beats.

Any prices give a true bound (weak duality). They are rounded to a fraction with a small denominator, put right where a
sign is wrong, and everything after that is integer arithmetic over all pairs, also those that the programme never saw.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from honours.services.review.assigning.field import Bools, Floats, Ints
from honours.services.review.assigning.programme import Face, Objective, Prices, Programme

# Prices of these programmes are nearly always whole numbers, else halves or thirds; the last one is a fine grid.
_DENOMINATORS = (1, 2, 6, 2**10)
_HALF_WORD = 32


@dataclass(frozen=True)
class Bound:
    """No assignment of the face costs less than ``scaled / denominator``; what choosing against it costs at least."""

    denominator: int
    scaled: int
    pair: Ints
    level: Ints
    own: Ints
    unit: Ints
    cuts: Ints

    @property
    def least(self) -> int:
        """The least whole number that an assignment of the face can cost."""
        return -(-self.scaled // self.denominator)

    def gap(self, value: int) -> int:
        """Return how much an assignment that costs ``value`` lies above the bound, times the denominator."""
        return value * self.denominator - self.scaled

    def narrowed(self, face: Face, value: int) -> Face:
        """Return the face without what no assignment that costs at most ``value`` can have."""
        gap = self.gap(value)
        return replace(
            face,
            low=face.low | (face.high & (self.pair < -gap)),
            high=face.high & (face.low | (self.pair <= gap)),
            level_low=face.level_low | (face.level_high & (self.level < -gap)),
            level_high=face.level_high & (face.level_low | (self.level <= gap)),
            tight_own=face.tight_own | (self.own > gap),
            tight_units=face.tight_units | (self.unit < -gap),
            tight_cuts=face.tight_cuts | {int(place) for place in np.nonzero(self.cuts > gap)[0]},
        )

    def face(self, objective: Objective, face: Face, value: int) -> Face:
        """Return the part of the face in which every assignment costs exactly ``value``, when none costs less."""
        narrowed = self.narrowed(face, value)
        return narrowed if self.gap(value) == 0 else replace(narrowed, budgets=(*face.budgets, (objective, value)))


def bound(programme: Programme, objective: Objective, face: Face, prices: Prices) -> Bound:
    """Return the best bound that the prices prove for the face."""
    best = _bound(programme, objective, face, prices, _DENOMINATORS[0])
    for denominator in _DENOMINATORS[1:]:
        if best.gap(best.least) == 0:
            break
        found = _bound(programme, objective, face, prices, denominator)
        if found.scaled * best.denominator > best.scaled * denominator:
            best = found
    return best


def _bound(programme: Programme, objective: Objective, face: Face, prices: Prices, denominator: int) -> Bound:
    field = programme.field
    entry, load = _rounded(prices.entry, denominator), _rounded(prices.load, denominator)
    own = _signed(_rounded(prices.own, denominator), face.tight_own, is_positive=True)
    unit = _signed(_rounded(prices.unit, denominator), face.tight_units, is_positive=False)
    tight = np.array([place in face.tight_cuts for place in range(len(programme.cuts))], dtype=bool)
    cuts = _signed(_rounded(prices.cuts, denominator), tight, is_positive=True)
    pair = denominator * objective.pair - entry[:, None] - load[None, :] - own[:, None] * field.own
    pair -= unit[:, field.unit]
    for price, cut in zip(cuts, programme.cuts, strict=True):
        if price:
            pair -= price * cut.crossing
    level = denominator * objective.level + load[field.level_expert]
    scaled = _sum(entry * field.wanted) + _sum(own * field.least_own) + _sum(unit * field.most_of_unit)
    links = np.array([cut.least for cut in programme.cuts], dtype=np.int64)
    scaled += _sum(cuts * links)
    if objective.link is not None:
        scaled += _sum(np.minimum(denominator * objective.link - cuts, 0) * links)
    for (spent, most), worth in zip(face.budgets, _rounded(prices.budgets, denominator), strict=True):
        price = min(int(worth), 0)
        pair -= price * spent.pair
        level -= price * spent.level
        scaled += price * most
    scaled += _sum(np.where(face.low, pair, np.where(face.high, np.minimum(pair, 0), 0)))
    scaled += _sum(np.where(face.level_low, level, np.where(face.level_high, np.minimum(level, 0), 0)))
    return Bound(denominator, scaled, pair, level, own, unit, cuts)


def _rounded(prices: Floats, denominator: int) -> Ints:
    whole: Ints = np.rint(prices * denominator).astype(np.int64)
    return whole


def _signed(prices: Ints, is_free: Bools, *, is_positive: bool) -> Ints:
    kept: Ints = np.where(is_free | ((prices > 0) == is_positive), prices, 0)
    return kept


def _sum(values: Ints) -> int:
    """Return the sum as a Python integer: 64 bits need not hold it."""
    high = values >> _HALF_WORD
    return (int(high.sum()) << _HALF_WORD) + int((values & (2**_HALF_WORD - 1)).sum())
