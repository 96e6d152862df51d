"""What the regulations leave to the office in review, meeting and notice.

None of it is law: award/11, award/12, model-studio/9, model-studio/12 and employee-studio/6 ask for the steps, and the
office says how it takes them. A past year is recomputed by the policy of its own days.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Formula(StrEnum):
    """How the points of several experts become the score of an entry."""

    MEAN = "mean"
    TRIMMED_MEAN = "trimmed_mean"

    @property
    def label(self) -> str:
        """The formula in Chinese."""
        return {"mean": "平均分", "trimmed_mean": "去掉一个最高分和一个最低分后的平均分"}[self.value]


class TieKind(StrEnum):
    """What may decide between entries of equal score."""

    CRITERION_MEAN = "criterion_mean"
    PRIORITY = "priority"


class Anonymous(StrEnum):
    """What becomes of an objection whose author is not named."""

    RECORD_ONLY = "record_only"
    CHECK_WITH_EVIDENCE = "check_with_evidence"


class Reserve(StrEnum):
    """Whether the next in rank moves up where an entry on notice is removed."""

    NONE = "none"
    NEXT_IN_RANK = "next_in_rank"


class Silence(StrEnum):
    """What it means that a consulted expert did not answer by the day."""

    NO_OBJECTION = "no_objection"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that experts give points for; ``weight`` is its percent of an expert's points."""

    code: str
    label: str
    weight: int


@dataclass(frozen=True, slots=True)
class TieKey:
    """One key between entries of equal score: the mean of a criterion, or the order that their own body gave them.

    ``criterion`` names the criterion and is None for the body's order, which compares entries of one body only.
    """

    kind: TieKind
    criterion: str | None
    label: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPolicy:
    """How experts are assigned and how scores become a ranking (award/11, employee-studio/6).

    Each entry gets ``experts_per_entry`` experts, of whom at least ``least_of_speciality`` are of its trade and at most
    ``most_of_one_unit`` of one unit. ``conflict_years`` is how long having worked together counts.
    """

    experts_per_entry: int
    least_of_speciality: int
    most_of_one_unit: int
    most_entries_per_expert: int
    conflict_years: int
    is_district_conflict: bool
    is_blind: bool
    criteria: tuple[Criterion, ...]
    formula: Formula
    places: int
    tie_keys: tuple[TieKey, ...]


@dataclass(frozen=True, slots=True)
class Consultation:
    """The industry consultation (award/12): how many experts an entry, by when, and what silence means."""

    experts_per_entry: int
    reply_working_days: int
    silence: Silence


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticePolicy:
    """How the chair's meeting decides and how the public notice is dealt with (award/11, award/12).

    ``quorum_percent`` of the members must be present; an entry needs strictly more than ``approval_percent`` of the
    votes cast for it.
    """

    quorum_percent: int
    approval_percent: int
    objection_reply_working_days: int
    anonymous: Anonymous
    reserve: Reserve
    consultation: Consultation | None
