"""The chair's meeting: who is there, who votes, what is written down, and what is refused (award/11)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Table, func, select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from tests.builders import CYCLE
from tests.services.notice.meetings import (
    APPROVER,
    HELD_ON,
    POSTED_ON,
    PREPARER,
    against,
    approve,
    file_minutes,
    hold,
    minutes_name,
    names,
    result,
)
from tests.services.notice.test_notice import number, ranked, states
from tests.services.scored import IDEA

from honours.domain.meetings import Votes
from honours.domain.states import NominationState
from honours.services.notice.meeting import (
    EntryVotes,
    MeetingResult,
    Recusal,
    carry_out,
    find_meeting,
    prepare_list,
    record_meeting,
)
from honours.services.notice.meeting.approving import AlreadyApproved, ApproverIsPreparer
from honours.services.notice.meeting.carrying import NotApproved
from honours.services.notice.meeting.checking import MeetingRefused
from honours.services.notice.meeting.recording import AlreadyRecorded
from honours.services.notice.meeting.records import NotEntitled, NothingRecorded
from honours.services.notice.notices import current_notice
from honours.services.notice.posting import post_notice
from honours.storage.tables import (
    decision,
    meeting,
    meeting_approval,
    meeting_attendance,
    meeting_recusal,
    meeting_vote,
    nomination_move,
)
from honours.storage.unit_of_work import UnitOfWork

ALL = names()
SEVEN = len(ALL)
FIRST, SECOND = number(1), number(2)


def count(unit: UnitOfWork, table: Table) -> int:
    with unit as work:
        return int(work.connection.execute(select(func.count()).select_from(table)).scalar_one())


def listed(unit: UnitOfWork, folder: Path, points: dict[int, int] | None = None) -> None:
    """Lay down ranked entries and the minutes of the meeting."""
    ranked(unit, folder, points or {1: 90, 2: 80})
    file_minutes(unit)


def only(*present: str) -> dict[str, Any]:
    return {"present": present, "absent": {name: "公务出差" for name in ALL if name not in present}}


def votes(votes_for: int, votes_against: int, abstentions: int = 0, reason: str = "材料待核") -> dict[str, Any]:
    return {"votes": {FIRST: EntryVotes(Votes(votes_for, votes_against, abstentions), reason)}}


def test_list_shows_rank_mean_and_ties_and_a_retry_makes_the_same(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    ranked(unit_of_work, tmp_path / "in", dict.fromkeys(range(1, 12), 90))
    first = prepare_list(CYCLE, HELD_ON, unit_of_work)
    assert len(first.tied) == 11
    assert first.places[IDEA] == 10
    assert "名额线上并列" in first.markdown
    # Why the rules did not tell them apart is on the list that the meeting sees.
    assert first.markdown.count("不能分出先后") == 2 * 11
    # Looked at on another day it is still the version of its own day.
    assert prepare_list(CYCLE, POSTED_ON, unit_of_work) == first


def test_list_has_room_for_votes_and_attendance_in_the_meeting_room(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    ranked(unit_of_work, tmp_path / "in", {1: 90})
    prepare_list(CYCLE, HELD_ON, unit_of_work)
    (path,) = (unit_of_work.settings.outbox / CYCLE.slug / "notice").glob("*建议奖励项目名单.xlsx")
    page, seats = load_workbook(path).worksheets
    assert [cell.value for cell in page[4]][-5:] == ["回避人员", "赞成", "反对", "弃权", "不通过的理由"]
    assert [cell.value for cell in page[5]][-5:] == [None] * 5
    assert "会议纪要编号" in str(page.cell(2, 1).value)
    assert "应到7人，到会5人以上方可开会" in str(page.cell(3, 1).value)
    assert [row[0].value for row in seats.iter_rows(min_row=3)] == list(ALL)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"votes": {"2025-JD-0101-999": against(SEVEN)}}, "不在名单上", id="number not on the list"),
        pytest.param({"votes": {FIRST: against(SEVEN, " ")}}, "未写不通过的理由", id="no reason"),
        pytest.param(votes(5, 1), "合计 6，应等于出席减回避的 7 人", id="one vote too few"),
        pytest.param(votes(5, 2, 1), "合计 8，应等于出席减回避的 7 人", id="one vote too many"),
        pytest.param({"chosen_of_tied": (FIRST,)}, "并非并列项目", id="chosen, but not tied"),
        pytest.param({"notice_posted_on": HELD_ON.replace(day=23)}, "早于会议日期", id="posted the day before"),
        pytest.param({"minutes_no": " "}, "会议纪要编号不能为空", id="no number of the minutes"),
        pytest.param({"prepared_on": HELD_ON.replace(day=23)}, "晚于录入日期", id="entered the day before"),
        pytest.param({"decision_document_no": "锡工办发〔2025〕27号"}, "文号相同", id="one number for two papers"),
        pytest.param({"minutes_file": "纪要.pdf"}, "没有收到会议纪要文件“纪要.pdf”.*收件文件夹", id="no minutes"),
        pytest.param({"present": (*ALL[:6], "王五")}, "不是 2025-11-24 在任的会议成员：王五", id="a stranger"),
        pytest.param({"present": (*ALL[:6], "华国良")}, "不是 2025-11-24 在任.*华国良", id="left half a year ago"),
        pytest.param({"present": ALL[:6], "absent": {}}, f"没有写明出席还是缺席：{ALL[6]}", id="neither here nor away"),
        pytest.param({"absent": {ALL[0]: "病假"}}, f"既写出席又写缺席，或写了两次：{ALL[0]}", id="here and away"),
        pytest.param({"present": (*ALL, ALL[0])}, "写了两次", id="here twice"),
        pytest.param({"recusals": (Recusal("2025-JD-0101-999", ALL[0], "亲属"),)}, "回避的编号不在名单上", id="what"),
        pytest.param({"recusals": (Recusal(FIRST, "王五", "亲属"),)}, "“王五”没有出席", id="recused, not there"),
        pytest.param({"recusals": (Recusal(FIRST, ALL[0], " "),)}, "没有写回避理由", id="recused without a reason"),
        pytest.param({"recusals": (Recusal(FIRST, ALL[0], "亲属"),) * 2}, "写了两次", id="recused twice"),
        pytest.param(
            {"recusals": tuple(Recusal(FIRST, name, "同单位") for name in ALL)}, "无人表决", id="nobody left to vote"
        ),
    ],
)
def test_result_that_contradicts_members_or_list_is_refused(
    unit_of_work: UnitOfWork, tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    with pytest.raises(MeetingRefused, match=words):
        record_meeting(replace(result(), **change), unit_of_work)
    assert (count(unit_of_work, meeting), states(unit_of_work)) == (0, {FIRST: "proposed"})


def test_every_fault_is_told_at_once(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    with pytest.raises(MeetingRefused) as refused:
        record_meeting(replace(result(), minutes_no="", minutes_file="无", present=("王五",)), unit_of_work)
    assert len(refused.value.faults) == 5


def test_one_below_the_quorum_there_is_no_meeting(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    with pytest.raises(MeetingRefused, match="出席 4 人，应到 7 人，至少 5 人到会"):
        record_meeting(result(**only(*ALL[:4])), unit_of_work)
    assert record_meeting(result(**only(*ALL[:5])), unit_of_work) == 1


@pytest.mark.parametrize(
    ("change", "state"),
    [
        pytest.param(votes(4, 3), NominationState.ON_NOTICE, id="one more than half"),
        pytest.param({**only(*ALL[:6]), **votes(3, 3)}, NominationState.DECLINED, id="exactly half is not enough"),
        pytest.param({**only(*ALL[:6]), **votes(3, 0, 3)}, NominationState.DECLINED, id="who abstains has voted"),
        pytest.param({**only(*ALL[:6]), **votes(4, 2)}, NominationState.ON_NOTICE, id="four of six"),
        pytest.param(
            {"recusals": (Recusal(FIRST, ALL[0], "亲属"),), **votes(3, 3)}, NominationState.DECLINED, id="six vote"
        ),
        pytest.param({"recusals": (Recusal(FIRST, ALL[0], "亲属"),)}, NominationState.ON_NOTICE, id="all who may"),
    ],
)
def test_more_than_half_of_the_votes_cast_carry_an_entry(
    unit_of_work: UnitOfWork, tmp_path: Path, change: dict[str, Any], state: NominationState
) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    hold(unit_of_work, result(**change))
    assert states(unit_of_work) == {FIRST: state.value}


def test_record_holds_attendance_recusals_and_every_vote(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in")
    given = result(**only(*ALL[:6]), recusals=(Recusal(FIRST, ALL[1], "申报人的直系亲属"),), votes={SECOND: against(6)})
    assert record_meeting(given, unit_of_work) == 1
    with unit_of_work as work:
        seats = work.connection.execute(select(meeting_attendance)).all()
        stood_back = work.connection.execute(select(meeting_recusal)).one()
        cast = {row.nomination_no: row for row in work.connection.execute(select(meeting_vote))}
    assert sorted(row.name for row in seats if row.is_present) == sorted(ALL[:6])
    assert [row.absence_reason for row in seats if not row.is_present] == ["公务出差"]
    assert (stood_back.nomination_no, stood_back.reason) == (FIRST, "申报人的直系亲属")
    assert (cast[FIRST].votes_for, cast[FIRST].outcome) == (5, "approved")
    assert (cast[SECOND].votes_for, cast[SECOND].votes_against, cast[SECOND].outcome) == (2, 4, "voted_down")
    found = find_meeting(CYCLE, unit_of_work)
    assert found is not None
    assert (found.minutes_file, found.prepared_by, found.approved_by) == (minutes_name(CYCLE), PREPARER, None)
    # Nothing is moved before another person has approved.
    assert set(states(unit_of_work).values()) == {"proposed"}


def test_more_of_the_tied_than_places_is_refused_and_the_rest_declined(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    listed(unit_of_work, tmp_path / "in", dict.fromkeys(range(1, 12), 90))
    everyone = tuple(number(serial) for serial in range(1, 12))
    with pytest.raises(MeetingRefused, match="只余 10 个名额"):
        record_meeting(result(chosen_of_tied=everyone), unit_of_work)
    with pytest.raises(MeetingRefused, match="既入选又表决不通过"):
        record_meeting(result(chosen_of_tied=everyone[:10], struck={FIRST: "重复"}), unit_of_work)
    assert hold(unit_of_work, result(chosen_of_tied=everyone[:10])) == 10
    assert states(unit_of_work)[number(11)] == NominationState.DECLINED.value
    with unit_of_work as work:
        why = work.connection.scalar(select(nomination_move.c.reason).where(nomination_move.c.to_state == "declined"))
    assert "名额线上并列，会议未选定" in str(why)


def test_same_result_again_is_the_same_record_and_another_is_refused(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in")
    given = result(struck={SECOND: "材料待核"})
    assert record_meeting(given, unit_of_work) == 1
    assert record_meeting(replace(given, run_id="again"), unit_of_work) == 1
    with pytest.raises(AlreadyRecorded, match=r"核准人.*退回后重新录入"):
        record_meeting(result(), unit_of_work)
    assert count(unit_of_work, meeting) == 1


def test_approved_result_is_carried_out_once(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in")
    given = result(struck={SECOND: "材料待核"})
    assert hold(unit_of_work, given) == 1
    before = states(unit_of_work)
    assert before == {FIRST: "on_notice", SECOND: "declined"}
    again = carry_out(CYCLE, HELD_ON, "again", unit_of_work)
    assert (again.approved, again.declined) == (1, 1)
    assert record_meeting(given, unit_of_work) == approve(unit_of_work, given) == 1
    assert states(unit_of_work) == before
    assert (count(unit_of_work, decision), count(unit_of_work, meeting_approval)) == (1, 1)
    with unit_of_work as work:
        why = work.connection.scalar(select(nomination_move.c.reason).where(nomination_move.c.to_state == "declined"))
        who = work.connection.scalars(select(nomination_move.c.actor).where(nomination_move.c.to_state == "on_notice"))
        assert who.all() == [APPROVER]
    assert why == "第1次主席会议（主席办公会纪要2025-18）表决未通过：赞成2、反对5、弃权0。材料待核"


@pytest.mark.parametrize("login", [APPROVER, "finance", "张三", "", "系统自动"])
def test_only_who_may_prepare_enters_a_result(unit_of_work: UnitOfWork, tmp_path: Path, login: str) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    with pytest.raises(NotEntitled, match="当日可以办理的账号：operations"):
        record_meeting(result(prepared_by=login), unit_of_work)
    assert count(unit_of_work, meeting) == 0


@pytest.mark.parametrize("login", [PREPARER, "finance", "张三", "", "系统自动"])
def test_only_who_may_approve_approves(unit_of_work: UnitOfWork, tmp_path: Path, login: str) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    record_meeting(result(), unit_of_work)
    with pytest.raises(NotEntitled, match="当日可以办理的账号：leadership"):
        approve(unit_of_work, result(), login)
    assert count(unit_of_work, meeting_approval) == 0


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two people who may enter and approve both."""
    from honours.regulation import leadership as module
    from honours.services.notice.meeting import records

    whole = module.leadership()
    more = tuple(
        module.Signatory(login, act, module.Tenure(HELD_ON, None)) for login in ("赵一", "钱二") for act in module.Act
    )
    monkeypatch.setattr(records, "leadership", lambda: module.Leadership(whole.members, (*whole.signatories, *more)))


