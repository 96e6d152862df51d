"""Forms of visits: sent once a studio, taken in cell by cell, and given back with every contradiction named."""

from __future__ import annotations

import threading
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from tests.services.visited import (
    ASPECTS,
    BACK_AT,
    CYCLE,
    JUDGED_ON,
    NO,
    SENT_ON,
    UNKNOWN,
    VISIT,
    VISITED_ON,
    YES,
    Told,
    filled,
    hand_in,
    number,
    qualified,
    sent_form,
    visit,
)

from honours import wiring
from honours.domain.states import NominationState
from honours.domain.studios import Aspect, Conclusion
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.services.intake import take_in
from honours.services.review.verification import (
    FormsMissing,
    MissingForm,
    judge_verification,
    missing_forms,
    send_verification_forms,
)
from honours.storage.tables import document, verification_finding, verification_form
from honours.storage.unit_of_work import UnitOfWork

ONE = number(1)


@pytest.fixture
def unit(unit_of_work: UnitOfWork) -> UnitOfWork:
    """One qualified studio with its form in the outbox."""
    qualified(unit_of_work)
    send_verification_forms(CYCLE, SENT_ON, unit_of_work)
    return unit_of_work


def findings(unit: UnitOfWork) -> dict[str, Any]:
    with unit as work:
        rows = work.connection.execute(select(verification_finding)).all()
    return {row.aspect: row for row in rows}


def sent(unit: UnitOfWork) -> Any:
    with unit as work:
        return work.connection.execute(select(verification_form)).one()


def is_back(unit: UnitOfWork) -> bool:
    return not missing_forms(CYCLE, unit)


def test_every_qualified_studio_gets_one_form_and_a_retry_none(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, {}, {"state": NominationState.EXCLUDED}, {"project_name": 'A/B:C*"工作室"'})
    assert send_verification_forms(CYCLE, SENT_ON, unit_of_work) == 2
    before = sent_form(unit_of_work, ONE).read_bytes()
    assert send_verification_forms(CYCLE, date(2026, 11, 17), unit_of_work) == 2
    assert sent_form(unit_of_work, ONE).read_bytes() == before
    assert sent_form(unit_of_work, number(3)).name == f"现场核实表-{number(3)}-A_B_C_工作室.xlsx"
    with unit_of_work as work:
        versions = work.connection.execute(select(document.c.subject, document.c.version)).all()
    assert sorted(versions) == [(ONE, 1), (number(3), 1)]
    assert [one.nomination_no for one in missing_forms(CYCLE, unit_of_work)] == [ONE, number(3)]


