"""Builds applications of studios that break no rule, and studios in the register; each test changes what it is about.

with unit_of_work as work:
    lay_ground(work, of=MODEL_CYCLE)
    add_applications(work, [applicant(Category.STANDARD, 1, of=MODEL_CYCLE, team_size=4)])
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from tests.builders import (
    BODY,
    RECEIVED_ON,
    add_comparisons,
    add_evidence,
    add_moves,
    add_rows,
    add_submission,
    columns_of,
    sealed_numbers,
)

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.states import NominationState
from honours.storage.tables import nomination, studio, studio_application, studio_naming, text_comparison
from honours.storage.unit_of_work import UnitOfWork

MODEL_CYCLE = Cycle(2026, Scheme.MODEL_WORKER_STUDIO)
EMPLOYEE_CYCLE = Cycle(2026, Scheme.EMPLOYEE_STUDIO)
FORM = "申报材料.pdf"
LEDGERS = ("成员台账.pdf", "活动台账.pdf", "成果台账.pdf")
FILM = "宣传视频.mp4"
SHORT_FILM = "工作室短片.mp4"
SENT = (FORM, *LEDGERS, FILM, SHORT_FILM)
NAMED_ON = date(2022, 12, 20)

_NUMBER_LETTER = {Scheme.MODEL_WORKER_STUDIO: "L", Scheme.EMPLOYEE_STUDIO: "Z"}
_NUMBERS_A_YEAR = 1000
_BOTH: dict[str, Any] = {
    "has_leader_expertise": True,
    "team_size": 6,
    "has_place": True,
    "place_area_m2": Decimal("80.00"),
    "has_signs": True,
    "has_equipment": True,
    "has_rules": True,
    "has_records": True,
    "annual_funds_cny": Decimal("100000.00"),
    "has_goals": True,
    "has_activities": True,
    "recognised_projects": 2,
    "has_benefit": True,
    "is_legal_person": True,
    "has_union": True,
    "is_dedicated_unit": False,
    "is_review_passed": True,
    "award_count": 3,
    "trained_count": 24,
    "patent_count": 2,
    "economic_benefit_cny": Decimal("860000.00"),
    "social_benefit_count": 1,
    "goals_note": "缩短换模时间，年内完成三项攻关",
    "rules_note": "活动、攻关、转化、奖励各有章程",
    "plan_note": "每季度一次攻关会，每月一次培训",
    "results_note": "两项攻关成果通过公司验收",
    "benefits_note": "年节约成本八十六万元",
}
_OF_SCHEME: dict[Scheme, dict[str, Any]] = {
    Scheme.MODEL_WORKER_STUDIO: {
        "leader_honour": "municipal_model_worker",
        "founded_on": date(2021, 5, 1),
        "is_team_balanced": True,
        "has_plan": True,
        "takes_on_projects": True,
    },
    Scheme.EMPLOYEE_STUDIO: {"leader_title": "municipal_innovator", "frontline_count": 4},
}
_OF_DEMONSTRATION: dict[Scheme, dict[str, Any]] = {
    Scheme.MODEL_WORKER_STUDIO: {
        "has_leader_influence": True,
        "has_solved_key_problems": True,
        "has_member_ledger": True,
        "has_activity_ledger": True,
        "has_result_ledger": True,
        "has_film": True,
        "has_leading_role": True,
        "evidence_names": [FORM, *LEDGERS, FILM],
    },
    Scheme.EMPLOYEE_STUDIO: {"has_member_ledger": True, "has_activity_ledger": True, "has_result_ledger": True},
}


def applicant(
    category: Category, serial_no: int, *, body: str = BODY, of: Cycle = MODEL_CYCLE, **facts: Any
) -> dict[str, Any]:
    """Return the facts of an application that passes every rule, changed by ``facts``.

    Besides columns of the tables: ``person_id`` and ``payee_account`` (plain, None for unknown), ``state`` (the moves
    to it are made), ``has_application`` (False leaves the row of the studio out), ``is_compared`` (False: nobody has
    compared the text yet), ``resembles`` (as for nominees) and ``register``: what the register holds under
    ``studio_no`` since ``named_on``, changed by this mapping; None for nothing. An unknown fact is an error.
    """
    no = of.nomination_no(category, body, serial_no)
    number = int.from_bytes(sha256(no.encode()).digest()[:4])
    name = facts.get("person_name", f"领衔人{no[5:]}")
    unit = facts.get("unit_name", f"无锡{no}有限公司")
    is_named = category is Category.DEMONSTRATION
    defaults: dict[str, Any] = {
        "nomination_no": no,
        "cycle": str(of),
        "category": category.value,
        "body_code": body,
        "serial_no": serial_no,
        "priority_no": serial_no,
        "source_sheet": category.label,
        "source_row": serial_no + 3,
        "received_on": RECEIVED_ON.replace(year=of.year),
        "project_name": f"{name}{of.scheme.label}",
        "speciality": "machinery",
        "person_name": name,
        "person_id": f"320204{number:012d}",
        "unit_name": unit,
        "unit_uscc": f"91320200{number:010d}",
        "payee_name": unit,
        "payee_bank_name": "某某银行无锡分行",
        "payee_account": f"6222{number:012d}",
        "applied_on": date(of.year, 9, 20),
        "party_consent_on": date(of.year, 9, 15) if of.scheme is Scheme.MODEL_WORKER_STUDIO else None,
        "management_consent_on": date(of.year, 9, 16) if of.scheme is Scheme.MODEL_WORKER_STUDIO else None,
        "reviewed_on": date(of.year, 10, 12),
        "recommended_on": date(of.year, 10, 20),
        "evidence_names": [FORM],
        "studio_no": studio_no(serial_no, body, of) if is_named else None,
        "register": {} if is_named else None,
        "named_on": NAMED_ON,
        "state": NominationState.RECEIVED,
        "has_application": True,
        "is_compared": True,
        "resembles": (),
        **_BOTH,
        **_OF_SCHEME[of.scheme],
        **(_OF_DEMONSTRATION[of.scheme] if is_named else {}),
    }
    known = set(defaults) | set(nomination.c.keys()) | set(studio_application.c.keys()) | set(text_comparison.c.keys())
    unknown = set(facts) - known
    assert not unknown, f"unknown facts {sorted(unknown)}"
    return {**defaults, **facts}


def studio_no(serial_no: int, body: str = BODY, of: Cycle = MODEL_CYCLE) -> str:
    """Return the number in the register of the studio that :func:`applicant` makes a demonstration studio of."""
    years, number = divmod(int(body) * 10 + serial_no, _NUMBERS_A_YEAR)
    return f"{_NUMBER_LETTER[of.scheme]}{2010 + years}-{number:03d}"


def named_studio(of: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a studio in the register that is the one of this application, changed by ``changes``.

    Besides columns of the tables: ``leader_id`` (plain, None for unknown) and ``levels``, a mapping of the levels to
    the days on which it was named so.
    """
    defaults = {
        "studio_no": of["studio_no"],
        "scheme": Cycle.parse(of["cycle"]).scheme.value,
        "name": of["project_name"],
        "unit_name": of["unit_name"],
        "unit_uscc": of["unit_uscc"],
        "body_code": of["body_code"],
        "leader_name": of["person_name"],
        "leader_id": of["person_id"],
        "levels": {Category.STANDARD.value: of["named_on"]},
    }
    known = set(defaults) | set(studio.c.keys()) | set(studio_naming.c.keys())
    unknown = set(changes) - known
    assert not unknown, f"unknown facts {sorted(unknown)}"
    return {**defaults, **changes}


