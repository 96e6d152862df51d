"""Takes a cycle to the point where experts score: qualified nominations, a panel, and score sheets that come back."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from sqlalchemy import insert, select
from tests.builders import CYCLE, add_nominations, lay_ground, nominee

from honours.domain.cycle import Category, Cycle
from honours.domain.states import NominationState
from honours.regulation.forms import FIRST_ROW
from honours.regulation.score_form import points_key, score_form
from honours.services.intake import SubmissionOutcome, take_in
from honours.services.review.assigning.drawing import assign_experts
from honours.services.review.blinding.codes import codes_of
from honours.services.review.policy import policy_of
from honours.services.review.scoring import open_scores, send_score_sheets
from honours.storage.tables import (
    expert,
    nomination,
    panel_member,
    score,
    score_criterion,
    score_opening,
    score_seal,
    submission,
)
from honours.storage.unit_of_work import UnitOfWork

SENT_ON = date(2025, 11, 10)
BACK_AT = datetime(2025, 11, 14, 2, 0, tzinfo=UTC)
OPENED_ON = date(2025, 11, 17)
IDEA = Category.GOLDEN_IDEA
EXPERTS = ("E001", "E002", "E003", "E004", "E005")
Given = Mapping[str, object]
"""By nomination number the points for every criterion, or a mapping of the cells of its row by key."""


def qualified(unit: UnitOfWork, count: int, *, experts: tuple[str, ...] = EXPERTS, **facts: Any) -> None:
    """Lay down ``count`` qualified golden ideas of one trade and a panel for them.

    Their body puts all of them first unless ``facts`` say otherwise, so that equal scores stay a tie.
    """
    facts = {"priority_no": 1, **facts}
    with unit as work:
        lay_ground(work)
        add_nominations(work, [nominee(IDEA, n, state=NominationState.QUALIFIED, **facts) for n in range(1, count + 1)])
    add_panel(unit, experts)


def add_panel(unit: UnitOfWork, experts: tuple[str, ...], category: Category = IDEA) -> None:
    """Add experts of mechanics, each of a unit of their own, to the panel of the category."""
    with unit as work:
        for number in experts:
            work.connection.execute(
                insert(expert).values(
                    expert_no=number,
                    name=f"专家{number}",
                    unit_name=f"无锡第{number}学院",
                    speciality="machinery",
                    email=f"{number}@example.invalid",
                )
            )
            work.connection.execute(
                insert(panel_member).values(cycle=str(CYCLE), category=category.value, expert_no=number)
            )


def sent_sheet(unit: UnitOfWork, expert_no: str, later: str = "") -> Path:
    """Return the sheet that lies in the outbox for the expert."""
    return unit.settings.outbox / CYCLE.slug / "review" / f"评分表-{expert_no}-{IDEA.label}{later}.xlsx"


def filled(unit: UnitOfWork, source: Path, given: Given, edit: Callable[[Workbook], None] | None = None) -> bytes:
    """Return the sheet filled in as the expert would save it; entries that are not in ``given`` stay empty."""
    with unit as work:
        item = score_form(policy_of(CYCLE, work).criteria).sheets[0]
        keys = [points_key(criterion) for criterion in policy_of(CYCLE, work).criteria]
        numbers = {code: number for number, code in codes_of(CYCLE, work).items()}
    book = load_workbook(source)
    page = book[item.sheet_name]
    columns = {field.key: place for place, field in enumerate(item.fields, 1)}
    for row in range(FIRST_ROW, page.max_row + 1):
        code = str(page.cell(row, columns["entry_code"]).value)
        said = given.get(numbers.get(code, code))
        if said is not None:
            cells = said if isinstance(said, Mapping) else dict.fromkeys(keys, said)
            for key, value in cells.items():
                page.cell(row, columns[key]).value = value
    if edit is not None:
        edit(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def send_back(
    unit: UnitOfWork,
    folder: Path,
    expert_no: str,
    given: Given,
    *,
    name: str | None = None,
    edit: Callable[[Workbook], None] | None = None,
    later: str = "",
) -> SubmissionOutcome:
    """Fill the expert's sheet and take it in."""
    folder.mkdir(exist_ok=True)
    path = folder / (name or f"{expert_no}.xlsx")
    path.write_bytes(filled(unit, sent_sheet(unit, expert_no, later), given, edit))
    return take_in(path, BACK_AT, unit)


def send_sheets(unit: UnitOfWork, on: date = SENT_ON) -> int:
    """Assign the experts and send their sheets; return how many there are."""
    assign_experts(CYCLE, on, "run", unit)
    return send_score_sheets(CYCLE, on, unit)


def score_all(unit: UnitOfWork, folder: Path, given: Given) -> None:
    """Send the sheets and take all of them in with the same points; they stay sealed."""
    send_sheets(unit)
    for expert_no in EXPERTS:
        outcome = send_back(unit, folder, expert_no, given)
        assert outcome.is_clean, outcome


def score_and_open(unit: UnitOfWork, folder: Path, given: Given) -> None:
    """Send the sheets, take all of them in with the same points, and open them."""
    score_all(unit, folder, given)
    open_scores(CYCLE, OPENED_ON, "run", unit)


def add_scores(
    work: UnitOfWork, of: Cycle, given: Mapping[str, Mapping[str, Decimal]], submission_id: int, on: date = OPENED_ON
) -> None:
    """Add opened scores by nomination and expert, the same points for every criterion, without files behind them."""
    numbers, key = sorted(given), {"cycle": str(of)}
    category = work.connection.scalar(select(nomination.c.category).where(nomination.c.nomination_no == numbers[0]))
    file = work.connection.scalar(select(submission.c.sha256).where(submission.c.submission_id == submission_id))
    criteria = policy_of(of, work).criteria
    rows = [(number, no, points) for number in numbers for no, points in given[number].items()]
    opening_no = 1 + len(work.run("review/list_openings", key).all())
    sealed = {**key, "category": category, "expert_no": rows[0][1], "submission_id": submission_id}
    seal_id = work.connection.execute(
        insert(score_seal)
        .values(**sealed, seal_no=opening_no, sha256=file, nomination_nos=numbers, sealed_on=on)
        .returning(score_seal.c.seal_id)
    ).scalar_one()
    work.connection.execute(
        insert(score_opening).values(
            **key,
            opening_no=opening_no,
            opened_on=on,
            last_seal_id=seal_id,
            seals_sha256="0" * 64,
            seal_count=1,
            score_count=len(rows),
            run_id="builder",
        )
    )
    work.connection.execute(
        insert(score),
        [
            {
                **key,
                "nomination_no": number,
                "expert_no": no,
                "points": points,
                "submission_id": submission_id,
                "opening_no": opening_no,
            }
            for number, no, points in rows
        ],
    )
    work.connection.execute(
        insert(score_criterion),
        [
            {"nomination_no": number, "expert_no": no, "criterion": criterion.code, "points": points}
            for number, no, points in rows
            for criterion in criteria
        ],
    )
