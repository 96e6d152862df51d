"""Public notices, what each lists, the proofs that it was posted, corrections of it, and objections to it."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from honours.domain.notices import CorrectedItem, NoticeKind, ProofSide
from honours.storage.tables.base import cycle_key, day, flag, maybe, metadata, one_of, recorded_at, serves, sha256, text

_ARTICLES = ("award/12", "model-studio/9", "employee-studio/6")


def _nomination_no() -> Column[str]:
    return Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False)


def _notice_no() -> Column[int]:
    return Column("notice_no", Integer, nullable=False)


def _of_notice() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["cycle", "notice_no"], ["public_notice.cycle", "public_notice.notice_no"])


public_notice = Table(
    "public_notice",
    metadata,
    cycle_key(),
    Column("notice_no", Integer, nullable=False, server_default="1"),
    text("kind", server_default=NoticeKind.FIRST.value),
    # The notice of which this one takes the place; the other stays on record and counts no more.
    Column("replaces_no", Integer, nullable=True),
    text("reason", server_default=""),
    text("document_no", server_default=""),
    # Before this day it could not be posted: the meeting, the correction or the consent to a reserve came then.
    maybe("ready_on", Date),
    maybe("planned_on", Date),
    # The day from which the window is counted: as planned, until somebody has noted on which day it was really posted.
    day("posted_on"),
    day("closes_on"),
    flag("is_provisional"),
    # What the notice lists, as one mark; other content is another notice.
    maybe("content_sha256", sha256("x").type),
    sha256("document_sha256", ForeignKey("archived_file.sha256")),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "notice_no"),
    one_of("kind", [kind.value for kind in NoticeKind]),
    CheckConstraint("(kind = 'corrected') = (replaces_no IS NOT NULL)", name="corrected_replaces"),
    info=serves("公示登记", *_ARTICLES),
)

notice_entry = Table(
    "notice_entry",
    metadata,
    cycle_key(),
    _notice_no(),
    _nomination_no(),
    text("category"),
    text("project_name"),
    text("person_name"),
    text("unit_name"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "notice_no", "nomination_no"),
    _of_notice(),
    info=serves("公示名单", *_ARTICLES),
)
Index("ix_notice_entry_nomination_no", notice_entry.c.nomination_no)

posting_proof = Table(
    "posting_proof",
    metadata,
    cycle_key(),
    _notice_no(),
    text("side"),
    sha256("sha256", ForeignKey("archived_file.sha256")),
    text("file_name"),
    # The day on which it was posted, or on which it was seen to hang still.
    day("shown_on"),
    text("address"),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    text("noted_by"),
    day("noted_on"),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "notice_no", "side", "sha256"),
    _of_notice(),
    one_of("side", [side.value for side in ProofSide]),
    info=serves("公示张贴证明", *_ARTICLES),
)

notice_correction = Table(
    "notice_correction",
    metadata,
    cycle_key(),
    text("correction_no"),
    # The notice that shows what was put right.
    _notice_no(),
    _nomination_no(),
    text("item"),
    text("was"),
    text("becomes"),
    text("reason"),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "correction_no"),
    _of_notice(),
    one_of("item", [item.value for item in CorrectedItem]),
    info=serves("公示内容更正", *_ARTICLES),
)

objection = Table(
    "objection",
    metadata,
    # Numbered within the cycle: several schemes have notices in one year.
    text("objection_no"),
    cycle_key(),
    _nomination_no(),
    day("received_on"),
    flag("is_anonymous", default=False),
    text("objector_name"),
    maybe("contact"),
    text("ground_article"),
    text("statement"),
    Column("evidence_names", ARRAY(Text), nullable=False, server_default="{}"),
    maybe("wanted_remedy"),
    maybe("handler"),
    # Whether it can hold its entry: an anonymous one only as far as the office's practice goes.
    flag("is_heard", default=True),
    maybe("finding"),
    maybe("is_upheld", Boolean),
    maybe("closed_on", Date),
    maybe("replied_on", Date),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "objection_no"),
    CheckConstraint("(closed_on IS NULL) = (is_upheld IS NULL)", name="closed_with_outcome"),
    CheckConstraint("replied_on IS NULL OR closed_on IS NOT NULL", name="replied_after_closing"),
    info=serves("公示异议", *_ARTICLES, "award/17"),
)
