from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select
from tests.builders import CYCLE, nomination_no
from tests.services.consulted import consult_well
from tests.services.notice.meetings import POSTED_ON, hold, result
from tests.services.notice.posted import prove_both
from tests.services.scored import IDEA, qualified, score_and_open

from honours.domain.submissions import SubmissionStatus
from honours.regulation.forms import FIRST_ROW, form
from honours.services.intake import SubmissionOutcome, take_in
from honours.services.notice.conclusion import NoticeStillOpen, conclude
from honours.services.notice.posting import NotDecidedYet, closing, notice_closes_on, post_notice
from honours.services.review.scoring import rank
from honours.services.workbooks import objection_register_workbook
from honours.storage.tables import nomination
from honours.storage.unit_of_work import UnitOfWork

RANKED_ON = date(2025, 11, 20)
CLOSES_ON = date(2025, 12, 3)
DAY_AFTER = date(2025, 12, 4)


def number(serial: int) -> str:
    return nomination_no(IDEA, serial)


def ranked(unit: UnitOfWork, folder: Path, points: dict[int, int]) -> None:
    qualified(unit, len(points))
    score_and_open(unit, folder, {number(serial): given for serial, given in points.items()})
    rank(CYCLE, RANKED_ON, "run", unit)


def states(unit: UnitOfWork) -> dict[str, str]:
    with unit as work:
        rows = work.connection.execute(select(nomination.c.nomination_no, nomination.c.state)).all()
    return {row.nomination_no: row.state for row in rows}


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def object_to(
    unit: UnitOfWork, folder: Path, name: str, *rows: dict[str, object], on: date = date(2025, 12, 10)
) -> SubmissionOutcome:
    book = load_workbook(io.BytesIO(objection_register_workbook(CYCLE, fixed_on=POSTED_ON)))
    page = book["异议登记"]
    keys = [field.key for field in form("objection_register", CYCLE.scheme).sheets[0].fields]
    labels = dict(form("objection_register", CYCLE.scheme).sheets[0].field("ground_article").choices)
    for place, row in enumerate(rows):
        values = {
            "objection_no": "YY-2025-001",
            "received_on": POSTED_ON,
            "is_anonymous": "实名",
            "objector_name": "某职工",
            "contact": "0510-11111111",
            "handler": "承办人甲",
            "ground_article": labels["award/4.3"],
            "statement": "称该项目存在权属争议",
            **row,
        }
        for column, key in enumerate(keys, start=1):
            page.cell(FIRST_ROW + place, column).value = values.get(key)  # type: ignore[assignment]
    folder.mkdir(exist_ok=True)
    path = folder / name
    book.save(path)
    return take_in(path, datetime.combine(on, time(4), UTC), unit)


def test_nothing_is_posted_before_the_meeting(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    ranked(unit_of_work, tmp_path / "in", {1: 90})
    with pytest.raises(NotDecidedYet):
        post_notice(CYCLE, unit_of_work)


@pytest.mark.parametrize(
    ("posted_on", "closes_on"),
    [
        pytest.param(POSTED_ON, CLOSES_ON, id="over a weekend"),
        pytest.param(date(2025, 9, 26), date(2025, 10, 10), id="over the National Day holiday"),
    ],
)
def test_notice_closes_after_five_working_days(posted_on: date, closes_on: date) -> None:
    assert closing(CYCLE, posted_on).closes_on == closes_on


def on_notice(unit: UnitOfWork, folder: Path) -> None:
    ranked(unit, folder, {1: 90, 2: 80, 3: 70})
    hold(unit, result())
    post_notice(CYCLE, unit)
    consult_well(unit, POSTED_ON)


def proven(unit: UnitOfWork, folder: Path) -> None:
    on_notice(unit, folder)
    prove_both(unit, folder, CYCLE)


def test_notice_names_projects_and_closing_day(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    (path,) = (unit_of_work.settings.outbox / CYCLE.slug / "notice").glob("*公示.docx")
    text = text_of(path)
    assert number(1) in text
    assert "2025年12月3日" in text
    assert notice_closes_on(CYCLE, unit_of_work).closes_on == CLOSES_ON


@pytest.mark.parametrize("on", [pytest.param(CLOSES_ON, id="last day"), pytest.param(POSTED_ON, id="first day")])
def test_nothing_is_awarded_while_the_notice_stands(unit_of_work: UnitOfWork, tmp_path: Path, on: date) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    with pytest.raises(NoticeStillOpen):
        conclude(CYCLE, on, "run", unit_of_work)


def test_day_after_all_are_awarded_and_the_decision_names_the_prizes(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    proven(unit_of_work, tmp_path / "in")
    ended = conclude(CYCLE, DAY_AFTER, "run", unit_of_work)
    assert (ended.awarded, ended.held, ended.declined) == (3, 0, 0)
    (path,) = (unit_of_work.settings.outbox / CYCLE.slug / "notice").glob("*表扬决定.docx")
    assert number(3) in text_of(path)
    assert conclude(CYCLE, DAY_AFTER, "again", unit_of_work).awarded == 0


def test_objections_hold_or_remove_their_own_entry_only(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    proven(unit_of_work, tmp_path / "in")
    outcome = object_to(
        unit_of_work,
        tmp_path / "in",
        "异议.xlsx",
        {"nomination_no": number(1), "objection_no": "YY-2025-001"},
        {
            "nomination_no": number(2),
            "objection_no": "YY-2025-002",
            "finding": "属实",
            "is_upheld": "成立",
            "closed_on": date(2025, 12, 1),
        },
    )
    assert outcome.status is SubmissionStatus.ACCEPTED, outcome.findings
    conclude(CYCLE, DAY_AFTER, "run", unit_of_work)
    assert states(unit_of_work) == {number(1): "held", number(2): "declined", number(3): "awarded"}
    object_to(
        unit_of_work,
        tmp_path / "in",
        "办结.xlsx",
        {
            "nomination_no": number(1),
            "finding": "不属实",
            "is_upheld": "不成立",
            "closed_on": date(2025, 12, 9),
        },
    )
    assert conclude(CYCLE, date(2025, 12, 10), "later", unit_of_work).awarded == 1
    assert states(unit_of_work)[number(1)] == "awarded"


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        pytest.param({"nomination_no": "2025-JD-0101-999"}, "B3", "不在本周期的公示名单", id="not on notice"),
        pytest.param(
            {"nomination_no": number(1), "finding": "属实", "closed_on": date(2025, 12, 1)},
            "N3",
            "要么都填",
            id="closed without outcome",
        ),
        pytest.param(
            {"nomination_no": number(1), "finding": "属实", "is_upheld": "成立", "closed_on": date(2025, 11, 25)},
            "N3",
            "早于收到日期",
            id="closed the day before it came",
        ),
    ],
)
def test_bad_objection_goes_back_at_its_cell(
    unit_of_work: UnitOfWork, tmp_path: Path, row: dict[str, object], cell: str, words: str
) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    outcome = object_to(unit_of_work, tmp_path / "in", "异议.xlsx", row)
    assert outcome.status is SubmissionStatus.REFUSED
    assert outcome.findings[0].cell == cell
    assert words in outcome.findings[0].says
