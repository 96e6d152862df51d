"""The holiday table changes while windows run: they are moved, listed and told once; what is done is not done again."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import ProgrammingError
from tests.builders import (
    BODY,
    CYCLE,
    add_moves,
    add_nominations,
    add_notice,
    add_submission,
    lay_ground,
    nomination_no,
    nominee,
)
from tests.regulation.test_calendar import table_text
from tests.services.consulted import add_experts
from tests.services.test_reminders import Post
from tests.services.test_steward import Airflow

from honours.domain.cycle import Category
from honours.domain.days import WorkingDays
from honours.domain.states import NominationState
from honours.domain.windows import WindowEffect, WindowKind
from honours.regulation.calendar import TABLES, working_days
from honours.services import steward
from honours.services.call import OpenCycle, open_cycle
from honours.services.notice.consultation.sending import send_consultations
from honours.services.notice.consultation.waiting import close_consultations, missing_answers
from honours.services.notice.notices import notice_closes_on
from honours.services.notice.treated import read_objections
from honours.services.publicity import postings_close_on
from honours.services.reminders import note_due, send_noted
from honours.services.steward import Code
from honours.services.windows.following import CalendarChange, follow_calendar, preview_calendar
from honours.storage.tables import (
    calendar_change,
    consultation_sheet,
    cycle,
    document,
    milestone,
    objection,
    public_notice,
    reminder,
    steward_finding,
    window_change,
)
from honours.storage.unit_of_work import UnitOfWork

IDEA = Category.GOLDEN_IDEA
FIRST = nomination_no(IDEA, 1)
POSTED_ON, CLOSES_ON = date(2025, 11, 26), date(2025, 12, 3)
FOUND_ON = date(2025, 11, 28)
# A Monday that counts and a Saturday that does not.
MONDAY, SATURDAY = date(2025, 12, 1), date(2025, 11, 29)
NOW = datetime(2025, 11, 28, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """The holiday tables of the program, to be changed."""
    return shutil.copytree(TABLES, tmp_path / "holidays")


def corrected(tables: Path, on: date, kind: str, holiday: str = "临时放假") -> WorkingDays:
    """Return the calendar after a correction of a single day was entered."""
    lines = ["", "[[correction]]", f"on = {on}", f'kind = "{kind}"', f'holiday = "{holiday}"']
    lines += ['source = "国办发明电〔2025〕9号"', "published_on = 2025-11-27", ""]
    with (tables / "corrections.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(lines))
    return working_days(tables)


def lay(unit: UnitOfWork, state: NominationState = NominationState.ON_NOTICE) -> None:
    """Lay down two entries on a notice that closes on the fifth working day."""
    with unit as work:
        lay_ground(work)
        add_nominations(work, [nominee(IDEA, serial, state=state) for serial in (1, 2)])
        add_notice(work, [FIRST, nomination_no(IDEA, 2)], POSTED_ON, CLOSES_ON)
    follow_calendar(POSTED_ON, unit)


def moved(change: CalendarChange) -> list[tuple[str, str, date, date, str]]:
    return [
        (one.kind.value, one.subject, one.old_closes_on, one.new_closes_on, one.effect.value) for one in change.windows
    ]


def stored_closing(unit: UnitOfWork) -> date:
    with unit as work:
        found: date = work.connection.execute(select(public_notice.c.closes_on)).scalar_one()
    return found


def test_nothing_happens_while_the_tables_are_the_same(unit_of_work: UnitOfWork) -> None:
    first = follow_calendar(POSTED_ON, unit_of_work)
    assert (first.change_no, first.windows) == (None, ())
    lay(unit_of_work)
    assert follow_calendar(FOUND_ON, unit_of_work) == CalendarChange(None, (), ())
    with unit_of_work as work:
        assert work.connection.scalar(select(func.count()).select_from(calendar_change)) == 0


def test_counted_day_that_becomes_a_holiday_moves_the_notice_and_is_listed(
    unit_of_work: UnitOfWork, tables: Path
) -> None:
    lay(unit_of_work)
    calendar = corrected(tables, MONDAY, "holiday")
    assert moved(preview_calendar(unit_of_work, calendar)) == [
        ("notice", "1", CLOSES_ON, date(2025, 12, 4), "moved"),
    ]
    assert stored_closing(unit_of_work) == CLOSES_ON
    change = follow_calendar(FOUND_ON, unit_of_work, calendar)
    (one,) = change.windows
    assert (one.kind, one.new_closes_on, one.effect) == (WindowKind.NOTICE, date(2025, 12, 4), WindowEffect.MOVED)
    assert one.why == "2025-12-01由工作日改为临时放假"
    assert "公示文件写明的截止日须更正" in one.to_do
    assert stored_closing(unit_of_work) == date(2025, 12, 4)
    (path,) = (unit_of_work.settings.outbox / CYCLE.slug / "calendar").glob("*期限变动清单-1.xlsx")
    cells = [str(cell.value) for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert {"第1号公示", "2025-12-04", one.why, one.effect.label} <= set(cells)
    with unit_of_work as work:
        kept = work.connection.execute(select(window_change)).one()
        days = work.connection.execute(select(calendar_change.c.days)).scalar_one()
        assert work.connection.scalar(select(func.count()).select_from(document)) == 1
    assert (kept.old_closes_on, kept.new_closes_on, kept.why) == (CLOSES_ON, date(2025, 12, 4), one.why)
    assert days == [{"on": "2025-12-01", "was": "工作日", "became": "临时放假"}]
    assert follow_calendar(date(2025, 12, 1), unit_of_work, calendar).windows == ()


def test_day_outside_a_window_moves_nothing_but_is_on_record(unit_of_work: UnitOfWork, tables: Path) -> None:
    lay(unit_of_work)
    change = follow_calendar(FOUND_ON, unit_of_work, corrected(tables, date(2025, 12, 4), "holiday"))
    assert (len(change.days), change.windows, change.change_no) == (1, (), 1)
    assert stored_closing(unit_of_work) == CLOSES_ON


def test_last_day_that_becomes_a_holiday_moves_the_end(unit_of_work: UnitOfWork, tables: Path) -> None:
    lay(unit_of_work)
    change = follow_calendar(FOUND_ON, unit_of_work, corrected(tables, CLOSES_ON, "holiday"))
    assert moved(change) == [("notice", "1", CLOSES_ON, date(2025, 12, 4), "moved")]


def test_window_that_was_announced_is_never_shortened(unit_of_work: UnitOfWork, tables: Path) -> None:
    lay(unit_of_work)
    change = follow_calendar(FOUND_ON, unit_of_work, corrected(tables, SATURDAY, "working_weekend"))
    assert moved(change) == [("notice", "1", CLOSES_ON, date(2025, 12, 2), "kept")]
    assert stored_closing(unit_of_work) == CLOSES_ON
    assert notice_closes_on(CYCLE, unit_of_work).closes_on == CLOSES_ON


def test_notice_that_was_acted_upon_is_not_opened_again(unit_of_work: UnitOfWork, tables: Path) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        add_moves(work, {FIRST: NominationState.AWARDED}, date(2025, 12, 4))
    change = follow_calendar(date(2025, 12, 8), unit_of_work, corrected(tables, MONDAY, "holiday"))
    assert moved(change) == [("notice", "1", CLOSES_ON, date(2025, 12, 4), "acted_upon")]
    assert "不重新办理" in change.windows[0].to_do
    assert stored_closing(unit_of_work) == CLOSES_ON


@pytest.mark.parametrize(
    ("closed_on", "replied_on"),
    [(None, None), (date(2025, 12, 1), None), (date(2025, 12, 1), date(2025, 12, 1))],
    ids=["open", "closed, not yet answered", "answered"],
)
def test_reply_that_is_still_owed_to_an_objector_moves_and_one_that_was_given_does_not(
    unit_of_work: UnitOfWork, tables: Path, closed_on: date | None, replied_on: date | None
) -> None:
    lay(unit_of_work)
    raised = {
        "cycle": str(CYCLE),
        "objection_no": "YY-2025-001",
        "nomination_no": FIRST,
        "received_on": FOUND_ON,
        "objector_name": "某职工",
        "ground_article": "award/5",
        "statement": "疑点",
        "is_heard": True,
        "is_upheld": None if closed_on is None else False,
        "closed_on": closed_on,
        "replied_on": replied_on,
    }
    with unit_of_work as work:
        work.connection.execute(insert(objection).values(**raised, submission_id=add_submission(work)))
        (owed_on,) = (one.reply_due_on for one in read_objections(CYCLE, work))
    assert owed_on is not None
    change = follow_calendar(FOUND_ON, unit_of_work, corrected(tables, owed_on, "holiday"))
    replies = [one for one in change.windows if one.kind is WindowKind.OBJECTION_REPLY]
    if replied_on is not None:
        assert replies == []
        return
    (one,) = replies
    assert (one.subject, one.old_closes_on, one.effect) == ("YY-2025-001", owed_on, WindowEffect.MOVED)
    assert (owed_on, one.new_closes_on) == (date(2025, 12, 12), date(2025, 12, 15))
    assert "答复异议人" in one.to_do


def test_provisional_end_is_settled_by_the_table_of_the_year(unit_of_work: UnitOfWork, tables: Path) -> None:
    posted_on, guessed, settled = date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 5)
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(IDEA, 1, state=NominationState.ON_NOTICE)])
        add_notice(work, [FIRST], posted_on, guessed, is_provisional=True)
    follow_calendar(posted_on, unit_of_work)
    spans = [
        ("元旦", "2027-01-01", "2027-01-03", ""),
        ("春节", "2027-02-05", "2027-02-11", "2027-01-31, 2027-02-20"),
        ("清明节", "2027-04-03", "2027-04-05", ""),
        ("劳动节", "2027-05-01", "2027-05-05", "2027-05-08"),
        ("端午节", "2027-06-09", "2027-06-09", ""),
        ("中秋节", "2027-09-15", "2027-09-15", ""),
        ("国庆节", "2027-10-01", "2027-10-07", "2027-09-26, 2027-10-09"),
    ]
    text = table_text(2027, spans, published_on="2026-11-30")
    (tables / "2027.toml").write_text(text, encoding="utf-8")
    change = follow_calendar(date(2026, 12, 30), unit_of_work, working_days(tables))
    assert moved(change) == [("notice", "1", guessed, settled, "moved")]
    assert change.windows[0].why == "2027-01-01由工作日改为元旦、2027-01-02由周末改为元旦、2027-01-03由周末改为元旦"
    with unit_of_work as work:
        row = work.connection.execute(select(public_notice)).one()
    assert (row.closes_on, row.is_provisional) == (settled, False)


@pytest.mark.parametrize(
    ("state", "effect"), [(NominationState.RECEIVED, "moved"), (NominationState.RECOMMENDED, "acted_upon")]
)
def test_posting_moves_until_its_nomination_was_judged_by_it(
    unit_of_work: UnitOfWork, tables: Path, state: NominationState, effect: str
) -> None:
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(IDEA, 1, state=state), nominee(IDEA, 2, state=state, is_withdrawn=True)])
    follow_calendar(POSTED_ON, unit_of_work)
    last = date(2025, 10, 20)
    change = follow_calendar(date(2025, 10, 16), unit_of_work, corrected(tables, last, "holiday"))
    assert moved(change) == [("posting", FIRST, last, date(2025, 10, 21), effect)]
    assert change.windows[0].body_code == BODY
    assert postings_close_on(CYCLE, unit_of_work) == date(2025, 10, 21)


def consulted_on(unit: UnitOfWork) -> None:
    lay(unit)
    add_experts(unit, "E011", "E012")
    send_consultations(CYCLE, POSTED_ON, unit)


def due_days(unit: UnitOfWork) -> set[date]:
    with unit as work:
        return set(work.connection.scalars(select(consultation_sheet.c.due_on)))


def test_experts_get_the_days_that_they_lose(unit_of_work: UnitOfWork, tables: Path) -> None:
    consulted_on(unit_of_work)
    change = follow_calendar(FOUND_ON, unit_of_work, corrected(tables, MONDAY, "holiday"))
    found = [one for one in moved(change) if one[0] == "consultation_reply"]
    assert found == [
        ("consultation_reply", f"{number}-1", date(2025, 12, 2), CLOSES_ON, "moved") for number in ("E011", "E012")
    ]
    assert due_days(unit_of_work) == {CLOSES_ON}
    assert {one.closing.closes_on for one in missing_answers(CYCLE, unit_of_work)} == {CLOSES_ON}


def test_experts_lose_no_day_that_they_were_told(unit_of_work: UnitOfWork, tables: Path) -> None:
    consulted_on(unit_of_work)
    calendar = corrected(tables, SATURDAY, "working_weekend")
    change = follow_calendar(FOUND_ON, unit_of_work, calendar)
    assert {one[4] for one in moved(change)} == {"kept"}
    assert due_days(unit_of_work) == {date(2025, 12, 2)}
    assert {one.closing.closes_on for one in missing_answers(CYCLE, unit_of_work, calendar)} == {date(2025, 12, 2)}


def test_consultation_that_was_closed_on_silence_is_for_a_person(unit_of_work: UnitOfWork, tables: Path) -> None:
    consulted_on(unit_of_work)
    close_consultations(CYCLE, CLOSES_ON, unit_of_work)
    change = follow_calendar(date(2025, 12, 4), unit_of_work, corrected(tables, MONDAY, "holiday"))
    found = {one[4] for one in moved(change) if one[0] == "consultation_reply"}
    assert found == {"acted_upon"}
    assert due_days(unit_of_work) == {date(2025, 12, 2)}


def test_planned_days_follow_and_what_the_call_announced_stays(unit_of_work: UnitOfWork, tables: Path) -> None:
    call_on = date(2025, 9, 15)
    open_cycle(OpenCycle(CYCLE, call_on, "锡工办发〔2025〕18号", "经办人"), unit_of_work)
    with unit_of_work as work:
        planned = {row.code: row.planned_on for row in work.connection.execute(select(milestone))}
        started = milestone.c.code == "posting_started"
        work.connection.execute(update(milestone).where(started).values(reached_on=call_on))
        add_document(work)
    change = follow_calendar(date(2025, 9, 16), unit_of_work, corrected(tables, date(2025, 9, 17), "holiday"))
    by_code = {one.subject: one for one in change.windows}
    assert "posting_started" not in by_code
    assert by_code["nominations_due"].effect is WindowEffect.KEPT
    assert by_code["awarded"].effect is WindowEffect.MOVED
    with unit_of_work as work:
        now = {row.code: row.planned_on for row in work.connection.execute(select(milestone))}
    assert now["nominations_due"] == planned["nominations_due"]
    assert now["awarded"] == by_code["awarded"].new_closes_on > planned["awarded"]


def add_document(work: UnitOfWork) -> None:
    from tests.builders import add_file

    values = {"cycle": str(CYCLE), "stage": "call", "kind": "call_notice", "sha256": add_file(work, "通知.docx")}
    work.connection.execute(insert(document).values(**values, file_name="通知.docx", made_on=date(2025, 9, 15)))


def test_opening_a_cycle_follows_the_table_too(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        # As if the database had been told of another table before.
        work.connection.exec_driver_sql(
            "UPDATE honours.calendar_day SET is_working = false, reason = '临时放假', working_seq = working_seq - 1"
            " WHERE day = '2025-12-01'"
        )
        work.connection.execute(update(public_notice).values(closes_on=date(2025, 12, 4)))
        work.connection.execute(update(cycle).values(document_no="锡工办发〔2025〕18号"))
    open_cycle(OpenCycle(CYCLE, date(2025, 9, 15), "锡工办发〔2025〕18号", "经办人"), unit_of_work)
    with unit_of_work as work:
        (kept,) = work.connection.execute(select(window_change)).all()
    assert (kept.kind, kept.effect) == ("notice", "kept")


def test_each_one_concerned_is_told_once(unit_of_work: UnitOfWork, tables: Path) -> None:
    consulted_on(unit_of_work)
    with unit_of_work as work:
        add_nominations(work, [nominee(IDEA, 3, posted_on=POSTED_ON)])
    follow_calendar(FOUND_ON, unit_of_work, corrected(tables, MONDAY, "holiday"))
    for _ in range(2):
        note_due(FOUND_ON, "outbox", unit_of_work)
    with unit_of_work as work:
        told = work.connection.execute(
            select(reminder.c.subject, reminder.c.addressee).where(reminder.c.subject.startswith("window_changed"))
        ).all()
    assert sorted(tuple(row) for row in told) == [
        ("window_changed 1 body", f"body{BODY}@example.invalid"),
        ("window_changed 1 expert", "E011@example.invalid"),
        ("window_changed 1 expert", "E012@example.invalid"),
        ("window_changed 1 office", "chuangxin@example.invalid"),
    ]
    post = Post()
    send_noted(NOW, post, unit_of_work)
    texts = {message.to: message for message in post.sent if "期限变动" in message.title}
    expert = texts["E011@example.invalid"]
    assert expert.title == "期限变动：放假安排有变，2025年职工创新成果奖有1项期限随之变动"
    assert "原截止日2025年12月2日，新截止日2025年12月3日" in expert.text
    assert nomination_no(IDEA, 3) in texts[f"body{BODY}@example.invalid"].text
    assert "第1号公示" not in expert.text
    assert "第1号公示" in texts["chuangxin@example.invalid"].text


def test_replay_tells_nobody(unit_of_work: UnitOfWork, tables: Path) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        work.connection.execute(update(cycle).values(is_replay=True))
    follow_calendar(FOUND_ON, unit_of_work, corrected(tables, MONDAY, "holiday"))
    assert note_due(FOUND_ON, "outbox", unit_of_work) == 0


def test_daily_check_finds_a_table_that_somebody_edited_and_tells_it_on_one_day(
    unit_of_work: UnitOfWork, tables: Path
) -> None:
    lay(unit_of_work)
    calendar = corrected(tables, MONDAY, "holiday")
    told = []
    for today in (FOUND_ON, date(2025, 12, 1)):
        found = steward.inspect(today, NOW, (), (), Airflow(), unit_of_work, calendar)
        told.append([one for one in found.findings if one.code is Code.WINDOWS_MOVED])
    ((first,), second) = told
    assert second == []
    assert "1项期限已改按新日期" in first.says
    assert "第1号公示的公示文件须更正截止日" in first.action
    with unit_of_work as work:
        codes = work.connection.scalars(select(steward_finding.c.code)).all()
    assert "windows_moved" in codes


@pytest.mark.parametrize("table", ["calendar_change", "window_change"])
def test_record_is_only_added_to(unit_of_work: UnitOfWork, tables: Path, table: str) -> None:
    lay(unit_of_work)
    follow_calendar(FOUND_ON, unit_of_work, corrected(tables, MONDAY, "holiday"))
    with pytest.raises(ProgrammingError, match=r"只能追加|permission denied"), unit_of_work as work:
        work.connection.exec_driver_sql(f"DELETE FROM honours.{table}")  # noqa: S608
