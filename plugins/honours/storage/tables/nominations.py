"""Nominations of the achievement award: the facts that award/4 to award/8 and award/10 ask for, and their states.

One row a nomination in ``nomination``, one in ``nomination_posting``, one in the table of its category. Facts may be
missing (NULL): the rules then refer the nomination to a person instead of guessing.
"""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSONB

from honours.domain.cycle import Category
from honours.domain.facts import IdeaArea, ObjectionOutcome, PriorAward, ProfessionalTitle, TechCondition
from honours.domain.states import NominationState
from honours.storage.tables.base import (
    Purpose,
    cycle_key,
    day,
    flag,
    maybe,
    metadata,
    one_of,
    recorded_at,
    sealed,
    serves,
    sha256,
    text,
)

nomination = Table(
    "nomination",
    metadata,
    text("nomination_no", primary_key=True),
    cycle_key(),
    text("category"),
    Column("body_code", Text, ForeignKey("recommending_body.body_code"), nullable=False),
    Column("serial_no", Integer, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    text("source_sheet"),
    Column("source_row", Integer, nullable=False),
    day("received_on"),
    flag("is_withdrawn", default=False),
    Column("priority_no", Integer, nullable=False),
    text("project_name"),
    maybe("project_summary"),
    text("speciality"),
    text("person_name"),
    # Where it is missing a person decides who it is; nothing else may rest on it then.
    *sealed("person_id", nullable=True),
    maybe("is_frontline", Boolean),
    maybe("is_unit_head", Boolean),
    maybe("professional_title"),
    maybe("completer_rank", Integer),
    maybe("team_members"),
    text("unit_name"),
    text("unit_uscc"),
    maybe("prior_award"),
    maybe("is_state_secret", Boolean),
    maybe("has_ip_dispute", Boolean),
    maybe("is_medical", Boolean),
    maybe("is_government_or_enterprise_project", Boolean),
    maybe("is_union_organised", Boolean),
    text("payee_name"),
    text("payee_bank_name"),
    *sealed("payee_account"),
    # Who is paid: the unit of a studio, otherwise the person; the account where a person stated no ID number.
    Column(
        "payee_key",
        LargeBinary,
        Computed(
            "CASE WHEN category IN ('standard', 'demonstration') THEN decode(md5('unit:' || unit_uscc), 'hex') "
            "ELSE coalesce(person_id_hmac, payee_account_hmac) END",
            persisted=True,
        ),
    ),
    # Kept by the trigger on nomination_move; nobody writes it by hand.
    text("state", server_default=NominationState.RECEIVED.value),
    Column("state_seq", Integer, nullable=False, server_default="0"),
    recorded_at(),
    UniqueConstraint("cycle", "category", "body_code", "serial_no", name="uq_nomination_place"),
    one_of("category", [category.value for category in Category]),
    one_of("professional_title", [title.value for title in ProfessionalTitle]),
    one_of("prior_award", [award.value for award in PriorAward]),
    one_of("state", [state.value for state in NominationState]),
    CheckConstraint("priority_no > 0 AND serial_no > 0 AND revision > 0", name="numbers_positive"),
    CheckConstraint("num_nulls(person_id_cipher, person_id_hmac, person_id_last4) IN (0, 3)", name="person_id_whole"),
    info=serves("申报项目", "award/4", "award/10", "model-studio/9", "employee-studio/6"),
)
Index("ix_nomination_cycle_state", nomination.c.cycle, nomination.c.state)
Index("ix_nomination_person", nomination.c.cycle, nomination.c.person_id_hmac)

nomination_revision = Table(
    "nomination_revision",
    metadata,
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    text("source_sheet"),
    Column("source_row", Integer, nullable=False),
    # The row as accepted, personal numbers masked; the whole file is in the archive.
    Column("facts", JSONB, nullable=False),
    sha256("facts_sha256"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "revision"),
    info=serves("申报的历次版本", "award/10", "model-studio/9", "employee-studio/6"),
)

nomination_posting = Table(
    "nomination_posting",
    metadata,
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), primary_key=True),
    maybe("posted_on", Date),
    maybe("taken_down_on", Date),
    maybe("posting_place"),
    Column("evidence_names", ARRAY(Text), nullable=False, server_default="{}"),
    maybe("objection_count", Integer),
    maybe("objection_outcome"),
    maybe("recommended_on", Date),
    one_of("objection_outcome", [outcome.value for outcome in ObjectionOutcome]),
    info=serves("基层公示", "award/10"),
)


