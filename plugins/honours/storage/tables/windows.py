"""Changes of the holiday table and what they did to the windows that were counted on it; added to, never changed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Identity, Integer, PrimaryKeyConstraint, Table
from sqlalchemy.dialects.postgresql import JSONB

from honours.domain.windows import WindowEffect, WindowKind
from honours.storage.tables.base import cycle_key, day, maybe, metadata, one_of, recorded_at, serves, text

_ARTICLES = ("award/10", "award/12", "model-studio/9", "employee-studio/6")

calendar_change = Table(
    "calendar_change",
    metadata,
    Column("change_no", BigInteger, Identity(always=True), primary_key=True),
    day("found_on"),
    # Each day that counts otherwise now: on, was, became.
    Column("days", JSONB, nullable=False),
    Column("windows", Integer, nullable=False),
    recorded_at(),
    info=serves("放假安排变动", *_ARTICLES),
)

window_change = Table(
    "window_change",
    metadata,
    Column("change_no", BigInteger, ForeignKey("calendar_change.change_no"), nullable=False),
    cycle_key(),
    text("kind"),
    # The number of a nomination, notice, objection or workbook, or the code of a milestone.
    text("subject"),
    text("label"),
    maybe("opened_on", Date),
    day("old_closes_on"),
    day("new_closes_on"),
    text("effect"),
    # Which days between moved it.
    text("why"),
    text("to_do"),
    maybe("body_code"),
    maybe("expert_no"),
    recorded_at(),
    PrimaryKeyConstraint("change_no", "cycle", "kind", "subject"),
    one_of("kind", [kind.value for kind in WindowKind]),
    one_of("effect", [effect.value for effect in WindowEffect]),
    info=serves("期限变动", *_ARTICLES),
)
