"""Whether the entries of a category all compare through experts in common, and what would connect them.

Two entries that share an expert compare; scores compare through chains of such. Where the entries of a category fall
into parts, so many pairs must lead from part to part as hold them together: one less than there are parts. An answer of
the linear programme may connect by halves; the parts are then those that whole pairs hold together, joined step by step
by the strongest links, and every step is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from honours.services.review.assigning.field import Field, Floats, Ints
from honours.services.review.assigning.programme import Cut

ALONE = -1
_WHOLE = 1e-6


def parts(field: Field, values: Floats, category: int) -> tuple[int, Ints, Ints]:
    """Return into how many parts whole pairs leave the category, and the part of each entry and expert.

    Entries of other categories and experts without a whole pair in this one have the part :data:`ALONE`.
    """
    n, e = values.shape
    inside = field.category == category
    i, j = np.nonzero((values > 1 - _WHOLE) & inside[:, None])
    graph = coo_array((np.ones(len(i)), (i, n + j)), shape=(n + e, n + e))
    labels = connected_components(graph, directed=False)[1]
    of_entry, of_expert = labels[:n].astype(np.int64), labels[n:].astype(np.int64)
    of_entry[~inside] = ALONE
    of_expert[~np.isin(np.arange(e), j)] = ALONE
    names = np.unique(of_entry[inside])
    code = np.full(n + e + 1, ALONE, dtype=np.int64)
    code[names] = np.arange(len(names))
    return len(names), code[of_entry], code[of_expert]


def cuts(field: Field, values: Floats) -> list[Cut]:
    """Return rows of the connection that the values of the pairs break; none when all categories are connected."""
    if not field.problem.rules.must_connect:
        return []
    return [cut for category in np.unique(field.category) for cut in _cuts(field, values, int(category))]


def _cuts(field: Field, values: Floats, category: int) -> Iterator[Cut]:
    count, of_entry, firm = parts(field, values, category)
    while count > 1:
        inside = np.nonzero(of_entry != ALONE)[0]
        mass = np.zeros((count, values.shape[1]))
        np.add.at(mass, of_entry[inside], values[inside])
        is_idle = (firm == ALONE) & (mass.sum(axis=0) < _WHOLE)
        at = np.where(firm == ALONE, mass.argmax(axis=0), firm)
        links = np.zeros((count, count))
        np.add.at(links.T, at, mass.T)
        links += links.T
        np.fill_diagonal(links, 0)
        if links.sum() / 2 < count - 1 - _WHOLE:
            # An expert without an entry so far could join any part, so the row has to hold wherever it is counted.
            for home in range(count) if is_idle.any() else (0,):
                yield _cut(field, of_entry, np.where(is_idle, home, at), count - 1)
        if count > 2:
            for part in np.nonzero(links.sum(axis=1) < 1 - _WHOLE)[0]:
                yield _cut(field, np.where(of_entry == ALONE, ALONE, of_entry == part), at == part, 1)
        count, of_entry, firm = _joined(count, of_entry, firm, links)


def _cut(field: Field, of_entry: Ints, at: Ints, least: int) -> Cut:
    return Cut((of_entry != ALONE)[:, None] & field.eligible & (of_entry[:, None] != at[None, :]), least)


def _joined(count: int, of_entry: Ints, of_expert: Ints, links: Floats) -> tuple[int, Ints, Ints]:
    """Return the parts after joining the two that are linked most; all of one when nothing links them."""
    first, second = divmod(int(links.argmax()), count)
    if links[first, second] < _WHOLE:
        return 1, of_entry, of_expert
    low, high = min(first, second), max(first, second)
    code = np.arange(count + 1)
    code[high] = low
    code[high + 1 : count] -= 1
    code[count] = ALONE
    return count - 1, code[of_entry], code[of_expert]