def add_applications(work: UnitOfWork, applicants: Iterable[Mapping[str, Any]], *, moved_on: date | None = None) -> int:
    """Insert the applications with their evidence, moves and studios in the register; return the submission."""
    rows = list(applicants)
    submission_id = add_submission(work, rows[0]["cycle"], f"{rows[0]['cycle'].replace('/', '-')}-申报.xlsx")
    add_evidence(work, {(row["cycle"], row["body_code"], name) for row in rows for name in SENT})
    add_rows(work, nomination, [columns_of(nomination, sealed_numbers(work, row), submission_id) for row in rows])
    stated = [row for row in rows if row["has_application"]]
    add_rows(work, studio_application, [columns_of(studio_application, row) for row in stated])
    add_studios(work, [named_studio(row, **row["register"]) for row in rows if row["register"] is not None])
    day = moved_on or RECEIVED_ON.replace(year=Cycle.parse(rows[0]["cycle"]).year)
    add_comparisons(work, rows, day)
    add_moves(work, {row["nomination_no"]: row["state"] for row in rows}, day)
    return submission_id


def add_studios(work: UnitOfWork, studios: Iterable[Mapping[str, Any]]) -> None:
    """Insert studios into the register, each with its namings."""
    namings = []
    rows = list(studios)
    for row in rows:
        leader = None if row["leader_id"] is None else work.vault.seal(row["leader_id"])
        sealed = {f"leader_id_{part}": getattr(leader, part, None) for part in ("cipher", "hmac", "last4")}
        namings += [
            columns_of(studio_naming, {**row, **sealed, "level": level, "named_on": on})
            for level, on in row["levels"].items()
        ]
    add_rows(work, studio, [columns_of(studio, row) for row in rows])
    add_rows(work, studio_naming, namings)
