"""Takes a cycle to the point where visitors go out: qualified studios, forms in the outbox, and forms filled in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from tests.builders import lay_ground
from tests.studio_builders import MODEL_CYCLE, add_applications, applicant

from honours.domain.cycle import Category
from honours.domain.states import NominationState
from honours.domain.studios import Aspect, Conclusion
from honours.regulation.forms import FIRST_ROW
from honours.services.intake import SubmissionOutcome, take_in
from honours.services.review.verification import send_verification_forms
from honours.storage.tables import milestone, nomination
from honours.storage.unit_of_work import UnitOfWork

CYCLE = MODEL_CYCLE
SENT_ON = date(2026, 11, 16)
VISITED_ON = date(2026, 11, 20)
BACK_AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
JUDGED_ON = date(2026, 12, 11)
VISITORS = "张三、李四"
VISIT, ASPECTS = "核实情况", "逐项核实"
YES, NO, UNKNOWN = (conclusion.label for conclusion in Conclusion)

Told = tuple[object, str | None, str | None]
"""The number seen, the conclusion and the note of one aspect."""


def number(serial: int, category: Category = Category.STANDARD) -> str:
    return CYCLE.nomination_no(category, "0101", serial)


def qualified(unit: UnitOfWork, *studios: Mapping[str, Any]) -> None:
    """Lay down qualified studios; ``studios`` change the facts of the first, second and so on."""
    with unit as work:
        lay_ground(work, of=CYCLE)
        add_applications(
            work,
            [
                applicant(Category.STANDARD, place, **{"state": NominationState.QUALIFIED, **facts})
                for place, facts in enumerate(studios or ({},), 1)
            ],
        )


def plan(unit: UnitOfWork, *codes: str) -> None:
    """Lay down the milestones that the steps of the review bear."""
    with unit as work:
        for code in codes or ("qualification_done", "verification_done"):
            work.connection.execute(
                milestone.insert().values(
                    cycle=str(CYCLE),
                    code=code,
                    label=code,
                    planned_on=JUDGED_ON,
                    rests_on="model-studio/12",
                    is_lawful_limit=False,
                    is_provisional=False,
                )
            )


def sent_form(unit: UnitOfWork, nomination_no: str) -> Path:
    """Return the form that lies in the outbox for the studio."""
    folder = unit.settings.outbox / CYCLE.slug / "review"
    (found,) = folder.glob(f"现场核实表-{nomination_no}-*.xlsx")
    return found


def filled(
    source: Path,
    told: Mapping[Aspect, Told | None] | None = None,
    *,
    visited_on: object = VISITED_ON,
    visitors: object = VISITORS,
    left_out: Sequence[Aspect] = (),
) -> Workbook:
    """Return the form as visitors would fill it in: as claimed, but for what is ``told`` and ``left_out``."""
    book = load_workbook(source)
    book[VISIT].cell(FIRST_ROW, 4).value = visited_on  # type: ignore[assignment]
    book[VISIT].cell(FIRST_ROW, 5).value = visitors  # type: ignore[assignment]
    page = book[ASPECTS]
    for row, aspect in enumerate(Aspect, FIRST_ROW):
        if aspect in left_out:
            continue
        seen = (told or {}).get(aspect) or (page.cell(row, 3).value, YES, None)
        for column, value in enumerate(seen, 4):
            page.cell(row, column).value = value  # type: ignore[assignment]
    return book


def hand_in(unit: UnitOfWork, folder: Path, book: Workbook, *, name: str = "核实表.xlsx") -> SubmissionOutcome:
    """Take the form in as a file of this name."""
    folder.mkdir(exist_ok=True, parents=True)
    data = io.BytesIO()
    book.save(data)
    path = folder / name
    path.write_bytes(data.getvalue())
    return take_in(path, BACK_AT, unit)


def visit(
    unit: UnitOfWork, folder: Path, nomination_no: str, told: Mapping[Aspect, Told | None] | None = None
) -> SubmissionOutcome:
    """Fill in the studio's form and take it in."""
    return hand_in(unit, folder, filled(sent_form(unit, nomination_no), told), name=f"{nomination_no}.xlsx")


def visit_all(unit: UnitOfWork, folder: Path, *told: Mapping[Aspect, Told | None]) -> None:
    """Send the forms and take all of them in; ``told`` is what was found at the first, second and so on."""
    send_verification_forms(CYCLE, SENT_ON, unit)
    for place, one in enumerate(told, 1):
        outcome = visit(unit, folder, number(place), one)
        assert outcome.is_clean, outcome


def states(unit: UnitOfWork) -> dict[str, str]:
    with unit as work:
        rows = work.connection.execute(select(nomination.c.nomination_no, nomination.c.state)).all()
    return {row.nomination_no: row.state for row in rows}
