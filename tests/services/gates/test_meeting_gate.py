"""The gate of the notice: every entry on notice rests on a vote that carried, in a meeting whose approval stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from tests.builders import CYCLE
from tests.services.notice.meetings import HELD_ON, approve, file_minutes, hold, result
from tests.services.notice.test_notice import number, ranked

from honours.domain.stages import Stage
from honours.services.gates import GateFailed, run_gate
from honours.services.notice.meeting import ReturnMeeting, record_meeting, return_meeting
from honours.services.notice.posting import post_notice
from honours.storage.unit_of_work import UnitOfWork

FIRST, SECOND = number(1), number(2)
ON_NOTICE = (
    "INSERT INTO honours.nomination_move (nomination_no, seq, from_state, to_state, article, moved_on, actor, reason,"
    " run_id) SELECT nomination_no, state_seq + 1, state, 'on_notice', 'award/12', current_date, '某人', '绕过', 'run'"
    " FROM honours.nomination WHERE nomination_no = :no"
)
DECIDED = (
    "INSERT INTO honours.decision (cycle, kind, decision_no, decided_on, decided_by, answer, run_id) VALUES"
    " ('2025/achievement_award', 'chair_meeting', 1, current_date, '某人', CAST(:answer AS jsonb), 'run')"
)


def failing(unit: UnitOfWork) -> set[tuple[str, str]]:
    """Return rule and number of the failing rows that speak of the meeting."""
    with pytest.raises(GateFailed) as stopped:
        run_gate(CYCLE, Stage.NOTICE, "run", HELD_ON, unit)
    about = {"meeting_recorded", "approval_stands", "vote_carried"}
    return {(one.rule, one.subject_no) for one in stopped.value.outcome.failures if one.rule in about}


def do(unit: UnitOfWork, statement: str, **values: object) -> None:
    with unit as work:
        work.connection.execute(text(statement), values)


def listed(unit: UnitOfWork, folder: Path) -> None:
    ranked(unit, folder, {1: 90, 2: 80})
    file_minutes(unit)


def test_what_an_approved_meeting_voted_for_passes(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in")
    hold(unit_of_work, result())
    post_notice(CYCLE, unit_of_work)
    assert failing(unit_of_work) == set()


def test_entry_that_was_voted_down_and_put_on_notice_all_the_same_fails(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    listed(unit_of_work, tmp_path / "in")
    record_meeting(result(struck={SECOND: "材料待核"}), unit_of_work)
    approve(unit_of_work, result())
    for no in (FIRST, SECOND):
        do(unit_of_work, ON_NOTICE, no=no)
    assert failing(unit_of_work) == {
        ("meeting_recorded", FIRST),
        ("meeting_recorded", SECOND),
        ("approval_stands", SECOND),
    }


@pytest.mark.parametrize("is_approved", [False, True])
def test_entry_of_a_record_that_was_sent_back_fails(
    unit_of_work: UnitOfWork, tmp_path: Path, is_approved: bool
) -> None:
    listed(unit_of_work, tmp_path / "in")
    record_meeting(result(), unit_of_work)
    if is_approved:
        approve(unit_of_work, result())
    back = ReturnMeeting(
        cycle=CYCLE, returned_by="leadership", returned_on=HELD_ON, reason="出席有误", entries={}, run_id="run"
    )
    return_meeting(back, unit_of_work)
    do(unit_of_work, ON_NOTICE, no=FIRST)
    do(unit_of_work, DECIDED, answer='{"meeting_no": 1}')
    assert failing(unit_of_work) == {("approval_stands", FIRST)}


@pytest.mark.parametrize(
    "votes", [pytest.param((3, 4, 0), id="not carried"), pytest.param((6, 0, 0), id="one vote missing")]
)
def test_vote_that_does_not_carry_or_add_up_fails(
    unit_of_work: UnitOfWork, tmp_path: Path, votes: tuple[int, int, int]
) -> None:
    listed(unit_of_work, tmp_path / "in")
    hold(unit_of_work, result())
    # A second record, written past the service, as the first one cannot be changed.
    for statement in (
        "INSERT INTO honours.meeting SELECT cycle, 2, held_on, minutes_no, minutes_sha256, minutes_submission_id,"
        " list_sha256, member_count, present_count, quorum_percent, approval_percent, notice_posted_on,"
        " notice_document_no, decision_document_no, prepared_by, prepared_on, answer_sha256, run_id"
        " FROM honours.meeting",
        "INSERT INTO honours.meeting_approval SELECT cycle, 2, prepared_by, approved_by, approved_on, list_sha256,"
        " run_id FROM honours.meeting_approval",
    ):
        do(unit_of_work, statement)
    do(
        unit_of_work,
        "INSERT INTO honours.meeting_vote VALUES ('2025/achievement_award', 2, :no, :f, :a, :b, 'approved')",
        no=FIRST,
        f=votes[0],
        a=votes[1],
        b=votes[2],
    )
    assert failing(unit_of_work) == {("vote_carried", FIRST)}


def test_decision_of_a_cycle_before_there_were_records_passes(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    listed(unit_of_work, tmp_path / "in")
    do(unit_of_work, ON_NOTICE, no=FIRST)
    do(unit_of_work, DECIDED, answer='{"minutes_no": "纪要18"}')
    assert failing(unit_of_work) == set()
    # As soon as the cycle has a record, only an approval counts.
    record_meeting(result(), unit_of_work)
    assert failing(unit_of_work) == {("approval_stands", FIRST)}
