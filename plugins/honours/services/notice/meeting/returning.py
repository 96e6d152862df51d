"""Sending back the record of the meeting, whole or with named entries; an approval goes with it and stays on file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, Text, func, literal, select, values
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.meetings import ReturnKind
from honours.domain.states import NominationState
from honours.regulation.leadership import Act
from honours.services.moves import move_selected
from honours.services.notice.meeting.approving import ApproverIsPreparer
from honours.services.notice.meeting.records import MeetingRecord, NothingRecorded, find_in, lock, require_entitled
from honours.storage.tables import meeting_return, meeting_returned_entry
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnMeeting:
    """A person of the leadership sends the record back; ``entries`` are those to be examined again, with reasons.

    Without entries the whole record goes back to be entered anew.
    """

    cycle: Cycle
    returned_by: str
    returned_on: date
    reason: str
    entries: Mapping[str, str]
    run_id: str


class ReturnRefused(RefusedInput):
    """A return that cannot be; carries every fault."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("退回未被接受：" + "；".join(faults) + "。请更正后重新提交。")


class AlreadyCarriedOut(RefusedInput):
    """The record was carried out, so nothing of it can be sent back; carries cycle and number."""

    def __init__(self, cycle: Cycle, meeting_no: int) -> None:
        self.cycle, self.meeting_no = cycle, meeting_no
        super().__init__(
            f"周期 {cycle} 第{meeting_no}次会议的结果已经落实（进入公示），不能再退回。公示中发现问题的，按异议办理。"
        )


def return_meeting(given: ReturnMeeting, work: UnitOfWork) -> int:
    """Send the record back, move the named entries and return how many were sent back; a retry changes nothing.

    An approval of the record no longer counts from then on. Raise :class:`NotEntitled`, :class:`ApproverIsPreparer`,
    :class:`NothingRecorded`, :class:`AlreadyCarriedOut` or :class:`ReturnRefused`.
    """
    require_entitled(given.returned_by, Act.APPROVE, given.returned_on)
    with work:
        lock(given.cycle, work)
        record = find_in(given.cycle, work)
        if record is None:
            raise NothingRecorded(given.cycle)
        if record.prepared_by == given.returned_by:
            raise ApproverIsPreparer(given.returned_by)
        if not record.is_open:
            return _done_before(given, record, work)
        if record.is_carried_out:
            raise AlreadyCarriedOut(given.cycle, record.meeting_no)
        _check(given, record, work)
        _write(given, record, work)
        return _move(given, work)


def _check(given: ReturnMeeting, record: MeetingRecord, work: UnitOfWork) -> None:
    faults = []
    key = {"cycle": str(given.cycle), "meeting_no": record.meeting_no}
    listed = {row.nomination_no: row.state for row in work.run("notice/list_votes", key).all()}
    if not given.reason.strip() and not given.entries:
        faults.append("没有写退回的理由。退回个别项目的写“编号 理由”，退回整份记录的写理由")
    if unknown := sorted(set(given.entries) - set(listed)):
        faults.append(f"退回的编号不在提交会议的名单上：{'、'.join(unknown)}")
    faults.extend(f"{number} 没有写退回的理由" for number, why in sorted(given.entries.items()) if not why.strip())
    faults.extend(
        f"{number} 现在是“{NominationState(listed[number]).label}”，不能退回"
        for number in sorted(set(given.entries) & set(listed))
        if listed[number] != NominationState.PROPOSED.value
    )
    if faults:
        raise ReturnRefused(tuple(faults))


def _write(given: ReturnMeeting, record: MeetingRecord, work: UnitOfWork) -> None:
    key = {"cycle": str(given.cycle), "meeting_no": record.meeting_no}
    work.connection.execute(
        insert(meeting_return).values(
            **key,
            kind=_kind(given).value,
            reason=given.reason.strip() or f"{len(given.entries)}个项目退回复核",
            returned_by=given.returned_by,
            returned_on=given.returned_on,
            run_id=given.run_id,
        )
    )
    if given.entries:
        rows = [{**key, "nomination_no": number, "reason": why.strip()} for number, why in given.entries.items()]
        work.connection.execute(insert(meeting_returned_entry), rows)


def _move(given: ReturnMeeting, work: UnitOfWork) -> int:
    if not given.entries:
        return 0
    named = values(Column("nomination_no", Text), Column("why", Text), name="named").data(sorted(given.entries.items()))
    reason = func.concat(literal("退回复核："), named.c.why, type_=Text()).label("reason")
    chosen = select(named.c.nomination_no, reason)
    return move_selected(
        work,
        given.cycle,
        NominationState.PROPOSED,
        NominationState.RETURNED,
        chosen,
        on=given.returned_on,
        actor=given.returned_by,
        run_id=given.run_id,
    )


def _kind(given: ReturnMeeting) -> ReturnKind:
    return ReturnKind.ENTRIES if given.entries else ReturnKind.RECORD


def _done_before(given: ReturnMeeting, record: MeetingRecord, work: UnitOfWork) -> int:
    """Return what the same return did before; raise :class:`NothingRecorded` when it was another one."""
    sent_back = set(
        work.connection.execute(
            select(meeting_returned_entry.c.nomination_no).where(
                meeting_returned_entry.c.cycle == str(given.cycle),
                meeting_returned_entry.c.meeting_no == record.meeting_no,
            )
        ).scalars()
    )
    if record.returned_as is not _kind(given) or record.returned_by != given.returned_by:
        raise NothingRecorded(given.cycle)
    if sent_back != set(given.entries):
        raise NothingRecorded(given.cycle)
    return len(sent_back)
