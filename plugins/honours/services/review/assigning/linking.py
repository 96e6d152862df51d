"""Links the parts of an assignment that keeps every other rule, by exchanges that cost least: good, not proven best.

A small review with many experts has so many assignments of the same cost that the search for the best connected one may
not end. Then the best unconnected one is linked here, and its distance from the bound is stated.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from honours.services.review.assigning.connection import parts
from honours.services.review.assigning.field import Bools, Field, Ints
from honours.services.review.assigning.programme import Objective
from honours.services.review.assigning.search import cost_of


def linked(field: Field, objective: Objective, ties: Ints, chosen: Bools) -> Bools | None:
    """Return the assignment with every category in one part, or None where no exchange leads there.

    Each step exchanges one expert of one entry for one of another part, so that there are fewer parts; of the exchanges
    that keep the rules the cheapest is made, level ones in the order of the seed.
    """
    chosen = chosen.copy()
    for category in np.unique(field.category):
        while (count := parts(field, chosen.astype(float), int(category))[0]) > 1:
            best: tuple[int, int, Bools] | None = None
            for changed, tie in _exchanges(field, ties, chosen, int(category)):
                cost = cost_of(field, objective, changed)
                is_better = best is None or (cost, tie) < best[:2]
                if is_better and parts(field, changed.astype(float), int(category))[0] < count:
                    best = (cost, tie, changed)
            if best is None:
                return None
            chosen = best[2]
    return chosen


def _exchanges(field: Field, ties: Ints, chosen: Bools, category: int) -> Iterator[tuple[Bools, int]]:
    """Yield what one exchange towards another part makes of the assignment, with its tie weight; rules are kept."""
    _, of_entry, of_expert = parts(field, chosen.astype(float), category)
    loads = chosen.sum(axis=0)
    for i in np.nonzero(field.category == category)[0]:
        joined = (of_expert >= 0) & (of_expert != of_entry[i]) & field.eligible[i] & (loads < field.limits)
        for leaving in np.nonzero(chosen[i] & ~field.pinned[i])[0]:
            for coming in np.nonzero(joined & ~chosen[i])[0]:
                changed = chosen.copy()
                changed[i, leaving], changed[i, coming] = False, True
                if _keeps(field, changed, int(i)):
                    yield changed, int(ties[i, coming]) - int(ties[i, leaving])


def _keeps(field: Field, chosen: Bools, i: int) -> bool:
    """Return whether entry ``i`` has enough experts of its speciality and not too many of one unit."""
    of_units = np.bincount(field.unit[chosen[i]], minlength=field.most_of_unit.shape[1])
    is_enough = int((chosen[i] & field.own[i]).sum()) >= int(field.least_own[i])
    return is_enough and bool((of_units <= field.most_of_unit[i]).all())
