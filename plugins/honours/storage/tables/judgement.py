"""What was judged and decided: verdicts by rule, rulings on what was referred, gates, decisions."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB

from honours.domain.states import RulingOutcome, Verdict
from honours.storage.tables.base import cycle_key, day, flag, maybe, metadata, one_of, recorded_at, serves, sha256, text


def _nomination_no() -> Column[str]:
    return Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False)


verdict = Table(
    "verdict",
    metadata,
    cycle_key(),
    _nomination_no(),
    # A rule judges one revision of a nomination once; a corrected revision is judged anew.
    Column("revision", Integer, nullable=False),
    text("rule"),
    text("article"),
    text("stage"),
    text("verdict"),
    text("found"),
    text("required"),
    day("judged_on"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "rule", "revision"),
    one_of("verdict", [value.value for value in Verdict]),
    info=serves("逐条审查结论", "award/10", "award/11", "model-studio/12", "employee-studio/6"),
)
Index("ix_verdict_cycle_stage", verdict.c.cycle, verdict.c.stage, verdict.c.verdict)

ruling = Table(
    "ruling",
    metadata,
    cycle_key(),
    _nomination_no(),
    text("rule"),
    text("outcome"),
    text("reason"),
    text("ruled_by"),
    day("ruled_on"),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "rule"),
    one_of("outcome", [value.value for value in RulingOutcome]),
    info=serves("人工认定", "award/11", "model-studio/12", "employee-studio/6"),
)

gate_run = Table(
    "gate_run",
    metadata,
    Column("gate_run_id", BigInteger, Identity(always=True), primary_key=True),
    text("cycle"),
    text("stage"),
    text("suite"),
    text("run_id"),
    day("checked_on"),
    Column("row_count", BigInteger, nullable=False),
    Column("expectation_count", Integer, nullable=False),
    flag("is_passed"),
    maybe("list_sha256", sha256("x").type),
    recorded_at(),
    info=serves("质量闸口核对记录"),
)

gate_result = Table(
    "gate_result",
    metadata,
    Column("gate_run_id", BigInteger, ForeignKey("gate_run.gate_run_id"), nullable=False),
    text("expectation"),
    text("article"),
    text("says"),
    Column("bad_count", BigInteger, nullable=False),
    flag("is_passed"),
    PrimaryKeyConstraint("gate_run_id", "expectation"),
    info=serves("质量闸口核对结果"),
)

gate_failure = Table(
    "gate_failure",
    metadata,
    Column("gate_run_id", BigInteger, nullable=False),
    text("expectation"),
    # The human number of the failing row: a nomination, a payment reference, a body.
    text("subject_no"),
    text("found", server_default=""),
    PrimaryKeyConstraint("gate_run_id", "expectation", "subject_no"),
    info=serves("质量闸口未通过项"),
)

decision = Table(
    "decision",
    metadata,
    cycle_key(),
    text("kind"),
    # Counts where the same question is rightly put more than once (supplementary lists); else 1.
    Column("decision_no", Integer, nullable=False, server_default="1"),
    day("decided_on"),
    text("decided_by"),
    Column("answer", JSONB, nullable=False),
    maybe("list_sha256", sha256("x").type),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "kind", "decision_no"),
    one_of(
        "kind",
        [
            *("intake_closed", "referrals_ruled", "chair_meeting", "payment_approval", "notice_closed"),
            *("plaques_hung", "medals_decided", "provincial_recommendation", "reserve"),
            *("consultations_closed", "consultations_ruled"),
            "late_experts",
        ],
    ),
    info=serves("人工决定", "award/11", "award/12", "model-studio/12", "employee-studio/6"),
)
