"""What came in and what went out: archived files, submissions with their findings, evidence, produced documents."""

from __future__ import annotations

from sqlalchemy import (
    TIMESTAMP,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.storage.tables.base import cycle_key, day, maybe, metadata, one_of, recorded_at, serves, sha256, text

archived_file = Table(
    "archived_file",
    metadata,
    sha256("sha256", primary_key=True),
    Column("size_bytes", BigInteger, nullable=False),
    text("media_type"),
    text("first_name"),
    text("origin"),
    recorded_at(),
    one_of("origin", ["received", "produced"]),
    CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256_shape"),
    info=serves("归档文件", "award/18"),
)

submission = Table(
    "submission",
    metadata,
    Column("submission_id", BigInteger, Identity(always=True), primary_key=True),
    maybe("cycle", Text),
    sha256("sha256", ForeignKey("archived_file.sha256")),
    text("file_name"),
    text("kind"),
    maybe("body_code"),
    maybe("expert_no"),
    Column("received_at", TIMESTAMP(timezone=True), nullable=False),
    text("status"),
    Column("rows_total", Integer, nullable=False, server_default="0"),
    Column("rows_taken", Integer, nullable=False, server_default="0"),
    Column("rows_refused", Integer, nullable=False, server_default="0"),
    Column("annotated_sha256", sha256("x").type, ForeignKey("archived_file.sha256"), nullable=True),
    text("message"),
    recorded_at(),
    UniqueConstraint("sha256", "file_name", name="uq_submission_file"),
    one_of("kind", [kind.value for kind in SubmissionKind]),
    one_of("status", [status.value for status in SubmissionStatus]),
    info=serves("收件登记", "award/10", "model-studio/9", "employee-studio/6"),
)

submission_finding = Table(
    "submission_finding",
    metadata,
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    Column("finding_no", Integer, nullable=False),
    text("sheet"),
    text("cell"),
    text("field"),
    text("found"),
    text("says"),
    recorded_at(),
    PrimaryKeyConstraint("submission_id", "finding_no"),
    info=serves("收件问题清单"),
)

evidence_file = Table(
    "evidence_file",
    metadata,
    cycle_key(),
    Column("body_code", Text, ForeignKey("recommending_body.body_code"), nullable=False),
    text("file_name"),
    sha256("sha256", ForeignKey("archived_file.sha256")),
    day("received_on"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "body_code", "file_name"),
    info=serves("申报证明材料", "award/10", "model-studio/8.3"),
)

document = Table(
    "document",
    metadata,
    cycle_key(),
    text("stage"),
    text("kind"),
    # Whom or what the document is for (a body, an expert, a batch); empty for the whole cycle.
    text("subject", server_default=""),
    Column("version", Integer, nullable=False, server_default="1"),
    sha256("sha256", ForeignKey("archived_file.sha256")),
    text("file_name"),
    day("made_on"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "stage", "kind", "subject", "version"),
    info=serves("文书登记"),
)

Index("ix_submission_cycle", submission.c.cycle, submission.c.kind)
