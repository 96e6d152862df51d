"""Texts that were compared: their signatures, what each was compared with, and which ones resemble each other."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
)

from honours.domain.resemblance import Kinship
from honours.storage.tables.base import cycle_key, day, metadata, one_of, recorded_at, serves, text

_ARTICLES = ("award/17", "model-studio/15.3", "employee-studio/9")

# Kept so that the texts of earlier years are not read again; made anew when the recipe or the text has changed.
text_signature = Table(
    "text_signature",
    metadata,
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), primary_key=True),
    Column("revision", Integer, nullable=False),
    text("recipe"),
    Column("gram_count", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    recorded_at(),
    info=serves("申报内容的文字特征", *_ARTICLES),
)

text_comparison = Table(
    "text_comparison",
    metadata,
    cycle_key(),
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False),
    Column("revision", Integer, nullable=False),
    # How many different n-grams the text has; a text with too few was compared with none.
    Column("gram_count", Integer, nullable=False),
    Column("compared_with", Integer, nullable=False),
    day("compared_on"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "revision"),
    info=serves("申报内容比对记录", *_ARTICLES),
)

text_resemblance = Table(
    "text_resemblance",
    metadata,
    cycle_key(),
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("other_no", Text, ForeignKey("nomination.nomination_no"), nullable=False),
    Column("other_revision", Integer, nullable=False),
    text("kinship"),
    Column("common_percent", Numeric(5, 2), nullable=False),
    Column("contained_percent", Numeric(5, 2), nullable=False),
    day("found_on"),
    recorded_at(),
    PrimaryKeyConstraint("nomination_no", "revision", "other_no"),
    one_of("kinship", [kinship.value for kinship in Kinship]),
    CheckConstraint("nomination_no <> other_no", name="with_another"),
    info=serves("相近的申报内容", *_ARTICLES),
)

Index("ix_text_resemblance_cycle", text_resemblance.c.cycle)