def test_two_workers_send_a_form_once(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, *({} for _ in range(6)))
    other = wiring.unit_of_work(unit_of_work.settings)
    workers = [
        threading.Thread(target=send_verification_forms, args=(CYCLE, on, unit))
        for on, unit in ((SENT_ON, unit_of_work), (date(2026, 11, 17), other))
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    other.engine.dispose()
    with unit_of_work as work:
        kept = work.connection.execute(
            select(verification_form.c.sent_sha256, document.c.sha256).join(
                document, document.c.subject == verification_form.c.nomination_no
            )
        ).all()
    assert len(kept) == 6
    assert all(noted == published for noted, published in kept)


def test_form_shows_the_claims_of_its_studio(unit: UnitOfWork) -> None:
    page = load_workbook(sent_form(unit, ONE))[ASPECTS]
    claims = [page.cell(row, 3).value for row in range(3, 12)]
    assert claims == [6, 80, 2, 100000, 3, 24, 2, 860000, 1]


def test_a_whole_form_has_come_back(unit: UnitOfWork, tmp_path: Path) -> None:
    assert missing_forms(CYCLE, unit) == [MissingForm(ONE, f"领衔人{ONE[5:]}劳模创新工作室", f"无锡{ONE}有限公司")]
    outcome = visit(unit, tmp_path, ONE, {Aspect.TEAM: (5, NO, "两人已调离本单位")})
    assert (outcome.kind, outcome.status) == (SubmissionKind.VERIFICATION_FORM, SubmissionStatus.ACCEPTED)
    assert (outcome.rows_total, outcome.rows_taken) == (10, 10)
    assert is_back(unit)
    row = sent(unit)
    assert (row.visited_on, row.visitors, row.received_on) == (VISITED_ON, "张三、李四", date(2026, 11, 24))
    found = findings(unit)
    assert set(found) == set(Aspect)
    team = found[Aspect.TEAM]
    assert (team.claimed, team.observed, team.conclusion) == (Decimal(6), Decimal(5), Conclusion.CONTRADICTED)
    assert (team.note, team.source_sheet, team.source_cell) == ("两人已调离本单位", ASPECTS, "E3")
    assert found[Aspect.SOCIAL_BENEFIT].source_cell == "E11"


@pytest.mark.parametrize(
    ("aspect", "told", "cells", "says"),
    [
        pytest.param(Aspect.TEAM, (6, YES, None), [], "", id="as claimed"),
        pytest.param(Aspect.TEAM, (7, YES, None), [], "", id="one more than claimed"),
        pytest.param(Aspect.TEAM, (5, YES, None), ["E3"], "5 少于申报数 6", id="one less cannot agree"),
        pytest.param(Aspect.CONDITIONS, (79.99, YES, None), ["E4"], "79.99 少于申报数 80", id="a hundredth less"),
        pytest.param(Aspect.CONDITIONS, (80.01, YES, None), [], "", id="a hundredth more"),
        pytest.param(Aspect.TEAM, (5, NO, "两人已调离"), [], "", id="less with a reason"),
        pytest.param(Aspect.TEAM, (5, NO, None), ["F3"], "必须写明说明", id="less without a reason"),
        pytest.param(Aspect.TEAM, (6, NO, None), ["F3"], "现场数不少于申报数", id="equal but denied"),
        pytest.param(Aspect.TEAM, (7, NO, None), ["F3"], "现场数不少于申报数", id="more but denied"),
        pytest.param(Aspect.TEAM, (6, NO, "六人中一人已退休"), [], "", id="equal, denied with a reason"),
        pytest.param(Aspect.TEAM, (None, UNKNOWN, "当日全员外出"), [], "", id="not seen"),
        pytest.param(Aspect.TEAM, (2, UNKNOWN, "当日多数外出"), [], "", id="seen in part"),
        pytest.param(Aspect.TEAM, (None, UNKNOWN, None), ["F3"], "必须写明说明", id="not seen without a reason"),
        pytest.param(Aspect.TEAM, (None, YES, None), ["D3"], "必须填写现场核实数", id="agrees without a number"),
        pytest.param(Aspect.TEAM, (None, NO, "人数不足"), ["D3"], "必须填写现场核实数", id="denied without a number"),
        pytest.param(Aspect.TEAM, (6, None, None), ["E3"], "必须填写", id="no conclusion"),
        pytest.param(Aspect.TEAM, (6, "属实", None), ["E3"], "只能填：与申报相符", id="a conclusion of one's own"),
        pytest.param(Aspect.TEAM, ("六人", YES, None), ["D3"], "不是数字", id="a number in words"),
        pytest.param(Aspect.TEAM, (6.5, YES, None), ["D3"], "不是整数", id="half a person"),
        pytest.param(Aspect.TEAM, (-1, NO, "无人在场"), ["D3"], "太小", id="fewer than nobody"),
        pytest.param(Aspect.FUNDS, ("100,000.00元", YES, None), ["D6"], "不要带单位", id="a unit"),
        pytest.param(Aspect.FUNDS, (100000.005, YES, None), ["D6"], "小数超过两位", id="less than a fen"),
        pytest.param(Aspect.SOCIAL_BENEFIT, (1, YES, None), [], "", id="benefit seen"),
        pytest.param(Aspect.SOCIAL_BENEFIT, (2, YES, None), ["D11"], "只能填 0 至 1", id="two benefits"),
        pytest.param(Aspect.SOCIAL_BENEFIT, (0, YES, None), ["E11"], "0 少于申报数 1", id="no benefit cannot agree"),
        pytest.param(Aspect.TEAM, (5, NO, "见320204199001011234"), ["F3"], "请删去号码", id="an ID number in the note"),
        pytest.param(Aspect.TEAM, (5, NO, "少"), ["F3"], "太短", id="a note of one word"),
    ],
)
def test_numbers_and_conclusions_have_to_agree(
    unit: UnitOfWork, tmp_path: Path, aspect: Aspect, told: Told, cells: list[str], says: str
) -> None:
    outcome = visit(unit, tmp_path, ONE, {aspect: told})
    assert [one.cell for one in outcome.findings] == cells
    assert all(says in one.says and one.sheet == ASPECTS for one in outcome.findings)
    # What is shown as found is what stands in the cell, not our code for it.
    assert {one.found for one in outcome.findings if one.cell == "E3"} <= {YES, NO, UNKNOWN, "属实", ""}
    assert outcome.status is (SubmissionStatus.PARTLY if cells else SubmissionStatus.ACCEPTED)
    assert is_back(unit) is not bool(cells)
    # The other rows count at once.
    assert len(findings(unit)) == (8 if cells else 9)


@pytest.mark.parametrize(
    ("told", "cells"),
    [
        pytest.param((4, YES, None), ["E7"], id="agreed with nothing"),
        pytest.param((4, NO, "申报没有填写"), ["E7"], id="nothing contradicted"),
        pytest.param((4, UNKNOWN, "现场有四项，申报没有填写"), [], id="left to a person"),
    ],
)
def test_what_was_not_claimed_is_left_to_a_person(
    unit_of_work: UnitOfWork, tmp_path: Path, told: Told, cells: list[str]
) -> None:
    qualified(unit_of_work, {"award_count": None})
    send_verification_forms(CYCLE, SENT_ON, unit_of_work)
    assert load_workbook(sent_form(unit_of_work, ONE))[ASPECTS]["C7"].value is None
    outcome = visit(unit_of_work, tmp_path, ONE, {Aspect.AWARDS: told})
    assert [one.cell for one in outcome.findings] == cells
    assert all("申报材料没有填写这一项" in one.says for one in outcome.findings)


@pytest.mark.parametrize(
    ("told", "cell", "says"),
    [
        pytest.param({"visited_on": date(2026, 9, 1)}, "D3", "不晚于申报通知发布之日（2026-09-01）", id="on the call"),
        pytest.param({"visited_on": date(2026, 9, 2)}, "", "", id="the day after the call"),
        pytest.param({"visited_on": date(2026, 11, 24)}, "", "", id="on the day of arrival"),
        pytest.param({"visited_on": date(2026, 11, 25)}, "D3", "晚于本表收到之日（2026-11-24）", id="in the future"),
        pytest.param({"visited_on": None}, "D3", "必须填写", id="no day"),
        pytest.param({"visited_on": "11月20日"}, "D3", "不是日期", id="a day without a year"),
        pytest.param({"visitors": "张三"}, "E3", "只有 1 人。现场核实至少 2 人", id="one visitor"),
        pytest.param({"visitors": "张三、李四、王五"}, "", "", id="three visitors"),
        pytest.param({"visitors": "张三、张三"}, "E3", "有重复的项", id="one visitor twice"),
        pytest.param({"visitors": "张三 李四"}, "E3", "只有 1 人", id="names without a separator"),
        pytest.param({"visitors": "张三，李四"}, "E3", "不能用“，”", id="a comma"),
        pytest.param({"visitors": None}, "E3", "必须填写", id="nobody"),
        pytest.param({"visitors": "张三、320204199001011234"}, "E3", "请删去号码", id="an ID number for a name"),
        pytest.param({"visited_on": None, "visitors": None}, "D3", "还没有填写核实日期和核实人员", id="no visit"),
    ],
)
def test_a_visit_is_made_by_two_on_a_possible_day(
    unit: UnitOfWork, tmp_path: Path, told: dict[str, object], cell: str, says: str
) -> None:
    outcome = hand_in(unit, tmp_path, filled(sent_form(unit, ONE), **told))  # type: ignore[arg-type]
    assert [(one.sheet, one.cell) for one in outcome.findings] == ([(VISIT, cell)] if cell else [])
    assert all(says in one.says for one in outcome.findings)
    assert is_back(unit) is not bool(cell)


def test_a_second_visit_on_the_form_goes_back(unit: UnitOfWork, tmp_path: Path) -> None:
    book = filled(sent_form(unit, ONE))
    for column in range(1, 6):
        book[VISIT].cell(4, column).value = book[VISIT].cell(3, column).value
    outcome = hand_in(unit, tmp_path, book)
    assert [(one.sheet, one.cell) for one in outcome.findings] == [(VISIT, "D4")]
    assert not is_back(unit)


def test_every_aspect_left_out_is_named_at_its_row(unit: UnitOfWork, tmp_path: Path) -> None:
    outcome = hand_in(unit, tmp_path, filled(sent_form(unit, ONE), left_out=(Aspect.FUNDS, Aspect.PATENTS)))
    assert [(one.cell, "还没有核实结果" in one.says) for one in outcome.findings] == [("E6", True), ("E9", True)]
    assert outcome.status is SubmissionStatus.PARTLY
    assert not is_back(unit)


def test_an_empty_form_is_refused_whole(unit: UnitOfWork, tmp_path: Path) -> None:
    outcome = hand_in(unit, tmp_path, load_workbook(sent_form(unit, ONE)))
    assert outcome.status is SubmissionStatus.REFUSED
    assert len(outcome.findings) == 10
    assert findings(unit) == {}


@pytest.mark.parametrize(
    ("cell", "value", "says"),
    [
        pytest.param("C3", 5, "申报数已被改动，申报材料中是 6", id="a claim made smaller"),
        pytest.param("C3", None, "申报材料中是 6", id="a claim wiped out"),
        pytest.param("A3", "团队", "是否想填“团队建设”", id="an aspect renamed"),
        pytest.param("A3", "工作条件", "重复", id="an aspect twice"),
    ],
)
def test_what_is_printed_on_the_form_stays(unit: UnitOfWork, tmp_path: Path, cell: str, value: Any, says: str) -> None:
    book = filled(sent_form(unit, ONE))
    book[ASPECTS][cell].value = value
    outcome = hand_in(unit, tmp_path, book)
    assert says in outcome.findings[0].says
    assert outcome.findings[0].cell == cell
    assert outcome.findings[0].found == ("" if value is None else str(value))
    assert not is_back(unit)


def test_number_of_another_studio_is_not_written_over(unit: UnitOfWork, tmp_path: Path) -> None:
    book = filled(sent_form(unit, ONE))
    book[VISIT]["A3"].value = number(2)
    outcome = hand_in(unit, tmp_path, book)
    assert [(one.sheet, one.cell) for one in outcome.findings] == [(VISIT, "A3")]
    assert sent(unit).visited_on is None


@pytest.mark.parametrize("name", [VISIT, ASPECTS])
def test_a_lost_sheet_is_named(unit: UnitOfWork, tmp_path: Path, name: str) -> None:
    book = filled(sent_form(unit, ONE))
    del book[name]
    outcome = hand_in(unit, tmp_path, book)
    assert f"缺少工作表“{name}”" in outcome.findings[0].says
    assert not is_back(unit)


def test_wrong_headers_give_the_sheet_back_and_keep_the_other(unit: UnitOfWork, tmp_path: Path) -> None:
    book = filled(sent_form(unit, ONE))
    book[ASPECTS]["D1"].value = "核实数"
    outcome = hand_in(unit, tmp_path, book)
    assert [(one.sheet, one.cell) for one in outcome.findings] == [(ASPECTS, "D1")]
    assert outcome.status is SubmissionStatus.PARTLY
    assert (findings(unit), sent(unit).visited_on) == ({}, VISITED_ON)


def test_what_goes_back_is_marked_and_comes_again_as_it_was_corrected(unit: UnitOfWork, tmp_path: Path) -> None:
    outcome = visit(unit, tmp_path, ONE, {Aspect.TEAM: (5, YES, None)})
    assert outcome.returned_to is not None
    back = load_workbook(outcome.returned_to)
    assert back.sheetnames[0] == "退回说明"
    assert back[ASPECTS]["E3"].fill.fgColor.rgb == "FFFF9C9C"
    assert "退回" in str(back[ASPECTS]["G3"].value)
    assert back[ASPECTS]["G4"].value == "已收"
    back[ASPECTS]["E3"].value, back[ASPECTS]["F3"].value = NO, "一人已调离"
    again = hand_in(unit, tmp_path, back, name="更正.xlsx")
    assert again.status is SubmissionStatus.ACCEPTED
    assert findings(unit)[Aspect.TEAM].conclusion == Conclusion.CONTRADICTED
    assert is_back(unit)


def test_a_later_form_replaces_an_earlier_one(unit: UnitOfWork, tmp_path: Path) -> None:
    visit(unit, tmp_path, ONE, {Aspect.TEAM: (5, NO, "一人已调离")})
    book = filled(sent_form(unit, ONE), visited_on=date(2026, 11, 23), visitors="张三、王五")
    assert hand_in(unit, tmp_path, book, name="更正.xlsx").is_clean
    assert findings(unit)[Aspect.TEAM].observed == Decimal(6)
    assert findings(unit)[Aspect.TEAM].note is None
    assert (sent(unit).visited_on, sent(unit).visitors) == (date(2026, 11, 23), "张三、王五")


def test_a_later_form_with_a_fault_opens_the_form_again(unit: UnitOfWork, tmp_path: Path) -> None:
    visit(unit, tmp_path, ONE)
    assert is_back(unit)
    outcome = hand_in(unit, tmp_path, filled(sent_form(unit, ONE), {Aspect.TEAM: (5, YES, None)}), name="更正.xlsx")
    assert outcome.status is SubmissionStatus.PARTLY
    assert not is_back(unit)
    with pytest.raises(FormsMissing, match=ONE):
        judge_verification(CYCLE, JUDGED_ON, unit)


def test_the_same_file_again_changes_nothing(unit: UnitOfWork, tmp_path: Path) -> None:
    visit(unit, tmp_path, ONE)
    before = sent(unit)
    outcome = take_in(tmp_path / f"{ONE}.xlsx", datetime(2026, 12, 1, tzinfo=BACK_AT.tzinfo), unit)
    assert outcome.is_repeat
    assert sent(unit) == before


def test_a_form_that_was_never_sent_is_refused(unit: UnitOfWork, tmp_path: Path) -> None:
    for mark, value in (("nomination_no", number(7)), ("cycle", "2025/model_worker_studio"), ("cycle", "??")):
        book = filled(sent_form(unit, ONE))
        page = book["_honours"]
        (place,) = [row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == mark]
        page.cell(place, 2).value = value
        outcome = hand_in(unit, tmp_path, book, name=f"{mark}-{len(value)}.xlsx")
        assert outcome.status is SubmissionStatus.REFUSED
        assert "没有发出过" in outcome.message
    assert findings(unit) == {}


def test_no_form_is_taken_after_the_judgement(unit: UnitOfWork, tmp_path: Path) -> None:
    visit(unit, tmp_path, ONE, {Aspect.TEAM: (5, NO, "一人已调离")})
    judge_verification(CYCLE, JUDGED_ON, unit)
    outcome = hand_in(unit, tmp_path, filled(sent_form(unit, ONE)), name="更正.xlsx")
    assert outcome.status is SubmissionStatus.REFUSED
    assert "不再接收核实表" in outcome.message
    assert findings(unit)[Aspect.TEAM].conclusion == Conclusion.CONTRADICTED
