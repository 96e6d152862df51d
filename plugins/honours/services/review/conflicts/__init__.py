"""Conflicts between experts and entries, declared and computed (award/11, employee-studio/6)."""

from honours.services.review.conflicts.finding import ConflictCounts, find_conflicts, find_in
from honours.services.review.conflicts.guarding import Conflicted, StandingConflict, require_no_conflict
from honours.services.review.conflicts.recusing import Recusal, record_recusal

__all__ = [
    "ConflictCounts",
    "Conflicted",
    "Recusal",
    "StandingConflict",
    "find_conflicts",
    "find_in",
    "record_recusal",
    "require_no_conflict",
]
