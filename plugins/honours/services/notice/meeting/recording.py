"""Records the result of the chair's meeting (award/11) as one person enters it; nothing is moved by that yet."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.regulation.leadership import Act, leadership
from honours.regulation.policies import notice_policy
from honours.services.notice.meeting.checking import Ground, check, voted
from honours.services.notice.meeting.listing import next_meeting_no, prepare_list
from honours.services.notice.meeting.minutes import archived_minutes
from honours.services.notice.meeting.records import find_in, find_meeting, lock, require_entitled
from honours.services.notice.meeting.results import MeetingResult
from honours.services.notice.meeting.reviewing import returned_entries
from honours.storage.tables import meeting, meeting_attendance, meeting_recusal, meeting_vote
from honours.storage.unit_of_work import UnitOfWork


class AlreadyRecorded(RefusedInput):
    """Another result stands, which has to be sent back before a new one is entered; carries cycle and number."""

    def __init__(self, cycle: Cycle, meeting_no: int) -> None:
        self.cycle, self.meeting_no = cycle, meeting_no
        super().__init__(
            f"周期 {cycle} 第{meeting_no}次会议记录已经录入且内容不同，原记录不会被覆盖。"
            "有误的，请核准人在“核准会议结果”中退回后重新录入。"
        )


def record_meeting(given: MeetingResult, work: UnitOfWork) -> int:
    """Record the result and return the number of the record; the same result again changes nothing.

    Raise :class:`NotEntitled`, :class:`MeetingRefused`, and :class:`AlreadyRecorded` when another result stands.
    """
    require_entitled(given.prepared_by, Act.PREPARE, given.prepared_on)
    standing = find_meeting(given.cycle, work)
    if standing is not None and standing.is_open:
        return _same(given, standing.meeting_no, standing.answer_sha256)
    listed = prepare_list(given.cycle, given.prepared_on, work)
    ground = Ground(
        members=leadership().members_on(given.held_on),
        policy=notice_policy(given.cycle.scheme, given.held_on),
        listed=listed,
        minutes=archived_minutes(given.cycle, work),
        waiting=tuple(row.nomination_no for row in returned_entries(given.cycle, work)),
    )
    check(given, ground)
    with work:
        lock(given.cycle, work)
        last = find_in(given.cycle, work)
        meeting_no = next_meeting_no(last)
        if last is not None and last.is_open:
            return _same(given, last.meeting_no, last.answer_sha256)
        _write(given, ground, meeting_no, work)
    return meeting_no


def _same(given: MeetingResult, meeting_no: int, answer_sha256: str) -> int:
    if answer_sha256 != given.answer_sha256:
        raise AlreadyRecorded(given.cycle, meeting_no)
    return meeting_no


def _write(given: MeetingResult, ground: Ground, meeting_no: int, work: UnitOfWork) -> None:
    key: dict[str, Any] = {"cycle": str(given.cycle), "meeting_no": meeting_no}
    minutes = ground.minutes[given.minutes_file]
    numbers = {one.name: one.member_no for one in ground.members}
    record = {
        **key,
        "held_on": given.held_on,
        "minutes_no": given.minutes_no.strip(),
        "minutes_sha256": minutes.sha256,
        "minutes_submission_id": minutes.submission_id,
        "list_sha256": ground.listed.sha256,
        "member_count": len(ground.members),
        "present_count": len(given.present),
        "quorum_percent": ground.policy.quorum_percent,
        "approval_percent": ground.policy.approval_percent,
        "notice_posted_on": given.notice_posted_on,
        "notice_document_no": given.notice_document_no,
        "decision_document_no": given.decision_document_no,
        "prepared_by": given.prepared_by,
        "prepared_on": given.prepared_on,
        "answer_sha256": given.answer_sha256,
        "run_id": given.run_id,
    }
    attendance = [
        {
            **key,
            "member_no": one.member_no,
            "name": one.name,
            "post": one.post,
            "is_present": one.name in given.present,
            "absence_reason": given.absent.get(one.name),
        }
        for one in ground.members
    ]
    recusals = [
        {**key, "nomination_no": one.nomination_no, "member_no": numbers[one.member], "reason": one.reason}
        for one in given.recusals
    ]
    votes = [
        {
            **key,
            "nomination_no": one.nomination_no,
            "votes_for": one.votes.votes_for if one.votes else None,
            "votes_against": one.votes.votes_against if one.votes else None,
            "abstentions": one.votes.abstentions if one.votes else None,
            "outcome": one.outcome.value,
            "reason": one.reason,
        }
        for one in voted(given, ground)
    ]
    work.connection.execute(insert(meeting).values(**record))
    for table, rows in ((meeting_attendance, attendance), (meeting_recusal, recusals), (meeting_vote, votes)):
        if rows:
            work.connection.execute(insert(table), rows)
