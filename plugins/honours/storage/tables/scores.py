"""The experts' scores: sheets sent out, sealed as they come back, opened together, counted and ranked.

No points stand in the database before the opening: ``score_seal`` holds which archived file counts, not what is in it.
"""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB

from honours.domain.states import RankingOutcome
from honours.storage.tables.base import cycle_key, day, maybe, metadata, one_of, recorded_at, serves, sha256, text


def _nomination_no() -> Column[str]:
    return Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False)


def _expert_no() -> Column[str]:
    return Column("expert_no", Text, ForeignKey("expert.expert_no"), nullable=False)


blind_code = Table(
    "blind_code",
    metadata,
    cycle_key(),
    _nomination_no(),
    # From a keyed hash: nobody without the key of the house can tell whose it is, and its order says nothing.
    text("code"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no"),
    UniqueConstraint("cycle", "code", name="uq_blind_code"),
    info=serves("盲审编号", "award/11", "employee-studio/6"),
)

score_sheet = Table(
    "score_sheet",
    metadata,
    cycle_key(),
    text("category"),
    _expert_no(),
    # The sheet that was sent last, and the submission that was sealed last.
    sha256("sent_sha256", ForeignKey("archived_file.sha256")),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=True),
    maybe("received_on", Date),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "category", "expert_no"),
    info=serves("评分表收发", "award/11", "employee-studio/6"),
)

score_sheet_entry = Table(
    "score_sheet_entry",
    metadata,
    cycle_key(),
    text("category"),
    _expert_no(),
    _nomination_no(),
    # 1 is the first sheet of the expert in the category; entries assigned later come in sheets of their own.
    Column("sheet_no", Integer, nullable=False),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "expert_no"),
    info=serves("评分表所列项目", "award/11", "employee-studio/6"),
)

score_seal = Table(
    "score_seal",
    metadata,
    Column("seal_id", BigInteger, Identity(always=True), primary_key=True),
    cycle_key(),
    text("category"),
    _expert_no(),
    Column("seal_no", Integer, nullable=False),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    sha256("sha256", ForeignKey("archived_file.sha256")),
    # The entries that the sheet scores or refuses to score; how, is only in the file.
    Column("nomination_nos", ARRAY(Text), nullable=False),
    day("sealed_on"),
    recorded_at(),
    UniqueConstraint("cycle", "category", "expert_no", "seal_no", name="uq_score_seal"),
    UniqueConstraint("submission_id", name="uq_score_seal_submission"),
    info=serves("评分表封存", "award/11", "employee-studio/6"),
)

score_opening = Table(
    "score_opening",
    metadata,
    cycle_key(),
    # A second opening is for those who replaced others after the first.
    Column("opening_no", Integer, nullable=False),
    day("opened_on"),
    # All seals of the cycle up to this one are opened.
    Column("last_seal_id", BigInteger, ForeignKey("score_seal.seal_id"), nullable=False),
    sha256("seals_sha256"),
    Column("seal_count", Integer, nullable=False),
    Column("score_count", Integer, nullable=False),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "opening_no"),
    info=serves("评分表开启", "award/11", "employee-studio/6"),
)

score = Table(
    "score",
    metadata,
    cycle_key(),
    _nomination_no(),
    _expert_no(),
    # The criteria by their weights, exact: two decimals by whole percents.
    Column("points", Numeric(7, 4), nullable=False),
    maybe("remark"),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    Column("opening_no", Integer, nullable=False, server_default="1"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "expert_no"),
    CheckConstraint("points BETWEEN 0 AND 100", name="points_in_range"),
    # No score is in the table before its opening is.
    ForeignKeyConstraint(
        ["cycle", "opening_no"], ["score_opening.cycle", "score_opening.opening_no"], name="fk_score_opening"
    ),
    info=serves("专家评分", "award/11", "employee-studio/6"),
)

score_criterion = Table(
    "score_criterion",
    metadata,
    text("nomination_no"),
    text("expert_no"),
    text("criterion"),
    Column("points", Numeric(5, 2), nullable=False),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "expert_no", "criterion"),
    CheckConstraint("points BETWEEN 0 AND 100", name="points_in_range"),
    ForeignKeyConstraint(
        ["nomination_no", "expert_no"], ["score.nomination_no", "score.expert_no"], name="fk_score_criterion_score"
    ),
    info=serves("专家分项评分", "award/11", "employee-studio/6"),
)

ranking = Table(
    "ranking",
    metadata,
    cycle_key(),
    _nomination_no(),
    text("category"),
    # The official score: the experts' points by the formula and the rounding of the policy.
    Column("mean_points", Numeric(9, 4), nullable=False),
    Column("score_count", Integer, nullable=False),
    Column("rank", Integer, nullable=False),
    text("outcome"),
    # What was looked at among those of equal score, in the order of the policy: label, article, value, is_decisive.
    Column("tie_keys", JSONB, nullable=False, server_default="[]"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no"),
    one_of("outcome", [value.value for value in RankingOutcome]),
    info=serves("评分排名", "award/2", "award/11", "employee-studio/6"),
)
