"""The industry consultation (award/12): workbooks sent, who was asked about what, answers, and rulings on them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from honours.domain.consultations import ConsultationQuestion, Reply, RulingOnConsultation
from honours.domain.policies import Silence
from honours.storage.tables.base import cycle_key, day, flag, maybe, metadata, one_of, recorded_at, serves, sha256, text

_ARTICLE = "award/12"
_REPLIES = [reply.value for reply in Reply]
_ADVERSE = " OR ".join(f"{asked.reply_key} <> '{asked.favourable.value}'" for asked in ConsultationQuestion)


def _nomination_no() -> Column[str]:
    return Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False)


consultation_sheet = Table(
    "consultation_sheet",
    metadata,
    cycle_key(),
    Column("expert_no", Text, ForeignKey("expert.expert_no"), nullable=False),
    # An entry that goes on notice later is asked about in a workbook of its own.
    Column("sheet_no", Integer, nullable=False),
    sha256("sent_sha256", ForeignKey("archived_file.sha256")),
    day("sent_on"),
    # As promised to the expert when it was sent; kept up to date when the holiday table changes.
    Column("reply_working_days", Integer, nullable=False),
    day("due_on"),
    text("silence"),
    # What the choice of experts was drawn with: anybody can draw it again.
    text("seed"),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=True),
    maybe("received_on", Date),
    maybe("closed_on", Date),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "expert_no", "sheet_no"),
    CheckConstraint("sheet_no > 0 AND reply_working_days > 0", name="numbers_positive"),
    CheckConstraint("due_on > sent_on", name="due_after_sent"),
    one_of("silence", [one.value for one in Silence]),
    info=serves("行业咨询表收发", _ARTICLE),
)

consultation = Table(
    "consultation",
    metadata,
    cycle_key(),
    _nomination_no(),
    Column("expert_no", Text, ForeignKey("expert.expert_no"), nullable=False),
    Column("sheet_no", Integer, nullable=False),
    flag("has_scored"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "expert_no"),
    ForeignKeyConstraint(
        ["cycle", "expert_no", "sheet_no"],
        ["consultation_sheet.cycle", "consultation_sheet.expert_no", "consultation_sheet.sheet_no"],
        name="fk_consultation_sheet",
    ),
    info=serves("行业咨询对象", _ARTICLE),
)

consultation_answer = Table(
    "consultation_answer",
    metadata,
    Column("nomination_no", Text, nullable=False),
    Column("expert_no", Text, nullable=False),
    text("direction_reply"),
    maybe("direction_reason"),
    text("advancement_reply"),
    maybe("advancement_reason"),
    text("effect_reply"),
    maybe("effect_reason"),
    Column("is_adverse", Boolean, Computed(_ADVERSE, persisted=True)),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    text("source_sheet"),
    Column("source_row", Integer, nullable=False),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "expert_no"),
    ForeignKeyConstraint(
        ["nomination_no", "expert_no"],
        ["consultation.nomination_no", "consultation.expert_no"],
        name="fk_consultation_answer_asked",
    ),
    *(one_of(asked.reply_key, _REPLIES) for asked in ConsultationQuestion),
    *(
        CheckConstraint(
            f"{asked.reply_key} = '{asked.favourable.value}' OR {asked.reason_key} IS NOT NULL",
            name=f"{asked.value}_reasoned",
        )
        for asked in ConsultationQuestion
    ),
    info=serves("行业咨询答复", _ARTICLE),
)

consultation_ruling = Table(
    "consultation_ruling",
    metadata,
    cycle_key(),
    _nomination_no(),
    text("outcome"),
    text("reason"),
    text("ruled_by"),
    day("ruled_on"),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no"),
    one_of("outcome", [outcome.value for outcome in RulingOnConsultation]),
    info=serves("行业咨询意见的认定", _ARTICLE),
)