@pytest.mark.usefixtures("both")
def test_nobody_approves_what_they_entered(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    record_meeting(result(prepared_by="赵一"), unit_of_work)
    with pytest.raises(ApproverIsPreparer, match="须由另一人核准"):
        approve(unit_of_work, result(), "赵一")
    assert approve(unit_of_work, result(), "钱二") == 1
    with pytest.raises(AlreadyApproved, match="已由“钱二”核准"):
        approve(unit_of_work, result())


def test_database_refuses_one_person_for_both_and_any_change(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    record_meeting(result(), unit_of_work)
    write = (
        "INSERT INTO honours.meeting_approval (cycle, meeting_no, prepared_by, approved_by, approved_on, list_sha256,"
        " run_id) SELECT cycle, meeting_no, {}, 'operations', held_on, list_sha256, 'run' FROM honours.meeting"
    )
    with pytest.raises(IntegrityError, match="approver_is_another"), unit_of_work as work:
        work.connection.execute(text(write.format("prepared_by")))
    with pytest.raises(IntegrityError, match="fk_meeting_approval_cycle_meeting_no_prepared_by"), unit_of_work as work:
        work.connection.execute(text(write.format("'leadership'")))
    for table in ("meeting", "meeting_vote", "meeting_attendance"):
        with pytest.raises(ProgrammingError, match="permission denied"), unit_of_work as work:
            work.connection.execute(text(f"UPDATE honours.{table} SET cycle = cycle"))  # noqa: S608


def test_nothing_is_approved_before_it_is_recorded(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    with pytest.raises(NothingRecorded, match="请先由经办人"):
        approve(unit_of_work, result())


def test_nothing_is_carried_out_without_an_approval(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    record_meeting(result(), unit_of_work)
    with pytest.raises(NotApproved, match=r"没有有效的核准.*清除（Clear）步骤“复核退回项目”"):
        carry_out(CYCLE, HELD_ON, "run", unit_of_work)
    assert states(unit_of_work) == {FIRST: "proposed"}


def test_notice_never_hangs_before_its_approval(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in", {1: 90})
    given = result(prepared_on=POSTED_ON)
    hold(unit_of_work, given)
    post_notice(CYCLE, unit_of_work)
    assert current_notice(CYCLE, unit_of_work).ready_on == POSTED_ON > HELD_ON


def test_same_answer_of_two_workers_is_one_record(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in")
    together(unit_of_work, [lambda unit: record_meeting(result(), unit)] * 2, {1})
    assert count(unit_of_work, meeting) == 1


def test_of_two_answers_at_once_one_stands(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in")

    def enter(given: MeetingResult, unit: UnitOfWork) -> int | str:
        try:
            return record_meeting(given, unit)
        except AlreadyRecorded:
            return "refused"

    others = (result(), result(struck={FIRST: "材料待核"}))
    together(unit_of_work, [lambda unit, one=one: enter(one, unit) for one in others], {1, "refused"})
    assert (count(unit_of_work, meeting), count(unit_of_work, meeting_vote)) == (1, 2)


def test_two_workers_carry_out_once(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in")
    record_meeting(result(), unit_of_work)
    approve(unit_of_work, result())
    together(unit_of_work, [lambda unit: carry_out(CYCLE, HELD_ON, "run", unit).approved] * 2, {2})
    assert count(unit_of_work, decision) == 1


def together(unit: UnitOfWork, acts: list[Any], came: set[Any]) -> None:
    """Do all acts at once, each in a unit of work of its own, and compare what they returned."""
    from concurrent.futures import ThreadPoolExecutor

    from honours import wiring

    units = [wiring.unit_of_work(unit.settings) for _ in acts]
    with ThreadPoolExecutor(len(acts)) as pool:
        done = [pool.submit(act, one) for act, one in zip(acts, units, strict=True)]
        assert {one.result() for one in done} == came
    for one in units:
        one.engine.dispose()
