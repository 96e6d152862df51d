"""Rows that came and went back: when, in which cell, why, and what can still be done."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from sqlalchemy import insert
from tests.services.explain.cases import IN_TIME, LATER, TOO_LATE, returned, send, taken
from tests.services.intake.books import CYCLE, METHOD, TECH, cell_of, edited, id_number, nominations, row, saved

from honours.domain.submissions import SubmissionStatus
from honours.services.explain import UnknownNomination, explain
from honours.services.explain.plain_text import as_text
from honours.services.explain.record import as_record
from honours.storage.tables import decision
from honours.storage.unit_of_work import UnitOfWork

BAD_ID = id_number(2)[:-1] + ("0" if id_number(2)[-1] != "0" else "1")
SECOND = "2025-KJ-0101-002"


def test_returned_row_is_told_with_its_cell_and_reason(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 1), row(TECH, 2, completer_rank="第一", person_id=BAD_ID)]}))
    told = returned(SECOND, house)
    (one,) = told.returns
    assert (one.file_name, one.sheet, one.row, one.status) == ("申报表.xlsx", TECH.label, 4, SubmissionStatus.PARTLY)
    assert one.received_on == IN_TIME.date()
    assert {fault.cell for fault in one.faults} == {
        cell_of(TECH, "completer_rank", 4),
        cell_of(TECH, "person_id", 4),
    }
    text = as_text(told)
    assert "2025-10-24收到  申报表.xlsx，工作表“十大科技创新成果”第4行  部分退回" in text
    assert "填写内容“第一”。不是数字" in text
    assert "请第0101总工会在退回的标注表上更正，于2025-10-31 24时前重新报送" in text
    for shown in (text, str(as_record(told))):
        assert BAD_ID not in shown
        assert "6222" not in shown


def test_each_time_it_came_is_told_and_late_is_said(house: UnitOfWork) -> None:
    bad = nominations({TECH: [row(TECH, 2, is_medical="不是")]})
    send(house, bad, "第一次.xlsx")
    send(house, nominations({TECH: [row(TECH, 2, is_medical="否否")]}), "第二次.xlsx", LATER)
    send(house, nominations({TECH: [row(TECH, 2)]}), "第三次.xlsx", TOO_LATE)
    told = returned(SECOND, house)
    assert [one.status for one in told.returns] == [
        SubmissionStatus.REFUSED,
        SubmissionStatus.REFUSED,
        SubmissionStatus.LATE,
    ]
    assert told.returns[-1].faults == ()
    assert "已经逾期" in as_text(told)
    assert "先后3次退回" in told.headline
    assert "按规定不再接受更正" in told.advice


def test_once_the_intake_is_closed_nothing_can_be_sent_again(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 2, is_medical="不是")]}))
    with house as work:
        given = {"decided_on": LATER.date(), "decided_by": "张三", "answer": {}, "run_id": "r"}
        work.connection.execute(insert(decision).values(cycle=str(CYCLE), kind="intake_closed", **given))
    assert "不再接受更正" in returned(SECOND, house).advice


def test_row_taken_later_is_a_nomination_like_any_other(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 2, is_medical="不是")]}))
    send(house, nominations({TECH: [row(TECH, 2)]}), "更正.xlsx", LATER)
    told = taken(SECOND, house)
    assert told.source.file_name == "更正.xlsx"
    assert told.later_returns == ()


def test_correction_that_was_returned_is_told_beside_what_stands(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 2)]}))
    send(house, nominations({TECH: [row(TECH, 2, is_medical="不是")]}), "更正.xlsx", LATER)
    told = taken(SECOND, house)
    assert told.source.file_name == "申报表.xlsx"
    (later,) = told.later_returns
    assert [fault.field for fault in later.faults] == ["是否医药类项目"]
    assert "此后报送、没有采用的更正" in as_text(told)


def test_wrong_headers_return_every_row_of_the_sheet(house: UnitOfWork) -> None:
    def spoil(book: Workbook) -> None:
        book[TECH.label][cell_of(TECH, "person_name", 1)] = "名字"

    send(house, edited(saved(nominations({TECH: [row(TECH, 2)], METHOD: [row(METHOD, 1)]})), spoil))
    (one,) = returned(SECOND, house).returns
    assert [fault.cell for fault in one.faults] == [cell_of(TECH, "person_name", 1)]
    assert taken("2025-CZ-0101-001", house).later_returns == ()


def test_two_rows_of_one_number_are_both_told(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 2), row(TECH, 2, priority_no=3)]}))
    assert [one.row for one in returned(SECOND, house).returns] == [3, 4]


def test_empty_prepared_row_never_came(house: UnitOfWork) -> None:
    send(house, nominations({TECH: [row(TECH, 1, is_medical="不是"), {"serial_no": 2}]}))
    with pytest.raises(UnknownNomination):
        explain(SECOND, house)


def test_unreadable_file_of_the_body_is_hinted_at(house: UnitOfWork) -> None:
    send(house, b"PK\x03\x04 broken", "0101/申报表.xlsx")
    with pytest.raises(UnknownNomination, match="该单位有1份文件无法读取"):
        explain(SECOND, house)
    with pytest.raises(UnknownNomination) as other:
        explain("2025-KJ-0102-002", house)
    assert "无法读取" not in str(other.value)
