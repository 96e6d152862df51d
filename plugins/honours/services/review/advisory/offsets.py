"""The additive model of the experts' hands: what a score owes to the entry, and what to a lenient or strict expert.

``points = entry + offset of the expert``, fitted by least squares within one category. Only differences within one
connected group of entries and experts mean anything: where two groups share no expert, nothing compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

import numpy as np
from scipy.sparse import block_array, csr_array
from scipy.sparse.csgraph import connected_components

# Beyond these places a fit differs from one machine to the next; cutting them off keeps equal what is equal.
_SETTLED = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Point:
    """What one expert gave one entry."""

    nomination_no: str
    expert_no: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """Entries and experts that hang together, so that they compare; each in the order of its number."""

    nomination_nos: tuple[str, ...]
    expert_nos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offsets:
    """The fit: each entry's points without the experts' hands, each expert's offset, and what is left unexplained.

    The offsets of one group add up to nothing. ``residual_spread`` is None where the scores are as few as the unknowns.
    """

    adjusted: Mapping[str, Decimal]
    offsets: Mapping[str, Decimal]
    residual_spread: Decimal | None
    groups: tuple[Group, ...]

    @property
    def is_connected(self) -> bool:
        """Whether all entries and experts compare."""
        return len(self.groups) <= 1


def fit_offsets(points: Sequence[Point]) -> Offsets:
    """Return the fit of one category's scores; the order in which they are given makes no difference."""
    if not points:
        return Offsets({}, {}, None, ())
    ordered = sorted(points, key=lambda one: (one.nomination_no, one.expert_no))
    entries, experts = _places(one.nomination_no for one in ordered), _places(one.expert_no for one in ordered)
    given = np.array([float(one.points) for one in ordered])
    rows = np.array([entries[one.nomination_no] for one in ordered])
    columns = np.array([experts[one.expert_no] for one in ordered])
    ones = np.ones(len(ordered))
    scored = csr_array((ones, (rows, columns)), shape=(len(entries), len(experts)))
    count, group_of = connected_components(block_array([[None, scored], [scored.T, None]]), directed=False)

    # Least squares with the entries taken out: what is left is one equation an expert. It fixes no level of a group;
    # the sum of nothing does.
    per_entry = np.bincount(rows)
    mean = np.bincount(rows, given) / per_entry
    of_expert = group_of[len(entries) :]
    hands = np.diag(np.bincount(columns).astype(float)) - (scored.T @ (scored / per_entry[:, None])).toarray()
    hands += of_expert[:, None] == of_expert[None, :]
    offsets = np.linalg.solve(hands, np.bincount(columns, given - mean[rows]))
    worth = mean - np.bincount(rows, offsets[columns]) / per_entry

    left = given - worth[rows] - offsets[columns]
    free = len(ordered) - (len(entries) + len(experts) - int(count))
    return Offsets(
        adjusted={number: settled(worth[place]) for number, place in entries.items()},
        offsets={number: settled(offsets[place]) for number, place in experts.items()},
        residual_spread=settled(sqrt(float(left @ left) / free)) if free > 0 else None,
        groups=tuple(
            Group(
                tuple(number for number, place in entries.items() if group_of[place] == group),
                tuple(number for number, place in experts.items() if of_expert[place] == group),
            )
            for group in range(int(count))
        ),
    )


def _places(numbers: Iterable[str]) -> dict[str, int]:
    return {number: place for place, number in enumerate(sorted(set(numbers)))}


def settled(value: float) -> Decimal:
    """Return ``value`` with the places that are the same on every machine."""
    return Decimal(float(value)).quantize(_SETTLED, rounding=ROUND_HALF_UP) + 0
