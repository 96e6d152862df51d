"""What is known of experts besides their row in the roster, and why one may not judge an entry (award/11).

Everything that decides about a conflict is stated by the expert or by the roster; ``conflict`` is what follows from it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from honours.domain.conflicts import RECUSED_FROM, CollaborationKind, ConflictKind, InterestSubject, Relation
from honours.storage.tables.base import cycle_key, day, flag, maybe, metadata, one_of, recorded_at, serves, text


def _expert_no() -> Column[Any]:
    return Column("expert_no", Text, ForeignKey("expert.expert_no"), nullable=False)


def _submission_id() -> Column[Any]:
    return Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False)


expert_service = Table(
    "expert_service",
    metadata,
    _expert_no(),
    # No foreign key: most of it is of years before the software.
    text("cycle"),
    text("category"),
    maybe("entry_count", Integer),
    maybe("note"),
    _submission_id(),
    recorded_at(),
    PrimaryKeyConstraint("expert_no", "cycle", "category"),
    info=serves("专家评审经历", "award/11", "employee-studio/6"),
)

expert_collaboration = Table(
    "expert_collaboration",
    metadata,
    _expert_no(),
    text("collaborator_name"),
    maybe("collaborator_unit"),
    text("kind"),
    Column("year", Integer, nullable=False),
    text("work_name"),
    _submission_id(),
    recorded_at(),
    PrimaryKeyConstraint("expert_no", "collaborator_name", "kind", "year", "work_name"),
    one_of("kind", [kind.value for kind in CollaborationKind]),
    info=serves("专家合作关系", "award/11", "employee-studio/6"),
)

expert_affiliation = Table(
    "expert_affiliation",
    metadata,
    _expert_no(),
    text("unit_name"),
    maybe("unit_uscc"),
    Column("from_year", Integer, nullable=False),
    # Empty while the expert is still there.
    maybe("until_year", Integer),
    _submission_id(),
    recorded_at(),
    PrimaryKeyConstraint("expert_no", "unit_name", "from_year"),
    CheckConstraint("until_year >= from_year", name="years_in_order"),
    info=serves("专家任职经历", "award/11", "employee-studio/6"),
)

declared_interest = Table(
    "declared_interest",
    metadata,
    _expert_no(),
    text("subject_kind"),
    # A name, a unit (its name or its code), or the number of a nomination.
    text("subject"),
    text("relation"),
    maybe("note"),
    day("declared_on"),
    flag("is_active", default=True),
    _submission_id(),
    recorded_at(),
    PrimaryKeyConstraint("expert_no", "subject_kind", "subject", "relation"),
    one_of("subject_kind", [subject.value for subject in InterestSubject]),
    one_of("relation", [relation.value for relation in Relation]),
    info=serves("专家利害关系申报", "award/11", "employee-studio/6"),
)

recusal = Table(
    "recusal",
    metadata,
    cycle_key(),
    _expert_no(),
    text("subject_kind"),
    text("subject"),
    text("reason"),
    day("recused_on"),
    flag("is_active", default=True),
    _submission_id(),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "expert_no", "subject_kind", "subject"),
    one_of("subject_kind", [subject.value for subject in RECUSED_FROM]),
    info=serves("专家回避", "award/11", "employee-studio/6"),
)

conflict = Table(
    "conflict",
    metadata,
    cycle_key(),
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False),
    _expert_no(),
    text("kind"),
    text("reason"),
    day("found_on"),
    # Set when a later look no longer finds it; the row stays.
    maybe("ended_on", Date),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "expert_no", "kind"),
    one_of("kind", [kind.value for kind in ConflictKind if kind is not ConflictKind.RECUSAL]),
    info=serves("专家与项目的利害关系", "award/11", "employee-studio/6"),
)
Index("ix_conflict_cycle", conflict.c.cycle, conflict.c.expert_no)
