"""The chair's meeting (award/11): each record of it with who was there and how they voted, its approval, its return.

Nothing is ever changed: a record that was sent back stays, and the next one has the next number.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from honours.domain.meetings import ReturnKind, ReviewOutcome, VoteOutcome
from honours.storage.tables.base import cycle_key, day, flag, maybe, metadata, one_of, recorded_at, serves, sha256, text

_ARTICLES = ("award/11", "model-studio/9", "employee-studio/6")


def _meeting_no() -> Column[int]:
    return Column("meeting_no", Integer, nullable=False)


def _of_meeting() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["cycle", "meeting_no"], ["meeting.cycle", "meeting.meeting_no"])


def _nomination_no() -> Column[str]:
    return Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False)


meeting = Table(
    "meeting",
    metadata,
    cycle_key(),
    _meeting_no(),
    day("held_on"),
    text("minutes_no"),
    sha256("minutes_sha256", ForeignKey("archived_file.sha256")),
    Column("minutes_submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    # The list as the meeting saw it: an approval counts for this list only.
    sha256("list_sha256", ForeignKey("archived_file.sha256")),
    Column("member_count", Integer, nullable=False),
    Column("present_count", Integer, nullable=False),
    Column("quorum_percent", Integer, nullable=False),
    Column("approval_percent", Integer, nullable=False),
    day("notice_posted_on"),
    text("notice_document_no"),
    text("decision_document_no"),
    text("prepared_by"),
    day("prepared_on"),
    # By which the same answer is known again when a task is tried a second time.
    sha256("answer_sha256"),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "meeting_no"),
    UniqueConstraint("cycle", "meeting_no", "prepared_by", name="uq_meeting_preparer"),
    UniqueConstraint("cycle", "meeting_no", "list_sha256", name="uq_meeting_list"),
    CheckConstraint("meeting_no > 0", name="number_positive"),
    CheckConstraint(
        "present_count > 0 AND present_count <= member_count AND present_count * 100 >= quorum_percent * member_count",
        name="has_quorum",
    ),
    CheckConstraint("notice_posted_on >= held_on", name="posted_after_meeting"),
    info=serves("主席会议记录", *_ARTICLES),
)

meeting_attendance = Table(
    "meeting_attendance",
    metadata,
    cycle_key(),
    _meeting_no(),
    text("member_no"),
    # As they were on the day; the file of the members goes on.
    text("name"),
    text("post"),
    flag("is_present"),
    maybe("absence_reason"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "meeting_no", "member_no"),
    _of_meeting(),
    CheckConstraint("is_present = (absence_reason IS NULL)", name="absent_with_reason"),
    info=serves("主席会议出席", *_ARTICLES),
)

meeting_recusal = Table(
    "meeting_recusal",
    metadata,
    cycle_key(),
    _meeting_no(),
    _nomination_no(),
    text("member_no"),
    text("reason"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "meeting_no", "nomination_no", "member_no"),
    ForeignKeyConstraint(
        ["cycle", "meeting_no", "member_no"],
        ["meeting_attendance.cycle", "meeting_attendance.meeting_no", "meeting_attendance.member_no"],
    ),
    info=serves("主席会议回避", *_ARTICLES),
)

meeting_vote = Table(
    "meeting_vote",
    metadata,
    cycle_key(),
    _meeting_no(),
    _nomination_no(),
    # One tied at the line that was not chosen need not have been voted on.
    maybe("votes_for", Integer),
    maybe("votes_against", Integer),
    maybe("abstentions", Integer),
    text("outcome"),
    maybe("reason"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "meeting_no", "nomination_no"),
    _of_meeting(),
    one_of("outcome", [outcome.value for outcome in VoteOutcome]),
    CheckConstraint("num_nulls(votes_for, votes_against, abstentions) IN (0, 3)", name="votes_whole"),
    CheckConstraint("votes_for >= 0 AND votes_against >= 0 AND abstentions >= 0", name="votes_not_negative"),
    CheckConstraint("outcome = 'not_chosen' OR votes_for IS NOT NULL", name="decided_by_votes"),
    CheckConstraint("outcome <> 'voted_down' OR reason IS NOT NULL", name="voted_down_with_reason"),
    info=serves("主席会议表决", *_ARTICLES),
)

meeting_approval = Table(
    "meeting_approval",
    metadata,
    cycle_key(),
    _meeting_no(),
    text("prepared_by"),
    text("approved_by"),
    day("approved_on"),
    sha256("list_sha256"),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "meeting_no"),
    # The preparer and the list are those of the record, so that neither can be another than was approved.
    ForeignKeyConstraint(
        ["cycle", "meeting_no", "prepared_by"], ["meeting.cycle", "meeting.meeting_no", "meeting.prepared_by"]
    ),
    ForeignKeyConstraint(
        ["cycle", "meeting_no", "list_sha256"], ["meeting.cycle", "meeting.meeting_no", "meeting.list_sha256"]
    ),
    CheckConstraint("approved_by <> prepared_by", name="approver_is_another"),
    info=serves("会议结果核准", *_ARTICLES),
)

meeting_return = Table(
    "meeting_return",
    metadata,
    cycle_key(),
    _meeting_no(),
    text("kind"),
    text("reason"),
    text("returned_by"),
    day("returned_on"),
    text("run_id"),
    recorded_at(),
    # A record is sent back once; with it goes the approval, if it had one.
    PrimaryKeyConstraint("cycle", "meeting_no"),
    _of_meeting(),
    one_of("kind", [kind.value for kind in ReturnKind]),
    info=serves("会议记录退回", *_ARTICLES),
)

meeting_returned_entry = Table(
    "meeting_returned_entry",
    metadata,
    cycle_key(),
    _meeting_no(),
    _nomination_no(),
    text("reason"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "meeting_no", "nomination_no"),
    ForeignKeyConstraint(["cycle", "meeting_no"], ["meeting_return.cycle", "meeting_return.meeting_no"]),
    info=serves("退回复核的项目", *_ARTICLES),
)

returned_entry_finding = Table(
    "returned_entry_finding",
    metadata,
    cycle_key(),
    _meeting_no(),
    _nomination_no(),
    text("outcome"),
    text("finding"),
    text("found_by"),
    day("found_on"),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "meeting_no", "nomination_no"),
    ForeignKeyConstraint(
        ["cycle", "meeting_no", "nomination_no"],
        [
            "meeting_returned_entry.cycle",
            "meeting_returned_entry.meeting_no",
            "meeting_returned_entry.nomination_no",
        ],
    ),
    one_of("outcome", [outcome.value for outcome in ReviewOutcome]),
    info=serves("退回项目的复核结论", *_ARTICLES),
)
