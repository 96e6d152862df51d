"""Cycles, their milestones, the claims of stages on them, and the days that windows are counted on."""

from __future__ import annotations

from sqlalchemy import (
    TIMESTAMP,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from honours.domain.cycle import Scheme
from honours.domain.stages import Stage
from honours.storage.tables.base import cycle_key, day, flag, maybe, metadata, one_of, recorded_at, serves, text

cycle = Table(
    "cycle",
    metadata,
    Column("cycle", Text, primary_key=True),
    text("scheme"),
    Column("year", Integer, nullable=False),
    day("call_on"),
    day("nominations_due_on"),
    text("document_no"),
    text("opened_by"),
    # A past year played again: its steps bear their planned dates, not today's. Never set for a live year.
    flag("is_replay", default=False),
    recorded_at(),
    one_of("scheme", [scheme.value for scheme in Scheme]),
    CheckConstraint("cycle = year::text || '/' || scheme", name="is_year_and_scheme"),
    info=serves("年度周期", "award/2", "model-studio/6", "employee-studio/6"),
)

milestone = Table(
    "milestone",
    metadata,
    cycle_key(),
    text("code"),
    text("label"),
    day("planned_on"),
    text("rests_on"),
    flag("is_lawful_limit"),
    flag("is_provisional"),
    maybe("reached_on", day("reached_on").type),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "code"),
    info=serves("全年节点", "award/9", "model-studio/9", "employee-studio/6"),
)

stage_claim = Table(
    "stage_claim",
    metadata,
    # No foreign key: the call stage claims its cycle before the cycle is opened.
    text("cycle"),
    text("stage"),
    text("run_id"),
    Column("claimed_at", TIMESTAMP(timezone=True), nullable=False),
    maybe("done_at", TIMESTAMP(timezone=True)),
    Column("take_overs", Integer, nullable=False, server_default="0"),
    PrimaryKeyConstraint("cycle", "stage"),
    one_of("stage", [stage.value for stage in Stage]),
    info=serves("阶段办理登记"),
)

calendar_day = Table(
    "calendar_day",
    metadata,
    day("day", primary_key=True),
    flag("is_working"),
    # How many working days there are from the first known day up to and including this one.
    Column("working_seq", Integer, nullable=False),
    # The first working day on or after this one: where a window ends whose last day is a day off.
    day("rolls_to"),
    text("reason"),
    flag("is_provisional"),
    info=serves("工作日历", "award/10", "award/12"),
)

recommending_body = Table(
    "recommending_body",
    metadata,
    text("body_code", primary_key=True),
    text("name", unique=True),
    text("kind"),
    text("contact_name"),
    text("contact_email"),
    maybe("contact_phone"),
    flag("is_active", default=True),
    recorded_at(),
    one_of("kind", ["district", "bureau", "company", "direct_unit"]),
    CheckConstraint("body_code ~ '^[0-9]{4}$'", name="body_code_shape"),
    info=serves("推荐单位名册", "award/10", "model-studio/11", "employee-studio/7"),
)

expert = Table(
    "expert",
    metadata,
    text("expert_no", primary_key=True),
    text("name"),
    text("unit_name"),
    maybe("professional_title"),
    text("speciality"),
    text("email"),
    flag("is_active", default=True),
    maybe("unit_uscc"),
    # In whose area the unit lies, where that is known.
    Column("body_code", Text, ForeignKey("recommending_body.body_code"), nullable=True),
    maybe("serving_since_year", Integer),
    maybe("has_agreed", Boolean),
    maybe("agreed_year", Integer),
    # Their own limit for one cycle; without one the limit of the review policy holds.
    maybe("most_entries", Integer),
    recorded_at(),
    CheckConstraint("expert_no ~ '^E[0-9]{3}$'", name="expert_no_shape"),
    CheckConstraint("most_entries > 0", name="most_entries_positive"),
    info=serves("专家名册", "award/11", "employee-studio/6"),
)

panel_member = Table(
    "panel_member",
    metadata,
    cycle_key(),
    text("category"),
    Column("expert_no", Text, ForeignKey("expert.expert_no"), nullable=False),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "category", "expert_no"),
    info=serves("评审组", "award/11", "employee-studio/6"),
)
