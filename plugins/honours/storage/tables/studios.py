"""Studios: what an application states, what a visit found, and the register of those that were named.

``studio_application`` holds the facts of both studio schemes; what a scheme does not ask stays NULL and no rule of it
looks there.
"""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from honours.domain.cycle import Scheme
from honours.domain.studios import Aspect, Conclusion, LeaderHonour, LeaderTitle, StudioLevel
from honours.storage.tables.base import (
    cycle_key,
    day,
    maybe,
    metadata,
    one_of,
    recorded_at,
    sealed,
    serves,
    sha256,
    text,
)

_STUDIO_SCHEMES = [scheme.value for scheme in Scheme if scheme.names_studios]

studio_application = Table(
    "studio_application",
    metadata,
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), primary_key=True),
    # The studio as the register knows it; empty for one that was never named.
    maybe("studio_no"),
    maybe("leader_honour"),
    maybe("leader_title"),
    maybe("has_leader_expertise", Boolean),
    maybe("founded_on", Date),
    maybe("team_size", Integer),
    maybe("frontline_count", Integer),
    maybe("is_team_balanced", Boolean),
    maybe("has_place", Boolean),
    maybe("place_area_m2", Numeric(12, 2)),
    maybe("has_signs", Boolean),
    maybe("has_equipment", Boolean),
    maybe("has_rules", Boolean),
    maybe("has_records", Boolean),
    maybe("annual_funds_cny", Numeric(14, 2)),
    maybe("has_goals", Boolean),
    maybe("has_plan", Boolean),
    maybe("has_activities", Boolean),
    maybe("takes_on_projects", Boolean),
    maybe("recognised_projects", Integer),
    maybe("has_benefit", Boolean),
    maybe("is_legal_person", Boolean),
    maybe("has_union", Boolean),
    maybe("is_dedicated_unit", Boolean),
    maybe("has_leader_influence", Boolean),
    maybe("has_solved_key_problems", Boolean),
    maybe("has_member_ledger", Boolean),
    maybe("has_activity_ledger", Boolean),
    maybe("has_result_ledger", Boolean),
    maybe("has_film", Boolean),
    maybe("has_leading_role", Boolean),
    maybe("award_count", Integer),
    maybe("trained_count", Integer),
    maybe("patent_count", Integer),
    maybe("economic_benefit_cny", Numeric(14, 2)),
    maybe("social_benefit_count", Integer),
    maybe("goals_note"),
    maybe("rules_note"),
    maybe("plan_note"),
    maybe("results_note"),
    maybe("benefits_note"),
    maybe("applied_on", Date),
    maybe("party_consent_on", Date),
    maybe("management_consent_on", Date),
    maybe("reviewed_on", Date),
    maybe("is_review_passed", Boolean),
    maybe("recommended_on", Date),
    Column("evidence_names", ARRAY(Text), nullable=False, server_default="{}"),
    one_of("leader_honour", [honour.value for honour in LeaderHonour]),
    one_of("leader_title", [title.value for title in LeaderTitle]),
    info=serves(
        "工作室申报的条件",
        "model-studio/5",
        "model-studio/7",
        "model-studio/8",
        "employee-studio/4",
        "employee-studio/5",
    ),
)

verification_form = Table(
    "verification_form",
    metadata,
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), primary_key=True),
    cycle_key(),
    sha256("sent_sha256", ForeignKey("archived_file.sha256")),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=True),
    maybe("visited_on", Date),
    maybe("visitors"),
    maybe("received_on", Date),
    recorded_at(),
    info=serves("现场核实表", "model-studio/12"),
)

verification_finding = Table(
    "verification_finding",
    metadata,
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False),
    text("aspect"),
    maybe("claimed", Numeric(14, 2)),
    maybe("observed", Numeric(14, 2)),
    text("conclusion"),
    maybe("note"),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=False),
    text("source_sheet"),
    text("source_cell"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "aspect"),
    one_of("aspect", [aspect.value for aspect in Aspect]),
    one_of("conclusion", [conclusion.value for conclusion in Conclusion]),
    info=serves("现场核实结果", "model-studio/12"),
)

studio = Table(
    "studio",
    metadata,
    text("studio_no", primary_key=True),
    text("scheme"),
    text("name"),
    text("unit_name"),
    text("unit_uscc"),
    Column("body_code", Text, ForeignKey("recommending_body.body_code"), nullable=False),
    recorded_at(),
    UniqueConstraint("scheme", "name", name="uq_studio_scheme_name"),
    one_of("scheme", _STUDIO_SCHEMES),
    CheckConstraint("studio_no ~ '^[LZ][0-9]{4}-[0-9]{3}$'", name="studio_no_shape"),
    info=serves("工作室名册", "model-studio/14"),
)

Index("ix_studio_unit", studio.c.unit_uscc)

# One row a naming: a promotion is a second row under the same number, so that the history stays.
studio_naming = Table(
    "studio_naming",
    metadata,
    Column("studio_no", Text, ForeignKey("studio.studio_no"), nullable=False),
    text("level"),
    day("named_on"),
    # Of a naming before this system only what the imported register says is known.
    maybe("cycle"),
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=True),
    maybe("decision_no"),
    text("leader_name"),
    *sealed("leader_id", nullable=True),
    maybe("leader_honour"),
    maybe("team_size", Integer),
    maybe("team_members"),
    maybe("subsidy_cny", Numeric(14, 2)),
    Column("submission_id", BigInteger, ForeignKey("submission.submission_id"), nullable=True),
    recorded_at(),
    PrimaryKeyConstraint("studio_no", "level"),
    UniqueConstraint("nomination_no", name="uq_studio_naming_nomination"),
    one_of("level", [level.value for level in StudioLevel]),
    CheckConstraint("(cycle IS NULL) = (nomination_no IS NULL)", name="named_by_a_cycle"),
    info=serves("工作室命名记录", "model-studio/6", "model-studio/8.1", "employee-studio/6", "employee-studio/11"),
)

# The plaque of a naming, once it hangs (model-studio/9).
studio_plaque = Table(
    "studio_plaque",
    metadata,
    text("studio_no"),
    text("level"),
    text("plaque_no"),
    day("hung_on"),
    text("recorded_by"),
    recorded_at(),
    PrimaryKeyConstraint("studio_no", "level"),
    UniqueConstraint("plaque_no", name="uq_studio_plaque_plaque_no"),
    info=serves("工作室挂牌登记", "model-studio/9"),
)

# The files of a studio: one folder a studio, one part a year (model-studio/14).
studio_dossier = Table(
    "studio_dossier",
    metadata,
    Column("studio_no", Text, ForeignKey("studio.studio_no"), nullable=False),
    Column("year", Integer, nullable=False),
    text("part"),
    Column("version", Integer, nullable=False, server_default="1"),
    sha256("sha256", ForeignKey("archived_file.sha256")),
    text("file_name"),
    day("made_on"),
    recorded_at(),
    PrimaryKeyConstraint("studio_no", "year", "part", "version"),
    info=serves("工作室一室一档", "model-studio/14"),
)