def _detail(name: str, *columns: Column[object] | CheckConstraint, info: dict[str, Purpose]) -> Table:
    key = Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), primary_key=True)
    return Table(name, metadata, key, *columns, info=info)


tech_achievement = _detail(
    "tech_achievement",
    maybe("applied_since_on", Date),
    maybe("has_benefit", Boolean),
    maybe("annual_benefit_cny", Numeric(14, 2)),
    maybe("condition_met"),
    maybe("condition_note"),
    one_of("condition_met", [condition.value for condition in TechCondition]),
    info=serves("科技创新成果的条件", "award/5"),
)

operating_method = _detail(
    "operating_method",
    maybe("is_own_post", Boolean),
    maybe("shows_craftsmanship", Boolean),
    maybe("is_proven_in_practice", Boolean),
    maybe("is_original", Boolean),
    maybe("has_notable_results", Boolean),
    maybe("method_note"),
    info=serves("先进操作法的条件", "award/6"),
)

invention_patent = _detail(
    "invention_patent",
    maybe("patent_no"),
    maybe("granted_on", Date),
    maybe("implemented_on", Date),
    maybe("is_defence_or_secret", Boolean),
    maybe("is_in_force", Boolean),
    maybe("has_ownership_dispute", Boolean),
    maybe("patentee"),
    maybe("all_patentees_agree", Boolean),
    maybe("first_inventor_name"),
    maybe("is_first_inventor_staff", Boolean),
    maybe("has_notable_benefit", Boolean),
    info=serves("发明专利的条件", "award/7"),
)

golden_idea = _detail(
    "golden_idea",
    maybe("proposed_on", Date),
    maybe("implemented_on", Date),
    maybe("area"),
    maybe("has_proposal_form", Boolean),
    maybe("has_reward_approval_form", Boolean),
    maybe("annual_benefit_cny", Numeric(14, 2)),
    maybe("is_benefit_calculation_exact", Boolean),
    maybe("is_appraised", Boolean),
    maybe("is_recognised_above_unit", Boolean),
    one_of("area", [area.value for area in IdeaArea]),
    info=serves("金点子的条件", "award/8"),
)

nomination_move_allowed = Table(
    "nomination_move_allowed",
    metadata,
    maybe("from_state"),
    text("to_state"),
    text("article"),
    UniqueConstraint("from_state", "to_state", name="uq_nomination_move_allowed", postgresql_nulls_not_distinct=True),
    info=serves("允许的状态变更"),
)

nomination_move = Table(
    "nomination_move",
    metadata,
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("prev_seq", Integer, Computed("CASE WHEN seq > 0 THEN seq - 1 END", persisted=True)),
    maybe("from_state"),
    text("to_state"),
    text("article"),
    day("moved_on"),
    text("actor"),
    text("reason"),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "seq"),
    UniqueConstraint("nomination_no", "seq", "to_state", name="uq_nomination_move_link"),
    CheckConstraint("seq >= 0", name="seq_not_negative"),
    CheckConstraint("(seq = 0) = (from_state IS NULL)", name="first_has_no_from"),
    # The history cannot fork, skip or lie: each move names the state that the move before it ended in.
    ForeignKeyConstraint(
        ["nomination_no", "prev_seq", "from_state"],
        ["nomination_move.nomination_no", "nomination_move.seq", "nomination_move.to_state"],
        name="fk_nomination_move_previous",
    ),
    info=serves("状态变更记录", "award/9", "model-studio/9", "employee-studio/6"),
)
