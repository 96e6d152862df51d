"""Who scores what: every assignment with its proof, and every pair that was made and, later, withdrawn (award/11)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from honours.domain.assignments import RunReason, WithdrawalKind
from honours.storage.tables.base import cycle_key, day, flag, metadata, one_of, recorded_at, serves, sha256, text

assignment_run = Table(
    "assignment_run",
    metadata,
    cycle_key(),
    Column("run_no", Integer, nullable=False),
    text("reason"),
    # Published with the list, so that everybody can draw the order again.
    text("seed"),
    sha256("input_sha256"),
    sha256("result_sha256"),
    Column("cost", BigInteger, nullable=False),
    Column("bound", BigInteger, nullable=False),
    flag("is_only"),
    sha256("record_sha256", ForeignKey("archived_file.sha256")),
    day("made_on"),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "run_no"),
    one_of("reason", [reason.value for reason in RunReason]),
    CheckConstraint("bound <= cost", name="bound_below_cost"),
    info=serves("评审分工批次", "award/11", "employee-studio/6"),
)

assignment = Table(
    "assignment",
    metadata,
    cycle_key(),
    # The run that made the pair; it stands through later runs until one withdraws it.
    Column("run_no", Integer, nullable=False),
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False),
    Column("expert_no", Text, ForeignKey("expert.expert_no"), nullable=False),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "expert_no", "run_no"),
    ForeignKeyConstraint(
        ["cycle", "run_no"], ["assignment_run.cycle", "assignment_run.run_no"], name="fk_assignment_run"
    ),
    info=serves("评审分工", "award/11", "employee-studio/6"),
)
Index("ix_assignment_cycle", assignment.c.cycle, assignment.c.expert_no)

assignment_withdrawal = Table(
    "assignment_withdrawal",
    metadata,
    cycle_key(),
    Column("run_no", Integer, nullable=False),
    text("nomination_no"),
    text("expert_no"),
    # The run that took its place.
    Column("withdrawn_by_run_no", Integer, nullable=False),
    text("kind"),
    text("reason"),
    day("withdrawn_on"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "expert_no", "run_no"),
    ForeignKeyConstraint(
        ["nomination_no", "expert_no", "run_no"],
        ["assignment.nomination_no", "assignment.expert_no", "assignment.run_no"],
        name="fk_assignment_withdrawal_assignment",
    ),
    ForeignKeyConstraint(
        ["cycle", "withdrawn_by_run_no"],
        ["assignment_run.cycle", "assignment_run.run_no"],
        name="fk_assignment_withdrawal_run",
    ),
    CheckConstraint("withdrawn_by_run_no > run_no", name="withdrawn_later"),
    one_of("kind", [kind.value for kind in WithdrawalKind]),
    info=serves("评审分工变更", "award/11", "employee-studio/6"),
)
