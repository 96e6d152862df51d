"""Builds cycles, bodies and nominations that break no rule; each test changes only what it is about.

with unit_of_work as work:
    lay_ground(work)
    add_nominations(work, [nominee(Category.TECH_ACHIEVEMENT, 1, is_unit_head=True)])
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, literal, select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.states import NOMINATION_MOVES, NominationState, find_move
from honours.regulation.calendar import working_days
from honours.storage.tables import (
    archived_file,
    calendar_day,
    cycle,
    evidence_file,
    golden_idea,
    invention_patent,
    nomination,
    nomination_move,
    nomination_posting,
    notice_entry,
    operating_method,
    public_notice,
    recommending_body,
    submission,
    tech_achievement,
    text_comparison,
    text_resemblance,
)
from honours.storage.unit_of_work import UnitOfWork

CYCLE = Cycle(2025, Scheme.ACHIEVEMENT_AWARD)
CALL_ON = date(2025, 9, 1)
DUE_ON = date(2025, 10, 31)
POSTED_ON = date(2025, 10, 15)
CLOSES_ON = date(2025, 10, 20)
RECEIVED_ON = date(2025, 10, 24)
BODY = "0101"
EVIDENCE = "公示照片.jpg"

_DETAILS: dict[Category, Table] = {
    Category.TECH_ACHIEVEMENT: tech_achievement,
    Category.OPERATING_METHOD: operating_method,
    Category.INVENTION_PATENT: invention_patent,
    Category.GOLDEN_IDEA: golden_idea,
}
_DETAIL_FACTS: dict[Category, dict[str, Any]] = {
    Category.TECH_ACHIEVEMENT: {
        "applied_since_on": date(2023, 3, 1),
        "has_benefit": True,
        "annual_benefit_cny": Decimal("520000.00"),
        "condition_met": "benefit",
        "condition_note": "年节约成本五十二万元",
    },
    Category.OPERATING_METHOD: {
        "is_own_post": True,
        "shows_craftsmanship": True,
        "is_proven_in_practice": True,
        "is_original": True,
        "has_notable_results": True,
        "method_note": "三查两测一复核",
    },
    Category.INVENTION_PATENT: {
        "granted_on": date(2024, 6, 18),
        "implemented_on": date(2023, 5, 8),
        "is_defence_or_secret": False,
        "is_in_force": True,
        "has_ownership_dispute": False,
        "all_patentees_agree": True,
        "is_first_inventor_staff": True,
        "has_notable_benefit": True,
    },
    Category.GOLDEN_IDEA: {
        "proposed_on": date(2025, 2, 10),
        "implemented_on": date(2025, 4, 1),
        "area": "safety",
        "has_proposal_form": True,
        "has_reward_approval_form": True,
        "annual_benefit_cny": Decimal("360000.00"),
        "is_benefit_calculation_exact": True,
        "is_appraised": False,
        "is_recognised_above_unit": False,
    },
}


def lay_ground(work: UnitOfWork, *, bodies: Sequence[str] = (BODY,), of: Cycle = CYCLE) -> None:
    """Lay down calendar, cycle and recommending bodies; what is there already stays."""
    lay_calendar(work)
    add_rows(
        work,
        cycle,
        [
            {
                "cycle": str(of),
                "scheme": of.scheme.value,
                "year": of.year,
                "call_on": CALL_ON.replace(year=of.year),
                "nominations_due_on": DUE_ON.replace(year=of.year),
                "document_no": f"锡工办发〔{of.year}〕18号",
                "opened_by": "测试",
            }
        ],
    )
    add_bodies(work, *bodies)


def lay_calendar(work: UnitOfWork, first_on: date = date(2024, 1, 1), last_on: date = date(2027, 12, 31)) -> None:
    """Fill ``calendar_day`` for the days from ``first_on`` to ``last_on``."""
    days = working_days()
    rows = []
    seq = 0
    on = first_on
    while on <= last_on:
        day = days.day(on)
        seq += day.kind.is_working
        rows.append(
            {
                "day": on,
                "is_working": day.kind.is_working,
                "working_seq": seq,
                "rolls_to": days.working_day_from(on),
                "reason": day.label,
                "is_provisional": day.is_provisional,
            }
        )
        on += timedelta(days=1)
    add_rows(work, calendar_day, rows)


def add_bodies(work: UnitOfWork, *codes: str) -> None:
    """Add recommending bodies with made-up names."""
    add_rows(
        work,
        recommending_body,
        [
            {
                "body_code": code,
                "name": f"第{code}总工会",
                "kind": "district",
                "contact_name": "联络员",
                "contact_email": f"body{code}@example.invalid",
            }
            for code in codes
        ],
    )


def nomination_no(category: Category, serial_no: int, body: str = BODY, of: Cycle = CYCLE) -> str:
    """Return the number that :func:`nominee` gives."""
    return of.nomination_no(category, body, serial_no)


def nominee(category: Category, serial_no: int, *, body: str = BODY, of: Cycle = CYCLE, **facts: Any) -> dict[str, Any]:
    """Return the facts of a nomination that passes every rule, changed by ``facts``.

    Besides columns of the tables: ``person_id`` and ``payee_account`` (plain), ``state`` (the moves to it are made),
    ``has_posting`` (False leaves the posting out), ``is_compared`` (False: its text was compared with none yet),
    ``resembles`` (category, serial number, common and contained percent of others of the body). An unknown fact is an
    error.
    """
    no = nomination_no(category, serial_no, body, of)
    number = int.from_bytes(sha256(no.encode()).digest()[:4])
    name = facts.get("person_name", f"职工{no[5:]}")
    defaults: dict[str, Any] = {
        "nomination_no": no,
        "cycle": str(of),
        "category": category.value,
        "body_code": body,
        "serial_no": serial_no,
        "priority_no": serial_no,
        "source_sheet": category.label,
        "source_row": serial_no + 3,
        "received_on": RECEIVED_ON,
        "project_name": f"项目{no}",
        "speciality": "machinery",
        "person_name": name,
        "person_id": f"320204{number:012d}",
        "is_frontline": True,
        "is_unit_head": False,
        "professional_title": "intermediate",
        "completer_rank": 1,
        "unit_name": "无锡某某有限公司",
        "unit_uscc": "91320200MA1XXXXX0A",
        "prior_award": "none",
        "is_state_secret": False,
        "has_ip_dispute": False,
        "is_medical": False,
        "is_government_or_enterprise_project": False,
        "is_union_organised": False,
        "payee_name": name,
        "payee_bank_name": "某某银行无锡分行",
        "payee_account": f"6222{number:012d}",
        "posted_on": POSTED_ON,
        "taken_down_on": date(2025, 10, 21),
        "posting_place": "厂务公开栏",
        "evidence_names": [EVIDENCE],
        "objection_count": 0,
        "objection_outcome": "none",
        "recommended_on": date(2025, 10, 22),
        "state": NominationState.RECEIVED,
        "has_posting": True,
        "is_compared": True,
        "resembles": (),
        **_DETAIL_FACTS[category],
    }
    if category is Category.INVENTION_PATENT:
        defaults |= {
            "patent_no": f"ZL2021{number % 10**8:08d}",
            "patentee": f"无锡{no}公司",
            "first_inventor_name": name,
        }
    known = set(defaults) | set(nomination.c.keys()) | set(text_comparison.c.keys()) | set(_DETAILS[category].c.keys())
    unknown = set(facts) - known
    assert not unknown, f"unknown facts {sorted(unknown)}"
    return {**defaults, **facts}


def add_nominations(work: UnitOfWork, nominees: Iterable[Mapping[str, Any]], *, moved_on: date = RECEIVED_ON) -> int:
    """Insert the nominations with postings, details, evidence of the default name and moves; return the submission."""
    rows = list(nominees)
    submission_id = add_submission(work, rows[0]["cycle"])
    add_evidence(work, {(row["cycle"], row["body_code"], EVIDENCE) for row in rows})
    add_rows(work, nomination, [columns_of(nomination, sealed_numbers(work, row), submission_id) for row in rows])
    add_rows(work, nomination_posting, [columns_of(nomination_posting, row) for row in rows if row["has_posting"]])
    for category, table in _DETAILS.items():
        add_rows(work, table, [columns_of(table, row) for row in rows if row["category"] == category.value])
    add_moves(work, {row["nomination_no"]: row["state"] for row in rows}, moved_on)
    add_comparisons(work, rows, moved_on)
    return submission_id


def add_notice(
    work: UnitOfWork,
    nomination_nos: Collection[str],
    posted_on: date,
    closes_on: date,
    *,
    of: Cycle = CYCLE,
    **columns: Any,
) -> None:
    """Add a public notice that lists the nominations as they are called now; ``columns`` change its row."""
    values = {
        "cycle": str(of),
        "notice_no": 1,
        "posted_on": posted_on,
        "planned_on": posted_on,
        "closes_on": closes_on,
        "is_provisional": False,
        "document_sha256": add_file(work, "公示.docx"),
        **columns,
    }
    add_rows(work, public_notice, [values])
    named = (nomination.c.category, nomination.c.project_name, nomination.c.person_name, nomination.c.unit_name)
    listed = select(nomination.c.cycle, literal(values["notice_no"]), nomination.c.nomination_no, *named).where(
        nomination.c.nomination_no.in_(nomination_nos)
    )
    names = ["cycle", "notice_no", "nomination_no", *(column.key for column in named)]
    work.connection.execute(insert(notice_entry).from_select(names, listed).on_conflict_do_nothing())


def add_comparisons(work: UnitOfWork, rows: Iterable[Mapping[str, Any]], compared_on: date) -> None:
    """Note that the texts were compared, where ``is_compared``, and what each ``resembles``."""
    counted = {"gram_count": 100, "compared_with": 10, "compared_on": compared_on, "revision": 1}
    compared = [{**counted, **row} for row in rows if row["is_compared"]]
    add_rows(work, text_comparison, [columns_of(text_comparison, row) for row in compared])
    add_rows(work, text_resemblance, [pair for row in rows for pair in _resemblances(row, compared_on)])


def _resemblances(row: Mapping[str, Any], found_on: date) -> list[dict[str, Any]]:
    of = Cycle.parse(row["cycle"])
    return [
        {
            "cycle": row["cycle"],
            "nomination_no": row["nomination_no"],
            "revision": 1,
            "other_no": of.nomination_no(category, row["body_code"], serial_no),
            "other_revision": 1,
            "kinship": "other",
            "common_percent": common,
            "contained_percent": contained,
            "found_on": found_on,
        }
        for category, serial_no, common, contained in row["resembles"]
    ]


def add_submission(work: UnitOfWork, of: str = str(CYCLE), file_name: str = "申报.xlsx") -> int:
    """Add an archived file with its submission; the same name twice is the same submission."""
    digest = add_file(work, file_name)
    add_rows(
        work,
        submission,
        [
            {
                "cycle": of,
                "sha256": digest,
                "file_name": file_name,
                "kind": "nomination_workbook",
                "body_code": BODY,
                "received_at": datetime(2025, 10, 24, 1, 0, tzinfo=UTC),
                "status": "accepted",
                "message": "",
            }
        ],
    )
    found = select(submission.c.submission_id).where(submission.c.sha256 == digest, submission.c.file_name == file_name)
    return int(work.connection.execute(found).scalar_one())


def add_file(work: UnitOfWork, name: str) -> str:
    """Note a file as archived, without bytes; return its SHA-256."""
    digest = sha256(name.encode()).hexdigest()
    values = {"sha256": digest, "size_bytes": 1, "media_type": "image/jpeg", "first_name": name, "origin": "received"}
    add_rows(work, archived_file, [values])
    return digest


def add_evidence(work: UnitOfWork, files: Iterable[tuple[str, str, str]]) -> None:
    """Add evidence files given as cycle, body code and file name."""
    rows = [
        {
            "cycle": of,
            "body_code": body,
            "file_name": name,
            "sha256": add_file(work, name),
            "received_on": RECEIVED_ON,
        }
        for of, body, name in sorted(files)
    ]
    add_rows(work, evidence_file, rows)


def add_moves(work: UnitOfWork, states: Mapping[str, NominationState], moved_on: date = RECEIVED_ON) -> None:
    """Give each nomination the shortest history that ends in its state."""
    rows = []
    for no, state in states.items():
        path = _path_to(state)
        for seq, (from_state, to_state) in enumerate(zip((None, *path), path, strict=False)):
            rows.append(
                {
                    "nomination_no": no,
                    "seq": seq,
                    "from_state": from_state,
                    "to_state": to_state,
                    "article": find_move(NOMINATION_MOVES, from_state, to_state).article,
                    "moved_on": moved_on,
                    "actor": "测试",
                    "reason": "测试",
                    "run_id": "builder",
                }
            )
    add_rows(work, nomination_move, rows)


def _path_to(state: NominationState) -> list[str]:
    queue: deque[list[str]] = deque([[NominationState.RECEIVED.value]])
    while queue:
        path = queue.popleft()
        if path[-1] == state.value:
            return path
        queue.extend(
            [*path, move.to_state]
            for move in NOMINATION_MOVES
            if move.from_state == path[-1] and move.to_state not in path
        )
    raise LookupError(state)


def sealed_numbers(work: UnitOfWork, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts with the plain numbers sealed; an unknown number leaves its columns out."""
    values = dict(row)
    for prefix in ("person_id", "payee_account"):
        plain = values.pop(prefix)
        number = work.vault.seal(plain) if plain is not None else None
        for part in ("cipher", "hmac", "last4"):
            values[f"{prefix}_{part}"] = getattr(number, part) if number else None
    return values


def columns_of(table: Table, row: Mapping[str, Any], submission_id: int | None = None) -> dict[str, Any]:
    """Return those facts that are columns of the table."""
    kept_by_the_database = {"state", "state_seq", "recorded_at"}
    values = {column.key: row[column.key] for column in table.c if column.key in row.keys() - kept_by_the_database}
    return values if submission_id is None else {**values, "submission_id": submission_id}


def add_rows(work: UnitOfWork, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that may differ in their columns."""
    shapes: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        shapes.setdefault(tuple(sorted(row)), []).append(row)
    for shape in shapes.values():
        work.connection.execute(insert(table).on_conflict_do_nothing(), shape)
