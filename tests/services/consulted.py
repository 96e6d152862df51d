"""The industry consultation as its experts see it: workbooks out of the outbox, filled in, taken in again."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from openpyxl import Workbook, load_workbook
from sqlalchemy import func, insert, select, update
from tests.builders import CYCLE, add_file, add_submission

from honours.domain.cycle import Cycle
from honours.domain.states import NominationState
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import FIRST_ROW, form
from honours.services.intake import SubmissionOutcome, take_in
from honours.storage.tables import consultation, consultation_answer, consultation_sheet, expert, nomination
from honours.storage.unit_of_work import UnitOfWork

ASKED = form(SubmissionKind.CONSULTATION_FORM).sheets[0]
GOOD: Mapping[str, object] = {"direction_reply": "是", "advancement_reply": "是", "effect_reply": "否"}
SILENT: Mapping[str, object] = {}
HARMFUL: Mapping[str, object] = {**GOOD, "effect_reply": "是", "effect_reason": "该工艺已被列入限期淘汰目录"}
Answers = Mapping[str, Mapping[str, object]]


def add_experts(unit: UnitOfWork, *numbers: str, speciality: str = "machinery", **facts: object) -> None:
    """Add experts of a trade from a unit of their own."""
    with unit as work:
        for number in numbers:
            row = {
                "expert_no": number,
                "name": f"专家{number}",
                "unit_name": "无锡某研究院",
                "speciality": speciality,
                "email": f"{number}@example.invalid",
                **facts,
            }
            work.connection.execute(insert(expert).values(row))


def sent_books(unit: UnitOfWork) -> dict[str, Path]:
    """Return the workbooks that lie in the outbox, by their names."""
    folder = unit.settings.outbox / CYCLE.slug / "notice"
    return {path.name: path for path in sorted(folder.glob("行业咨询表-*.xlsx"))}


def asked_in(path: Path) -> list[str]:
    """Return the nomination numbers that a workbook asks about."""
    page = load_workbook(path)[ASKED.sheet_name]
    return [str(page.cell(row, 1).value) for row in range(FIRST_ROW, page.max_row + 1)]


def filled(path: Path, answers: Answers, edit: Callable[[Workbook], None] | None = None) -> bytes:
    """Return the workbook with what an expert says, by nomination number; who is not named is spoken well of."""
    book = load_workbook(path)
    page = book[ASKED.sheet_name]
    keys = [field.key for field in ASKED.fields]
    for row in range(FIRST_ROW, page.max_row + 1):
        for key, value in answers.get(str(page.cell(row, 1).value), GOOD).items():
            page.cell(row, keys.index(key) + 1).value = value  # type: ignore[assignment]
    if edit is not None:
        edit(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def send_back(
    unit: UnitOfWork, folder: Path, name: str, arrived_on: date, answers: Answers | None = None, copy: str = ""
) -> SubmissionOutcome:
    """Fill in the workbook ``name`` of the outbox and take it in as it arrived at noon."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{copy}{name}"
    path.write_bytes(filled(sent_books(unit)[name], answers or {}))
    return take_in(path, datetime(*arrived_on.timetuple()[:3], 12, tzinfo=ZoneInfo("Asia/Shanghai")), unit)


def consult_well(unit: UnitOfWork, sent_on: date, cycle: Cycle = CYCLE) -> None:
    """Let an expert of nobody's trade have spoken well of all entries on notice that nobody was asked about."""
    asked = select(consultation.c.nomination_no)
    with unit as work:
        sheets = work.connection.scalar(select(func.count()).select_from(consultation_sheet)) or 0
        numbers = work.connection.scalars(
            select(nomination.c.nomination_no).where(
                nomination.c.cycle == str(cycle),
                nomination.c.state == NominationState.ON_NOTICE.value,
                nomination.c.nomination_no.not_in(asked),
            )
        ).all()
    expert_no = f"E{901 + sheets}"
    add_experts(unit, expert_no, speciality="other")
    key = {"cycle": str(cycle), "expert_no": expert_no, "sheet_no": 1}
    with unit as work:
        sent = {
            "sent_sha256": add_file(work, f"consultation {cycle}"),
            "sent_on": sent_on,
            "reply_working_days": 4,
            "due_on": sent_on + timedelta(days=6),
            "silence": "ask",
            "seed": "seed",
        }
        work.connection.execute(insert(consultation_sheet).values(**key, **sent))
        work.connection.execute(
            insert(consultation), [{**key, "nomination_no": number, "has_scored": False} for number in numbers]
        )
        well = {"direction_reply": "yes", "advancement_reply": "yes", "effect_reply": "no"}
        source = {"submission_id": add_submission(work, str(cycle), f"{cycle.slug}.xlsx"), "source_sheet": "行业咨询"}
        work.connection.execute(
            insert(consultation_answer),
            [
                {"nomination_no": number, "expert_no": expert_no, **well, **source, "source_row": place}
                for place, number in enumerate(numbers, FIRST_ROW)
            ],
        )
        work.connection.execute(update(consultation_sheet).values(received_on=sent_on, closed_on=sent_on))
