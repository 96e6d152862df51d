"""The record of the meeting is sent back: its approval falls, entries are examined again, and all stays on file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from tests.builders import CYCLE
from tests.services.notice.meetings import (
    APPROVER,
    HELD_ON,
    PREPARER,
    approve,
    file_minutes,
    minutes_name,
    result,
)
from tests.services.notice.test_meeting import count, together
from tests.services.notice.test_notice import number, ranked, states

from honours.services.decisions import DecisionKind, last_decision
from honours.services.notice.meeting import (
    ReturnMeeting,
    ReviewReturned,
    carry_out,
    find_meeting,
    open_meeting,
    prepare_list,
    record_meeting,
    return_meeting,
    review_returned,
)
from honours.services.notice.meeting.approving import ApproverIsPreparer
from honours.services.notice.meeting.carrying import NotApproved
from honours.services.notice.meeting.checking import MeetingRefused
from honours.services.notice.meeting.records import ListChanged, NotEntitled, NothingRecorded
from honours.services.notice.meeting.register import asking_markdown, return_sentence
from honours.services.notice.meeting.returning import AlreadyCarriedOut, ReturnRefused
from honours.services.notice.meeting.reviewing import ReviewRefused, returned_entries
from honours.storage.tables import (
    meeting,
    meeting_approval,
    meeting_return,
    meeting_returned_entry,
    nomination_move,
    returned_entry_finding,
)
from honours.storage.unit_of_work import UnitOfWork

FIRST, SECOND, THIRD = number(1), number(2), number(3)
NEXT = {"minutes_no": "主席办公会纪要2025-19", "minutes_file": minutes_name(CYCLE, "第2次")}


@pytest.fixture
def recorded(unit_of_work: UnitOfWork, tmp_path: Path) -> UnitOfWork:
    """Three entries on the list, and a result that was entered."""
    ranked(unit_of_work, tmp_path / "in", {1: 90, 2: 80, 3: 70})
    file_minutes(unit_of_work)
    record_meeting(result(struck={THIRD: "材料待核"}), unit_of_work)
    return unit_of_work


def send_back(
    unit: UnitOfWork, entries: Mapping[str, str] | None = None, reason: str = "", by: str = APPROVER, run: str = "run"
) -> int:
    command = ReturnMeeting(
        cycle=CYCLE, returned_by=by, returned_on=HELD_ON, reason=reason, entries=entries or {}, run_id=run
    )
    return return_meeting(command, unit)


def review(
    unit: UnitOfWork,
    restored: Mapping[str, str] | None = None,
    refused: Mapping[str, str] | None = None,
    by: str = PREPARER,
) -> tuple[int, int]:
    command = ReviewReturned(
        cycle=CYCLE, restored=restored or {}, refused=refused or {}, found_by=by, found_on=HELD_ON, run_id="run"
    )
    return review_returned(command, unit)


def test_return_of_entries_fells_the_approval_and_keeps_it_on_file(recorded: UnitOfWork) -> None:
    approve(recorded, result())
    assert send_back(recorded, {SECOND: "查重结论要补充"}) == 1
    assert states(recorded) == {FIRST: "proposed", SECOND: "returned", THIRD: "proposed"}
    assert open_meeting(CYCLE, recorded) is None
    last = find_meeting(CYCLE, recorded)
    assert last is not None
    assert not last.is_approved
    assert return_sentence(last) == (
        "第1次会议记录已于2025-11-24由leadership退回（项目退回复核：1个项目退回复核），leadership此前的核准随之失效。"
    )
    with recorded as work:
        kept = work.connection.execute(select(meeting_approval)).one()
        why = work.connection.execute(select(meeting_returned_entry)).one()
        move = work.connection.execute(select(nomination_move).where(nomination_move.c.to_state == "returned")).one()
    assert (kept.approved_by, kept.approved_on) == (APPROVER, HELD_ON)
    assert (why.nomination_no, why.reason) == (SECOND, "查重结论要补充")
    assert (move.actor, move.article, move.reason) == (APPROVER, "award/11", "退回复核：查重结论要补充")


def test_approval_that_fell_is_not_used(recorded: UnitOfWork) -> None:
    approve(recorded, result())
    send_back(recorded, {SECOND: "查重结论要补充"})
    with pytest.raises(NotApproved):
        carry_out(CYCLE, HELD_ON, "run", recorded)
    with pytest.raises(NothingRecorded):
        approve(recorded, result())
    assert last_decision(CYCLE, DecisionKind.CHAIR_MEETING, recorded) is None


def test_record_that_was_sent_back_cannot_be_approved_in_the_database_either(recorded: UnitOfWork) -> None:
    send_back(recorded, reason="出席人员有误")
    write = (
        "INSERT INTO honours.meeting_approval (cycle, meeting_no, prepared_by, approved_by, approved_on, list_sha256,"
        " run_id) SELECT cycle, meeting_no, prepared_by, 'leadership', held_on, list_sha256, 'run' FROM honours.meeting"
    )
    with pytest.raises(IntegrityError, match="第 1 次会议记录已退回"), recorded as work:
        work.connection.execute(text(write))


def test_whole_record_is_entered_anew_under_the_next_number(recorded: UnitOfWork) -> None:
    assert send_back(recorded, reason="出席人员有误") == 0
    assert returned_entries(CYCLE, recorded) == []
    assert "第1次会议记录已于2025-11-24由leadership退回（整份记录退回：出席人员有误）。" in asking_markdown(
        CYCLE, HELD_ON, prepare_list(CYCLE, HELD_ON, recorded), recorded
    )
    # The minutes were right: they serve the second record of the same meeting too.
    assert record_meeting(result(), recorded) == 2
    approve(recorded, result())
    assert carry_out(CYCLE, HELD_ON, "run", recorded).approved == 3
    decided = last_decision(CYCLE, DecisionKind.CHAIR_MEETING, recorded)
    assert decided is not None
    assert (decided.decision_no, decided.decided_by, decided.answer["prepared_by"]) == (2, APPROVER, PREPARER)
    assert (count(recorded, meeting), count(recorded, meeting_return)) == (2, 1)


def test_entries_sent_back_are_restored_or_refused_and_meet_again(recorded: UnitOfWork) -> None:
    before = prepare_list(CYCLE, HELD_ON, recorded)
    assert send_back(recorded, {FIRST: "单位有异议", SECOND: "查重结论要补充"}) == 2
    waiting = {row.nomination_no: row.reason for row in returned_entries(CYCLE, recorded)}
    assert waiting == {FIRST: "单位有异议", SECOND: "查重结论要补充"}
    assert review(recorded, {FIRST: "单位书面说明无异议"}, {SECOND: "与往年项目重复"}) == (1, 1)
    assert states(recorded) == {FIRST: "proposed", SECOND: "declined", THIRD: "proposed"}
    assert review(recorded) == (0, 0)
    again = prepare_list(CYCLE, HELD_ON, recorded)
    assert (again.proposed, again.sha256 != before.sha256) == ((FIRST, THIRD), True)
    assert hold_again(recorded) == 2
    with recorded as work:
        found = {
            row.nomination_no: (row.outcome, row.finding)
            for row in work.connection.execute(select(returned_entry_finding))
        }
        moves = work.connection.execute(
            select(nomination_move.c.to_state, nomination_move.c.reason)
            .where(nomination_move.c.nomination_no == FIRST)
            .order_by(nomination_move.c.seq)
        ).all()
    assert found == {FIRST: ("restored", "单位书面说明无异议"), SECOND: ("refused", "与往年项目重复")}
    assert [row.to_state for row in moves[-3:]] == ["returned", "proposed", "on_notice"]
    assert moves[-1].reason.startswith("第2次主席会议（主席办公会纪要2025-19）表决通过：赞成7")


def hold_again(unit: UnitOfWork) -> int:
    file_minutes(unit, name=NEXT["minutes_file"], content=b"%PDF-1.7 second minutes")
    given = result(**NEXT)
    assert record_meeting(given, unit) == 2
    approve(unit, given)
    return carry_out(CYCLE, HELD_ON, "run", unit).approved


def test_no_new_record_while_an_entry_waits_for_its_re_examination(recorded: UnitOfWork) -> None:
    send_back(recorded, {SECOND: "查重结论要补充"})
    with pytest.raises(MeetingRefused, match=f"退回的项目还没有复核：{SECOND}"):
        record_meeting(result(), recorded)
    review(recorded, refused={SECOND: "与往年项目重复"})
    assert record_meeting(result(), recorded) == 2


@pytest.mark.parametrize(
    ("entries", "reason", "words"),
    [
        pytest.param({}, " ", "没有写退回的理由", id="no reason"),
        pytest.param({"2025-JD-0101-999": "重复"}, "", "不在提交会议的名单上：2025-JD-0101-999", id="not on the list"),
        pytest.param({FIRST: " "}, "", f"{FIRST} 没有写退回的理由", id="no reason for an entry"),
    ],
)
def test_return_that_cannot_be_is_refused(
    recorded: UnitOfWork, entries: dict[str, str], reason: str, words: str
) -> None:
    with pytest.raises(ReturnRefused, match=words):
        send_back(recorded, entries, reason)
    assert (count(recorded, meeting_return), set(states(recorded).values())) == (0, {"proposed"})


@pytest.mark.parametrize("login", [PREPARER, "finance", "系统自动"])
def test_only_who_may_approve_sends_back(recorded: UnitOfWork, login: str) -> None:
    with pytest.raises(NotEntitled):
        send_back(recorded, reason="出席人员有误", by=login)


def test_nobody_sends_back_what_they_entered(recorded: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    from honours.services.notice.meeting import returning

    monkeypatch.setattr(returning, "require_entitled", lambda *_: None)
    with pytest.raises(ApproverIsPreparer):
        send_back(recorded, reason="出席人员有误", by=PREPARER)


def test_return_answered_twice_is_one_and_another_is_refused(recorded: UnitOfWork) -> None:
    assert send_back(recorded, {SECOND: "查重结论要补充"}) == 1
    assert send_back(recorded, {SECOND: "查重结论要补充"}, run="again") == 1
    for entries, reason in (({FIRST: "重复"}, ""), ({}, "出席人员有误")):
        with pytest.raises(NothingRecorded):
            send_back(recorded, entries, reason)
    assert count(recorded, meeting_return) == 1


def test_nothing_is_sent_back_before_it_is_recorded(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    ranked(unit_of_work, tmp_path / "in", {1: 90})
    with pytest.raises(NothingRecorded):
        send_back(unit_of_work, reason="有误")


def test_what_was_carried_out_is_not_sent_back(recorded: UnitOfWork) -> None:
    approve(recorded, result())
    carry_out(CYCLE, HELD_ON, "run", recorded)
    with pytest.raises(AlreadyCarriedOut, match="按异议办理"):
        send_back(recorded, {FIRST: "重复"})


@pytest.mark.parametrize(
    ("restored", "refused", "words"),
    [
        pytest.param({}, {}, f"没有写复核结论：{SECOND}", id="nothing said"),
        pytest.param({SECOND: "无误"}, {SECOND: "重复"}, "既重新提请又不再提请", id="both"),
        pytest.param({SECOND: "无误", FIRST: "无误"}, {}, f"不是待复核的项目：{FIRST}", id="not sent back"),
        pytest.param({SECOND: " "}, {}, "没有写复核结论的内容", id="no finding"),
    ],
)
def test_findings_that_do_not_fit_are_refused(
    recorded: UnitOfWork, restored: dict[str, str], refused: dict[str, str], words: str
) -> None:
    send_back(recorded, {SECOND: "查重结论要补充"})
    with pytest.raises(ReviewRefused, match=words):
        review(recorded, restored, refused)
    assert (states(recorded)[SECOND], count(recorded, returned_entry_finding)) == ("returned", 0)


def test_only_who_may_prepare_examines_again(recorded: UnitOfWork) -> None:
    send_back(recorded, {SECOND: "查重结论要补充"})
    with pytest.raises(NotEntitled):
        review(recorded, {SECOND: "无误"}, by=APPROVER)


def change_the_list(unit: UnitOfWork) -> None:
    with unit as work:
        work.connection.execute(
            text("UPDATE honours.nomination SET project_name = '改了名的项目' WHERE nomination_no = :no"), {"no": FIRST}
        )


def test_record_of_a_list_that_changed_is_not_approved(recorded: UnitOfWork) -> None:
    change_the_list(recorded)
    with pytest.raises(ListChanged, match=r"名单在第1次会议记录之后有变化.*清除（Clear）步骤“复核退回项目”"):
        approve(recorded, result())
    last = find_meeting(CYCLE, recorded)
    assert last is not None
    assert (last.returned_as, last.returned_by) == ("list_changed", "系统自动")
    # The next record is of the list as it is now.
    assert record_meeting(result(), recorded) == 2


def test_approval_of_a_list_that_changed_since_is_not_used(recorded: UnitOfWork) -> None:
    approve(recorded, result())
    change_the_list(recorded)
    with pytest.raises(ListChanged):
        carry_out(CYCLE, HELD_ON, "run", recorded)
    with pytest.raises(NotApproved):
        carry_out(CYCLE, HELD_ON, "run", recorded)
    assert set(states(recorded).values()) == {"proposed"}
    assert (count(recorded, meeting_approval), count(recorded, meeting_return)) == (1, 1)
    record_meeting(result(), recorded)
    approve(recorded, result())
    assert carry_out(CYCLE, HELD_ON, "run", recorded).approved == 3


def test_entry_that_left_the_list_by_itself_is_seen(recorded: UnitOfWork) -> None:
    approve(recorded, result())
    with recorded as work:
        seq = work.connection.scalar(text("SELECT max(seq) + 1 FROM honours.nomination_move"))
        work.connection.execute(
            nomination_move.insert().values(
                nomination_no=FIRST,
                seq=seq,
                from_state="proposed",
                to_state="declined",
                article="award/11",
                moved_on=HELD_ON,
                actor="测试",
                reason="本人放弃",
                run_id="run",
            )
        )
    with pytest.raises(ListChanged):
        carry_out(CYCLE, HELD_ON, "run", recorded)


def test_of_an_approval_and_a_return_at_once_nothing_is_left_half_done(recorded: UnitOfWork) -> None:
    def approved(unit: UnitOfWork) -> str:
        try:
            approve(unit, result())
        except NothingRecorded:
            return "late"
        return "approved"

    def sent_back(unit: UnitOfWork) -> str:
        send_back(unit, {SECOND: "查重结论要补充"})
        return "sent back"

    outcomes: set[str] = set()
    together(recorded, [lambda unit: outcomes.add(approved(unit)), lambda unit: outcomes.add(sent_back(unit))], {None})
    # Whoever came first, the return counts.
    assert "sent back" in outcomes
    assert open_meeting(CYCLE, recorded) is None
    with pytest.raises(NotApproved):
        carry_out(CYCLE, HELD_ON, "run", recorded)


def test_two_who_examine_at_once_write_one_finding(recorded: UnitOfWork) -> None:
    send_back(recorded, {SECOND: "查重结论要补充"})

    def examine(unit: UnitOfWork) -> str:
        try:
            review(unit, {SECOND: "无误"})
        except ReviewRefused:
            return "late"
        return "done"

    together(recorded, [examine, examine], {"done", "late"})
    assert count(recorded, returned_entry_finding) == 1


def test_decision_of_an_earlier_version_is_still_read(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    from honours.services.decisions import Decision, record_decision
    from honours.services.notice.posting import post_notice

    ranked(unit_of_work, tmp_path / "in", {1: 90})
    with unit_of_work as work:
        add_on_notice(work)
    answer = {
        "minutes_no": "纪要18",
        "struck": {},
        "chosen_of_tied": [],
        "notice_posted_on": "2025-11-26",
        "notice_document_no": "锡工办发〔2025〕27号",
        "decision_document_no": "锡工办发〔2025〕28号",
    }
    former = Decision(CYCLE, DecisionKind.CHAIR_MEETING, HELD_ON, PREPARER, answer, "run")
    record_decision(former, unit_of_work)
    assert post_notice(CYCLE, unit_of_work).posted_on == result().notice_posted_on


def add_on_notice(work: UnitOfWork) -> None:
    work.connection.execute(
        text(
            "INSERT INTO honours.nomination_move (nomination_no, seq, from_state, to_state, article, moved_on, actor,"
            " reason, run_id) SELECT nomination_no, state_seq + 1, 'proposed', 'on_notice', 'award/12', :on, '测试',"
            " '旧', 'run' FROM honours.nomination"
        ),
        {"on": HELD_ON},
    )
