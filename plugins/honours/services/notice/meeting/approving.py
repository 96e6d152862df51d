"""Approval of the meeting's record (award/11): by a person of the leadership who did not enter it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.dialects.postgresql import insert

from honours.domain.actors import SYSTEM
from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.meetings import ReturnKind
from honours.regulation.leadership import Act
from honours.services.notice.meeting.listing import is_list_as_seen
from honours.services.notice.meeting.records import (
    ListChanged,
    MeetingRecord,
    NothingRecorded,
    find_in,
    lock,
    open_meeting,
    require_entitled,
)
from honours.storage.tables import meeting_approval, meeting_return
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveMeeting:
    """A person of the leadership approves the record that stands."""

    cycle: Cycle
    approved_by: str
    approved_on: date
    run_id: str


class ApproverIsPreparer(RefusedInput):
    """Who entered the result would approve it or send it back; carries the login."""

    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(f"会议结果由“{login}”录入，须由另一人核准或退回。请换有核准权限的其他人员办理。")


class AlreadyApproved(RefusedInput):
    """Somebody else has approved the record; carries the number and who."""

    def __init__(self, meeting_no: int, approved_by: str) -> None:
        self.meeting_no, self.approved_by = meeting_no, approved_by
        super().__init__(f"第{meeting_no}次会议记录已由“{approved_by}”核准，不必再核准。")


def approve_meeting(given: ApproveMeeting, work: UnitOfWork) -> int:
    """Approve the record that stands and return its number; the same approval again changes nothing.

    Raise :class:`NothingRecorded`, :class:`NotEntitled`, :class:`ApproverIsPreparer`, :class:`AlreadyApproved`,
    and :class:`ListChanged` when the list is no longer the one that the meeting saw: the record then no longer counts.
    """
    require_entitled(given.approved_by, Act.APPROVE, given.approved_on)
    record = open_meeting(given.cycle, work)
    if record is None:
        raise NothingRecorded(given.cycle)
    _check(given, record)
    if not record.is_carried_out:
        require_list_as_seen(record, given.approved_on, given.run_id, work)
    with work:
        lock(given.cycle, work)
        standing = find_in(given.cycle, work)
        if standing is None or not standing.is_open or standing.meeting_no != record.meeting_no:
            raise NothingRecorded(given.cycle)
        _check(given, standing)
        if standing.approved_by is None:
            work.connection.execute(
                insert(meeting_approval).values(
                    cycle=str(given.cycle),
                    meeting_no=standing.meeting_no,
                    prepared_by=standing.prepared_by,
                    approved_by=given.approved_by,
                    approved_on=given.approved_on,
                    list_sha256=standing.list_sha256,
                    run_id=given.run_id,
                )
            )
    return record.meeting_no


def require_list_as_seen(record: MeetingRecord, on: date, run_id: str, work: UnitOfWork) -> None:
    """Raise :class:`ListChanged` when the list is not the one that the meeting saw; the record then no longer counts.

    The approval stays on file with the day on which it lost its ground.
    """
    if is_list_as_seen(record, work):
        return
    with work:
        lock(record.cycle, work)
        standing = find_in(record.cycle, work)
        if standing is not None and standing.is_carried_out:
            return
        work.connection.execute(
            insert(meeting_return)
            .values(
                cycle=str(record.cycle),
                meeting_no=record.meeting_no,
                kind=ReturnKind.LIST_CHANGED.value,
                reason="提交会议的名单在会议之后有变化",
                returned_by=SYSTEM,
                returned_on=on,
                run_id=run_id,
            )
            .on_conflict_do_nothing()
        )
    raise ListChanged(record.cycle, record.meeting_no)


def _check(given: ApproveMeeting, record: MeetingRecord) -> None:
    if given.approved_by == record.prepared_by:
        raise ApproverIsPreparer(given.approved_by)
    if record.approved_by not in (None, given.approved_by):
        raise AlreadyApproved(record.meeting_no, str(record.approved_by))
