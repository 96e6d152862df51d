"""What all tables share: the schema, the naming of constraints, what each one is for, and a few column shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    CHAR,
    TIMESTAMP,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    func,
)

from honours.domain.errors import EnvironmentFault

SCHEMA = "honours"

metadata = MetaData(
    schema=SCHEMA,
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    },
)

_PURPOSE = "purpose"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a table is for: its Chinese name, and the articles that ask for what it keeps (none for our own needs)."""

    label: str
    articles: tuple[str, ...]


class PurposeMissing(EnvironmentFault):
    """A table that does not say what it is for; carries its name."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(f"程序错误：数据表 {table} 没有写明用途，请在表定义中加上 info=serves(中文名, 条款)。")


def serves(label: str, *articles: str) -> dict[str, Purpose]:
    """The ``info`` of a table: its Chinese name and the articles that it serves."""
    return {_PURPOSE: Purpose(label, articles)}


def purpose_of(table: Table) -> Purpose:
    """Return what the table is for; raise :class:`PurposeMissing`."""
    try:
        purpose: Purpose = table.info[_PURPOSE]
    except KeyError:
        raise PurposeMissing(table.name) from None
    return purpose


def recorded_at() -> Column[Any]:
    """When the row was written, by the database's clock; for audit, never for rules."""
    return Column("recorded_at", TIMESTAMP(timezone=True), nullable=False, server_default=func.clock_timestamp())


def cycle_key(**options: Any) -> Column[Any]:
    """The cycle a row belongs to, for example ``2025/achievement_award``."""
    return Column("cycle", Text, ForeignKey("cycle.cycle"), nullable=False, **options)


def text(name: str, **options: Any) -> Column[Any]:
    """A required text column."""
    return Column(name, Text, **{"nullable": False, **options})


def maybe(name: str, kind: Any = Text, **options: Any) -> Column[Any]:
    """An optional column: the fact may be missing, and then no one guesses it."""
    return Column(name, kind, nullable=True, **options)


def day(name: str, **options: Any) -> Column[Any]:
    """A required date (Asia/Shanghai)."""
    return Column(name, Date, **{"nullable": False, **options})


def flag(name: str, *, default: bool | None = None) -> Column[Any]:
    """A required boolean."""
    if default is None:
        return Column(name, Boolean, nullable=False)
    return Column(name, Boolean, nullable=False, server_default="true" if default else "false")


def money(name: str, **options: Any) -> Column[Any]:
    """An amount in CNY, exact to the fen."""
    return Column(name, Numeric(14, 2), **{"nullable": False, **options})


def sha256(name: str, *constraints: Any, **options: Any) -> Column[Any]:
    """The SHA-256 of a file's bytes, as 64 hexadecimal digits."""
    return Column(name, CHAR(64), *constraints, **{"nullable": False, **options})


def sealed(prefix: str, *, nullable: bool = False) -> tuple[Column[Any], Column[Any], Column[Any]]:
    """A personal number at rest: its ciphertext, its keyed hash for equality, and the last four characters."""
    return (
        Column(f"{prefix}_cipher", LargeBinary, nullable=nullable),
        Column(f"{prefix}_hmac", LargeBinary, nullable=nullable),
        Column(f"{prefix}_last4", Text, nullable=nullable),
    )


def one_of(column: str, values: tuple[str, ...] | list[str]) -> CheckConstraint:
    """A check that ``column`` holds one of ``values`` (or nothing, where the column is optional)."""
    listed = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
