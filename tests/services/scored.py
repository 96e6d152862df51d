"""Takes a cycle to the point where experts score: qualified nominations, a panel, and score sheets that come back."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from sqlalchemy import insert
from tests.builders import CYCLE, add_nominations, lay_ground, nominee

from honours.domain.cycle import Category
from honours.domain.states import NominationState
from honours.regulation.forms import FIRST_ROW
from honours.services.intake import SubmissionOutcome, take_in
from honours.services.review.scoring import send_score_sheets
from honours.storage.tables import expert, panel_member
from honours.storage.unit_of_work import UnitOfWork

SENT_ON = date(2025, 11, 10)
BACK_AT = datetime(2025, 11, 14, 2, 0, tzinfo=UTC)
IDEA = Category.GOLDEN_IDEA
EXPERTS = ("E001", "E002")


def qualified(unit: UnitOfWork, count: int, *, experts: tuple[str, ...] = EXPERTS) -> None:
    """Lay down ``count`` qualified golden ideas of one trade and a panel for them."""
    with unit as work:
        lay_ground(work)
        add_nominations(work, [nominee(IDEA, n, state=NominationState.QUALIFIED) for n in range(1, count + 1)])
        for number in experts:
            work.connection.execute(
                insert(expert).values(
                    expert_no=number,
                    name=f"专家{number}",
                    unit_name="无锡某学院",
                    speciality="machinery",
                    email=f"{number}@example.invalid",
                )
            )
            work.connection.execute(
                insert(panel_member).values(cycle=str(CYCLE), category=IDEA.value, expert_no=number)
            )


def sent_sheet(unit: UnitOfWork, expert_no: str) -> Path:
    """Return the sheet that lies in the outbox for the expert."""
    return unit.settings.outbox / CYCLE.slug / "review" / f"评分表-{expert_no}-{IDEA.label}.xlsx"


def filled(source: Path, points: Mapping[str, object], edit: Callable[[Workbook], None] | None = None) -> bytes:
    """Return the sheet with points by nomination number, as the expert would save it."""
    book = load_workbook(source)
    page = book["评分表"]
    for row in range(FIRST_ROW, page.max_row + 1):
        number = page.cell(row, 1).value
        if number in points:
            page.cell(row, 3).value = points[number]  # type: ignore[assignment]
    if edit is not None:
        edit(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def send_back(unit: UnitOfWork, folder: Path, expert_no: str, points: Mapping[str, object]) -> SubmissionOutcome:
    """Fill the expert's sheet and take it in."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{expert_no}.xlsx"
    path.write_bytes(filled(sent_sheet(unit, expert_no), points))
    return take_in(path, BACK_AT, unit)


def score_all(unit: UnitOfWork, folder: Path, points: Mapping[str, object]) -> None:
    """Send the sheets and take all of them in with the same points."""
    send_score_sheets(CYCLE, SENT_ON, unit)
    for expert_no in EXPERTS:
        outcome = send_back(unit, folder, expert_no, points)
        assert outcome.is_clean, outcome
