"""Finds what connects experts with the entries of a cycle: one pass in the database, kept with its reason.

Everything is looked at anew each time, so that a changed roster or a corrected entry both adds and ends conflicts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from honours.domain.conflicts import CollaborationKind, ConflictKind, Relation
from honours.domain.cycle import Cycle
from honours.regulation.policies import ReviewPolicy, review_policy
from honours.services.review.conflicts.listing import publish_conflicts
from honours.storage.unit_of_work import UnitOfWork

_KINDS = json.dumps({kind.value: kind.label for kind in CollaborationKind})
_RELATIONS = json.dumps({relation.value: relation.label for relation in Relation})


@dataclass(frozen=True, slots=True)
class ConflictCounts:
    """How many pairs of expert and entry a cycle keeps apart, by kind; a pair may have several kinds."""

    by_kind: Mapping[ConflictKind, int]
    pairs: int

    def __str__(self) -> str:
        told = "，".join(f"{kind.label} {count}" for kind, count in self.by_kind.items())
        return f"应当回避的专家与项目 {self.pairs} 对（{told}）" if told else "没有应当回避的专家与项目"


def find_conflicts(cycle: Cycle, on: date, work: UnitOfWork) -> ConflictCounts:
    """Bring the conflicts of the cycle to what is known on this day and return what stands; a retry changes nothing.

    The list of them is laid in the outbox of the review. Raise :class:`honours.regulation.policies.NoPolicy` for a
    scheme that no expert reviews.
    """
    with work:
        return find_in(cycle, on, work)


def find_in(cycle: Cycle, on: date, work: UnitOfWork) -> ConflictCounts:
    """Do the same within a unit of work that has begun."""
    policy = review_policy(cycle.scheme, on)
    # One after the other: two at once would each end what only the other has seen.
    work.run("intake/lock_place", {"place": f"conflicts/{cycle}"})
    work.run("review/find_conflicts", asked(cycle, on, policy))
    publish_conflicts(cycle, work)
    return count_standing(cycle, work)


def asked(cycle: Cycle, on: date, policy: ReviewPolicy) -> dict[str, Any]:
    """Return the values of ``sql/review/find_conflicts.sql``."""
    return {
        "cycle": str(cycle),
        "year": cycle.year,
        "years": policy.conflict_years,
        "is_district": policy.is_district_conflict,
        "kinds": _KINDS,
        "relations": _RELATIONS,
        "on": on,
    }


def count_standing(cycle: Cycle, work: UnitOfWork) -> ConflictCounts:
    """Return what stands between experts and entries of the cycle, recusals too; the unit of work has begun."""
    rows = work.run("review/count_conflicts", {"cycle": str(cycle)}).all()
    counted = {row.kind: row.pairs for row in rows}
    by_kind = {kind: counted[kind.value] for kind in ConflictKind if kind.value in counted}
    return ConflictCounts(by_kind, counted.get(None, 0))
