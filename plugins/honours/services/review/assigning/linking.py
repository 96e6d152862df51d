"""Links the parts of an assignment that keeps every other rule, by exchanges that cost least: good, not proven best.

A review can have so many assignments of the same cost that the search for the best connected one does not end in time.
Then the best unconnected one is linked here, and its distance from the bound is stated.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from honours.services.review.assigning.connection import parts
from honours.services.review.assigning.field import Bools, Field, Ints


def linked(field: Field, ties: Ints, chosen: Bools) -> Bools | None:
    """Return the assignment with every category in one part, or None where no exchange leads there.

    Each step exchanges one expert of one entry for one of another part, so that there are fewer parts; of the exchanges
    that keep the rules the cheapest is made, level ones in the order of the seed.
    """
    chosen = chosen.copy()
    for category in np.unique(field.category):
        while (count := parts(field, chosen.astype(float), int(category))[0]) > 1:
            for i, leaving, coming in _exchanges(field, ties, chosen, int(category)):
                changed = chosen.copy()
                changed[i, leaving], changed[i, coming] = False, True
                if _keeps(field, changed, i) and parts(field, changed.astype(float), int(category))[0] < count:
                    chosen = changed
                    break
            else:
                return None
    return chosen


def _exchanges(field: Field, ties: Ints, chosen: Bools, category: int) -> Iterator[tuple[int, int, int]]:
    """Yield entry, leaving and coming expert of every exchange out of a part towards another, the cheapest first.

    Entries of the largest part stay as they are: the others are linked to it, or to each other.
    """
    _, of_entry, of_expert = parts(field, chosen.astype(float), category)
    loads = chosen.sum(axis=0)
    starts = np.concatenate([[0], np.cumsum(field.limits)[:-1]])
    places = np.append(field.level_cost, 0)
    is_free, is_used = loads < field.limits, loads > 0
    more, less = places[np.where(is_free, starts + loads, -1)], places[np.where(is_used, starts + loads - 1, -1)]
    largest = np.bincount(of_entry[of_entry >= 0]).argmax()
    found = []
    for i in np.nonzero((of_entry >= 0) & (of_entry != largest))[0]:
        leaving = np.nonzero(chosen[i] & ~field.pinned[i])[0]
        coming = np.nonzero((of_expert >= 0) & (of_expert != of_entry[i]) & field.eligible[i] & is_free & ~chosen[i])[0]
        out, into = (one.ravel() for one in np.meshgrid(leaving, coming, indexing="ij"))
        cost = field.cost[i, into] + more[into] - field.cost[i, out] - less[out]
        found.append(np.stack([cost, ties[i, into] - ties[i, out], np.full_like(out, i), out, into]))
    listed = np.concatenate(found, axis=1)
    for place in np.lexsort(listed[::-1]):
        yield int(listed[2, place]), int(listed[3, place]), int(listed[4, place])


def _keeps(field: Field, chosen: Bools, i: int) -> bool:
    """Return whether entry ``i`` has enough experts of its speciality and not too many of one unit."""
    of_units = np.bincount(field.unit[chosen[i]], minlength=field.most_of_unit.shape[1])
    is_enough = int((chosen[i] & field.own[i]).sum()) >= int(field.least_own[i])
    return is_enough and bool((of_units <= field.most_of_unit[i]).all())
