"""Files on their way through intake, on a real database: once, row by row, until the day on which they are due."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import func, insert, select, text
from tests.builders import CALL_ON, DUE_ON, lay_ground
from tests.services.intake.books import (
    BODY,
    CYCLE,
    METHOD,
    TECH,
    Answers,
    cell_of,
    edited,
    id_number,
    nominations,
    one,
    row,
    saved,
)

from honours import wiring
from honours.domain.states import NominationState
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import nomination_form
from honours.services.documents.paper import height, lines
from honours.services.intake import FilesLeft, take_in, take_in_all
from honours.services.intake import readers as readers_module
from honours.services.intake.files import SHANGHAI
from honours.services.intake.summary_sheet import SUMMARY_SHEET
from honours.services.workbooks import Body, nomination_workbook
from honours.storage import tables
from honours.storage.unit_of_work import UnitOfWork

IN_TIME = datetime(2025, 10, 24, 9, 30, tzinfo=SHANGHAI)
FIRST = f"2025-KJ-{BODY}-001"


@pytest.fixture
def work(unit_of_work: UnitOfWork) -> UnitOfWork:
    with unit_of_work:
        lay_ground(unit_of_work, bodies=("0101", "0102"))
    unit_of_work.settings.inbox.mkdir(parents=True)
    return unit_of_work


def lay(work: UnitOfWork, book: Workbook | bytes, name: str = "申报表.xlsx", at: datetime = IN_TIME) -> Path:
    path = work.settings.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(book if isinstance(book, bytes) else saved(book))
    os.utime(path, (at.timestamp(), at.timestamp()))
    return path


def send(work: UnitOfWork, book: Workbook | bytes, name: str = "申报表.xlsx", at: datetime = IN_TIME) -> Any:
    lay(work, book, name, at)
    (outcome,) = take_in_all(work.settings.inbox, work)
    return outcome


def all_of(work: UnitOfWork, sql: str, **values: Any) -> list[tuple[Any, ...]]:
    with work:
        return [tuple(item) for item in work.connection.execute(text(sql), values)]


def count(work: UnitOfWork, table: str) -> int:
    with work:
        return int(work.connection.scalar(select(func.count()).select_from(getattr(tables, table))) or 0)


def drop_downs(page: Worksheet) -> int:
    return sum(check.type == "list" for check in page.data_validations.dataValidation)


def fill(blank: bytes, answers: Sequence[Answers]) -> bytes:
    """Return the workbook that was sent out with these rows typed in."""

    def type_in(book: Workbook) -> None:
        for row_no, given in enumerate(answers, 3):
            for column, field in enumerate(nomination_form(CYCLE.scheme, TECH).fields, 1):
                book[TECH.label].cell(row_no, column).value = given.get(field.key)

    return edited(blank, type_in)


def test_the_workbook_that_was_sent_out_comes_back_filled_in_and_is_stored_whole(work: UnitOfWork) -> None:
    blank = nomination_workbook(CYCLE, Body(BODY, "第0101总工会"), DUE_ON, fixed_on=CALL_ON)

    outcome = send(work, fill(blank, [row(TECH)]))
    assert (outcome.status, outcome.rows_taken, outcome.findings) == (SubmissionStatus.ACCEPTED, 1, ())
    assert outcome.returned_to is None
    assert list(work.settings.inbox.iterdir()) == []
    stored = all_of(
        work,
        "SELECT n.nomination_no, n.state, n.received_on, n.person_id_last4, t.annual_benefit_cny::text,"
        " p.evidence_names, n.source_row"
        " FROM honours.nomination n JOIN honours.tech_achievement t USING (nomination_no)"
        " JOIN honours.nomination_posting p USING (nomination_no)",
    )
    names = ["公示照片.jpg", "公示证明.pdf"]
    assert stored == [(FIRST, "received", date(2025, 10, 24), id_number()[-4:], "520000.50", names, 3)]


def test_personal_numbers_are_stored_sealed_only(work: UnitOfWork) -> None:
    send(work, one(TECH))
    (cipher, facts, whole) = all_of(
        work,
        "SELECT n.person_id_cipher, r.facts::text, n::text || r::text FROM honours.nomination n"
        " JOIN honours.nomination_revision r USING (nomination_no)",
    )[0]
    assert work.vault.open(bytes(cipher)) == id_number()
    assert id_number() not in facts + whole
    assert f"****{id_number()[-4:]}" in facts


def test_a_person_without_an_id_number_is_taken_in_and_may_state_it_later(work: UnitOfWork) -> None:
    sent = send(work, one(TECH, person_id=None))
    assert (sent.status, sent.rows_taken) == (SubmissionStatus.ACCEPTED, 1)
    asked = (
        "SELECT revision, num_nulls(person_id_cipher, person_id_hmac, person_id_last4), payee_key = payee_account_hmac"
        " FROM honours.nomination"
    )
    assert all_of(work, asked) == [(1, 3, True)]
    assert all_of(work, "SELECT facts -> 'person_id' FROM honours.nomination_revision") == [(None,)]
    send(work, one(TECH), at=IN_TIME + timedelta(hours=1))
    assert all_of(work, asked) == [(2, 0, False)]


def test_the_same_file_twice_changes_nothing(work: UnitOfWork) -> None:
    book = saved(nominations({TECH: [row(TECH), row(TECH, 2, unit_name=None)]}))
    first = send(work, book)
    before = (count(work, "submission"), count(work, "nomination_revision"), count(work, "archived_file"))
    again = send(work, book, at=IN_TIME + timedelta(hours=1))
    assert (again.is_repeat, again.status, again.findings) == (True, first.status, first.findings)
    assert again.returned_to == first.returned_to
    assert before == (count(work, "submission"), count(work, "nomination_revision"), count(work, "archived_file"))


def test_a_corrected_workbook_replaces_row_by_row(work: UnitOfWork) -> None:
    rows = [row(TECH, 1), row(TECH, 2, person_id="x" * 18), row(TECH, 3)]
    first = send(work, nominations({TECH: rows}))
    assert (first.status, first.rows_taken, first.rows_refused) == (SubmissionStatus.PARTLY, 2, 1)
    rows = [row(TECH, 1), row(TECH, 2), row(TECH, 3, project_name="改名后的工艺")]
    second = send(work, nominations({TECH: rows}), at=IN_TIME + timedelta(hours=1))
    assert second.status is SubmissionStatus.ACCEPTED
    stored = all_of(work, "SELECT serial_no, revision, project_name FROM honours.nomination ORDER BY serial_no")
    assert [(serial, revision) for serial, revision, _ in stored] == [(1, 1), (2, 1), (3, 2)]
    assert stored[2][2] == "改名后的工艺"
    assert count(work, "nomination_revision") == 4
    assert count(work, "nomination_move") == 3


def test_an_accepted_row_stays_when_a_later_workbook_spoils_or_drops_it(work: UnitOfWork) -> None:
    send(work, nominations({TECH: [row(TECH, 1), row(TECH, 2)]}))
    later = send(work, nominations({TECH: [row(TECH, 1, unit_uscc="?")]}), at=IN_TIME + timedelta(hours=1))
    assert later.status is SubmissionStatus.REFUSED
    assert all_of(work, "SELECT serial_no, revision FROM honours.nomination ORDER BY 1") == [(1, 1), (2, 1)]


@pytest.mark.parametrize(
    ("at", "status"),
    [
        pytest.param(datetime(2025, 10, 31, 23, 59, 59, tzinfo=SHANGHAI), SubmissionStatus.ACCEPTED, id="last second"),
        pytest.param(datetime(2025, 11, 1, 0, 0, tzinfo=SHANGHAI), SubmissionStatus.LATE, id="midnight after"),
    ],
)
def test_the_deadline_is_the_end_of_its_day_in_shanghai(
    work: UnitOfWork, at: datetime, status: SubmissionStatus
) -> None:
    assert date(2025, 10, 31) == DUE_ON
    send(work, one(TECH))
    outcome = send(work, one(TECH, project_name="改名后的工艺"), at=at)
    assert outcome.status is status
    expected = [(2,)] if status is SubmissionStatus.ACCEPTED else [(1,)]
    assert all_of(work, "SELECT revision FROM honours.nomination") == expected
    if status is SubmissionStatus.LATE:
        assert "截止日是 2025-10-31，本文件 2025-11-01 收到" in outcome.message
        assert outcome.message in outcome.returned_to.read_text(encoding="utf-8-sig")


def test_an_older_file_that_is_read_later_does_not_undo_a_newer_one(work: UnitOfWork) -> None:
    send(work, one(TECH, project_name="后报的名称"), "b.xlsx", IN_TIME)
    older = send(work, one(TECH, project_name="先报的名称"), "a.xlsx", IN_TIME - timedelta(hours=2))
    assert older.status is SubmissionStatus.REFUSED
    assert "较晚报送的版本（b.xlsx）" in older.findings[0].says
    assert all_of(work, "SELECT project_name FROM honours.nomination") == [("后报的名称",)]


def test_withdrawn_and_sent_again(work: UnitOfWork) -> None:
    states = []
    for hours, word in enumerate((None, "撤回", "申报")):
        send(work, one(TECH, is_withdrawn=word), at=IN_TIME + timedelta(hours=hours))
        states += all_of(work, "SELECT state, is_withdrawn, revision FROM honours.nomination")
    assert [state for state, _, _ in states] == ["received", "withdrawn", "received"]
    moves = all_of(work, "SELECT seq, to_state, article FROM honours.nomination_move ORDER BY seq")
    assert moves == [(0, "received", "award/10"), (1, "withdrawn", "award/10"), (2, "received", "award/10")]


def test_an_empty_status_and_the_word_for_it_are_the_same(work: UnitOfWork) -> None:
    send(work, one(TECH))
    send(work, one(TECH, is_withdrawn="申报"), at=IN_TIME + timedelta(hours=1))
    assert count(work, "nomination_revision") == 1


def test_a_nomination_that_has_gone_on_is_not_changed(work: UnitOfWork) -> None:
    send(work, one(TECH))
    with work:
        work.connection.execute(
            insert(tables.nomination_move).values(
                nomination_no=FIRST,
                seq=1,
                from_state="received",
                to_state="recommended",
                article="award/10",
                moved_on=date(2025, 10, 25),
                actor="测试",
                reason="测试",
                run_id="test",
            )
        )
    outcome = send(work, one(TECH, project_name="想改的名称"), at=IN_TIME + timedelta(hours=1))
    assert NominationState.RECOMMENDED.label in outcome.findings[0].says
    assert all_of(work, "SELECT revision, state FROM honours.nomination") == [(1, "recommended")]


REFUSED: list[tuple[str, Workbook, str, str]] = [
    ("cycle not open", nominations({TECH: [row(TECH)]}, cycle="2024/achievement_award"), "申报表.xlsx", "没有启动"),
    ("body unknown", nominations({TECH: [row(TECH)]}, body="9999"), "申报表.xlsx", "不在推荐单位名册"),
    ("body of another folder", nominations({TECH: [row(TECH)]}), "0102/申报表.xlsx", "发给 0101"),
    ("nothing filled in", nominations({}), "申报表.xlsx", "没有填写任何项目"),
    ("no marks", Workbook(), "推荐申报表.xlsx", "识别信息已被删除"),
]


@pytest.mark.parametrize(("book", "name", "says"), [pytest.param(*case[1:], id=case[0]) for case in REFUSED])
def test_a_workbook_for_nobody_is_refused_whole(work: UnitOfWork, book: Workbook, name: str, says: str) -> None:
    outcome = send(work, book, name)
    assert outcome.status is SubmissionStatus.REFUSED
    assert says in outcome.message
    assert says in outcome.returned_to.read_text(encoding="utf-8-sig")
    assert count(work, "nomination") == 0
    assert work.archive.get(outcome.sha256) == saved(book) or count(work, "archived_file") == 1


def test_another_version_of_the_form_is_refused(work: UnitOfWork) -> None:
    book = one(TECH)
    book["_honours"]["B2"] = "99"
    outcome = send(work, book)
    assert "表样版本 99" in outcome.message


def test_one_bad_file_never_stops_the_rest(work: UnitOfWork) -> None:
    lay(work, b"PK\x03\x04 broken", "坏.xlsx", IN_TIME - timedelta(hours=1))
    lay(work, one(TECH), "好.xlsx")
    seen: list[tuple[int, int, str]] = []
    outcomes = take_in_all(work.settings.inbox, work, lambda done, total, path: seen.append((done, total, path.name)))
    assert [outcome.status.value for outcome in outcomes] == ["refused", "accepted"]
    assert seen == [(1, 2, "坏.xlsx"), (2, 2, "好.xlsx")]
    assert list(work.settings.inbox.iterdir()) == []


def test_a_fault_of_ours_leaves_the_file_and_does_the_others(work: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        kind = SubmissionKind.UNKNOWN

        def recognises(self, file: Any) -> bool:
            return file.name == "一.xlsx"

        def take_in(self, file: Any, submission_id: int, work: UnitOfWork) -> Any:
            raise ZeroDivisionError

    standing = readers_module.registered
    monkeypatch.setattr(readers_module, "registered", lambda: (Failing(), *standing()))
    lay(work, one(TECH), "一.xlsx")
    lay(work, one(METHOD), "二.xlsx")
    with pytest.raises(FilesLeft, match=r"1 份文件.*一\.xlsx（ZeroDivisionError") as caught:
        take_in_all(work.settings.inbox, work)
    assert [outcome.file_name for outcome in caught.value.outcomes] == ["二.xlsx"]
    assert [path.name for path in work.settings.inbox.iterdir()] == ["一.xlsx"]
    assert count(work, "submission") == 1
    monkeypatch.undo()
    assert [outcome.status.value for outcome in take_in_all(work.settings.inbox, work)] == ["accepted"]
    assert count(work, "nomination") == 2


def test_two_workers_with_one_file_end_as_one(work: UnitOfWork) -> None:
    path = lay(work, nominations({TECH: [row(TECH, number) for number in range(1, 21)]}))
    outcomes: list[Any] = []
    gate = threading.Barrier(2)

    def run() -> None:
        own = wiring.unit_of_work(work.settings)
        gate.wait()
        outcomes.append(take_in(path, IN_TIME, own))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.is_repeat for outcome in outcomes) == [False, True]
    assert (count(work, "submission"), count(work, "nomination"), count(work, "nomination_move")) == (1, 20, 20)


STEPS = {
    "archived": "honours.services.intake.submissions._find_standing",
    "read": "honours.services.intake.submissions._store",
    "half stored": "honours.services.intake.store.write_revisions",
    "copy laid": "honours.services.intake.submissions._columns",
    "committed": "honours.services.intake.inbox._remove_unless_changed",
}
KILLED = """
import os, signal, sys
from importlib import import_module
from honours import wiring
from honours.services.intake import take_in_all
module, _, name = sys.argv[1].rpartition(".")
setattr(import_module(module), name, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
work = wiring.unit_of_work()
take_in_all(work.settings.inbox, work)
"""


@pytest.mark.parametrize("step", STEPS)
def test_after_kill_9_at_any_step_taking_in_again_ends_the_same(work: UnitOfWork, step: str) -> None:
    book = saved(nominations({TECH: [row(TECH), row(TECH, 2, unit_name=None)]}))
    lay(work, book)
    killed = subprocess.run([sys.executable, "-c", KILLED, STEPS[step]], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert len(list(work.settings.inbox.iterdir())) == 1
    (outcome,) = take_in_all(work.settings.inbox, work)
    assert (outcome.status, outcome.rows_taken, outcome.rows_refused) == (SubmissionStatus.PARTLY, 1, 1)
    assert outcome.is_repeat == (step == "committed")
    assert list(work.settings.inbox.iterdir()) == []
    assert (count(work, "submission"), count(work, "nomination"), count(work, "nomination_move")) == (1, 1, 1)
    assert count(work, "submission_finding") == 1
    (annotated,) = all_of(work, "SELECT annotated_sha256 FROM honours.submission")
    assert work.archive.get(annotated[0]) == outcome.returned_to.read_bytes()


def test_the_annotated_copy_marks_cells_and_comes_back_corrected(work: UnitOfWork) -> None:
    blank = nomination_workbook(CYCLE, Body(BODY, "第0101总工会"), DUE_ON, fixed_on=CALL_ON)
    answers = [row(TECH, 1), row(TECH, 2, person_id="=1", unit_uscc="123")]

    outcome = send(work, fill(blank, answers))
    assert (outcome.rows_taken, outcome.rows_refused) == (1, 1)
    assert outcome.returned_to == work.settings.outbox / CYCLE.slug / "returned" / "0101-申报表.xlsx"
    copy = load_workbook(io.BytesIO(outcome.returned_to.read_bytes()))
    page, summary = copy[TECH.label], copy[SUMMARY_SHEET]
    assert copy.sheetnames[0] == SUMMARY_SHEET
    assert copy.active is summary
    for key, says in (("person_id", "公式"), ("unit_uscc", "应为 18 位")):
        cell = page[cell_of(TECH, key, 4)]
        assert cell.fill.fgColor.rgb == "FFFF9C9C"
        assert says in cell.comment.text
    assert page[cell_of(TECH, "person_id", 3)].comment is None
    remark = next(cell.column for cell in page[1] if cell.value == "备注")
    assert page.cell(3, remark).value == "已收"
    assert page.cell(4, remark).value.startswith("退回。身份证号：")
    assert page.row_dimensions[4].height >= height(lines(page.cell(4, remark).value, 60)) > height(1)
    assert summary.row_dimensions[6].height >= height(lines(summary["F6"].value, 80))
    assert summary["C6"].hyperlink.location == f"'{TECH.label}'!{cell_of(TECH, 'person_id', 4)}"
    assert [summary.cell(number, 4).value for number in (6, 7)] == ["身份证号", "统一社会信用代码"]
    assert drop_downs(page) == drop_downs(load_workbook(io.BytesIO(blank))[TECH.label]) > 5

    def correct(book: Workbook) -> None:
        book[TECH.label][cell_of(TECH, "person_id", 4)] = id_number(2)
        book[TECH.label][cell_of(TECH, "unit_uscc", 4)] = row(TECH)["unit_uscc"]
        book[TECH.label][cell_of(TECH, "unit_name", 3)] = None

    again = send(work, edited(outcome.returned_to.read_bytes(), correct), at=IN_TIME + timedelta(hours=1))
    assert (again.rows_taken, again.rows_refused) == (1, 1)
    marked = load_workbook(io.BytesIO(again.returned_to.read_bytes()))[TECH.label]
    assert marked[cell_of(TECH, "unit_uscc", 4)].comment is None
    assert marked.cell(4, remark).value == "已收"
    assert [cell.value for cell in marked[1]].count("备注") == 1
    assert all_of(work, "SELECT serial_no, revision FROM honours.nomination ORDER BY 1") == [(1, 1), (2, 1)]


def test_a_refused_file_never_reaches_the_copy_as_a_formula(work: UnitOfWork) -> None:
    outcome = send(work, one(TECH, speciality="@SUM(1)", posting_place="+1"))
    summary = load_workbook(io.BytesIO(outcome.returned_to.read_bytes()))[SUMMARY_SHEET]
    assert {cell.data_type for line in summary.iter_rows() for cell in line} <= {"s", "n"}
