"""Named studios at the point where they come into the register, and studios from before this system."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.builders import lay_ground
from tests.studio_builders import add_applications, add_studios, applicant

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.states import NominationState
from honours.storage.unit_of_work import UnitOfWork

MODEL = Cycle(2025, Scheme.MODEL_WORKER_STUDIO)
MODEL_2026 = Cycle(2026, Scheme.MODEL_WORKER_STUDIO)
STAFF = Cycle(2025, Scheme.EMPLOYEE_STUDIO)
BODIES = ("0101", "0102")
NAMED_ON = date(2025, 12, 18)
DECISION = "锡工办发〔2025〕36号"
STANDARD, DEMONSTRATION = Category.STANDARD, Category.DEMONSTRATION
# Numbers that must never be seen anywhere.
PERSON_ID = "320204198001010010"
ACCOUNT = "6222021234567890123"


def lay(unit: UnitOfWork, *cycles: Cycle) -> None:
    """Lay down the cycles and two bodies."""
    with unit as work:
        for of in cycles or (MODEL,):
            lay_ground(work, bodies=BODIES, of=of)


def named(work: UnitOfWork, category: Category, serial_no: int, *, of: Cycle = MODEL, **facts: Any) -> str:
    """Add a named studio that asks for no promotion and return its nomination's number; the work must have begun."""
    defaults: dict[str, Any] = {
        "state": NominationState.AWARDED,
        "person_id": PERSON_ID,
        "payee_account": ACCOUNT,
        "team_members": "李明、张伟、陈芳、刘洋、赵磊",
        "studio_no": None,
        "register": None,
    }
    row = applicant(category, serial_no, of=of, **{**defaults, **facts})
    add_applications(work, [row])
    return str(row["nomination_no"])


def standing(work: UnitOfWork, studio_no: str, **facts: Any) -> None:
    """Add a studio that the register has from before this system; the work must have begun."""
    scheme = Scheme.MODEL_WORKER_STUDIO if studio_no.startswith("L") else Scheme.EMPLOYEE_STUDIO
    defaults = {
        "studio_no": studio_no,
        "scheme": scheme.value,
        "name": f"{studio_no}旧工作室",
        "unit_name": "无锡老牌重工有限公司",
        "unit_uscc": "913202007890123456",
        "body_code": "0101",
        "leader_name": "赵师傅",
        "leader_id": None,
        "team_size": 8,
        "levels": {"standard": date(int(studio_no[1:5]), 11, 20)},
    }
    add_studios(work, [{**defaults, **facts}])
