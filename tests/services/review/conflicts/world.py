"""A cycle with entries, and experts with what is known of them; each test adds what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import insert, select
from tests.builders import CYCLE, add_nominations, add_submission, lay_ground, nomination_no, nominee

from honours.domain.cycle import Category
from honours.domain.states import NominationState
from honours.services.review.conflicts import find_conflicts
from honours.storage.tables import (
    conflict,
    declared_interest,
    expert,
    expert_affiliation,
    expert_collaboration,
    recusal,
)
from honours.storage.unit_of_work import UnitOfWork

ON = date(2025, 11, 10)
PATENT = Category.INVENTION_PATENT
FIRST, SECOND = nomination_no(PATENT, 1), nomination_no(PATENT, 2)
UNIT, USCC = "无锡澄帆精密机械有限公司", "91320200MA1XXXXX1A"
NOWHERE, NOBODY_USCC = "江南工程大学", "12320200MA1XXXXX9X"


def entry(serial_no: int = 1, **facts: Any) -> dict[str, Any]:
    """Return a qualified patent of people and a unit that no expert has to do with."""
    nobody = {"unit_name": UNIT, "unit_uscc": USCC, "patentee": UNIT, "first_inventor_name": "徐一"}
    return nominee(PATENT, serial_no, **{"state": NominationState.QUALIFIED, **nobody, **facts})


def lay(unit: UnitOfWork, *entries: dict[str, Any]) -> None:
    """Lay down the cycle with these entries, or with one."""
    with unit as work:
        lay_ground(work)
        add_nominations(work, entries or [entry()])


def add_expert(work: UnitOfWork, expert_no: str = "E001", **facts: Any) -> None:
    """Add an expert who has nothing to do with anybody, changed by ``facts``."""
    defaults = {
        "name": f"专家{expert_no}",
        "unit_name": NOWHERE,
        "speciality": "machinery",
        "email": f"{expert_no}@example.invalid",
    }
    work.connection.execute(insert(expert).values(expert_no=expert_no, **{**defaults, **facts}))


def add_collaboration(work: UnitOfWork, **facts: Any) -> None:
    """Add something that E001 did with somebody in 2025."""
    defaults = {"collaborator_name": "徐一", "kind": "co_inventor", "year": 2025, "work_name": "一种轴承"}
    _add(work, expert_collaboration, defaults | facts)


def add_affiliation(work: UnitOfWork, **facts: Any) -> None:
    """Add a former unit of E001."""
    _add(work, expert_affiliation, {"unit_name": UNIT, "from_year": 2010, "until_year": 2025} | facts)


def add_interest(work: UnitOfWork, **facts: Any) -> None:
    """Add an interest that E001 declares."""
    defaults = {"subject_kind": "person", "subject": "徐一", "relation": "relative", "declared_on": ON}
    _add(work, declared_interest, defaults | facts)


def add_recusal(work: UnitOfWork, **facts: Any) -> None:
    """Let E001 step back from the first entry."""
    defaults = {"cycle": str(CYCLE), "subject_kind": "nomination", "subject": FIRST, "reason": "曾任顾问"}
    _add(work, recusal, {**defaults, "recused_on": ON} | facts)


def _add(work: UnitOfWork, table: Any, facts: dict[str, Any]) -> None:
    values = {"expert_no": "E001", "submission_id": add_submission(work, file_name="名册.xlsx"), **facts}
    work.connection.execute(insert(table).values(values))


def found(unit: UnitOfWork) -> dict[tuple[str, str], str]:
    """Find the conflicts and return the reasons of those of E001 that stand, by entry and kind."""
    find_conflicts(CYCLE, ON, unit)
    with unit as work:
        rows = work.connection.execute(
            select(conflict).where(conflict.c.ended_on.is_(None), conflict.c.expert_no == "E001")
        ).all()
    return {(row.nomination_no, row.kind): row.reason for row in rows}
