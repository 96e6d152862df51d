"""The record of the chair's meeting that a cycle has: looked up, and the refusals that every act on it shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from honours.domain.actors import ActorKind, kind_of
from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.meetings import ReturnKind
from honours.regulation.leadership import LEADERSHIP_FILE, Act, leadership
from honours.storage.unit_of_work import UnitOfWork

CLEAR = "请清除（Clear）步骤“复核退回项目”及其全部下游（Downstream），流程会从那里继续"


class NotEntitled(RefusedInput):
    """A login that may not do this; carries it, the act and the logins that may."""

    def __init__(self, login: str, act: Act, allowed: tuple[str, ...]) -> None:
        self.login, self.act, self.allowed = login, act, allowed
        super().__init__(
            f"账号“{login or '（空）'}”不能{act.label}；当日可以办理的账号：{'、'.join(allowed) or '无'}。"
            f"请由其中一人办理，或由经办科室在数据文件 {LEADERSHIP_FILE.name} 的 signatories 中补上该账号。"
        )


class NothingRecorded(RefusedInput):
    """There is no record of the meeting that waits for this; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"周期 {cycle} 没有等待核准的会议记录。请先由经办人在“录入主席会议结果”中录入；{CLEAR}。")


class SentBack(RefusedInput):
    """The last record was sent back, and no new one was entered yet; carries the record."""

    def __init__(self, record: MeetingRecord) -> None:
        self.record = record
        super().__init__(
            f"周期 {record.cycle} 第{record.meeting_no}次会议记录已由{record.returned_by}退回"
            f"（{record.returned_as.label if record.returned_as else ''}：{record.return_reason}），"
            f"还没有新的记录。{CLEAR}。"
        )


class ListChanged(RefusedInput):
    """The list is no longer the one that the meeting saw, so its result and an approval no longer count."""

    def __init__(self, cycle: Cycle, meeting_no: int) -> None:
        self.cycle, self.meeting_no = cycle, meeting_no
        super().__init__(
            f"周期 {cycle} 提交会议的名单在第{meeting_no}次会议记录之后有变化，这次的结果和核准不再有效，记录保留备查。"
            f"{CLEAR}：重新生成名单、重新录入和核准。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """The last record of a cycle; ``approved_by`` and ``returned_as`` are None until somebody approved or sent back."""

    cycle: Cycle
    meeting_no: int
    held_on: date
    minutes_no: str
    minutes_file: str
    minutes_sha256: str
    list_sha256: str
    member_count: int
    present_count: int
    quorum_percent: int
    approval_percent: int
    notice_posted_on: date
    notice_document_no: str
    decision_document_no: str
    prepared_by: str
    prepared_on: date
    answer_sha256: str
    approved_by: str | None
    approved_on: date | None
    returned_as: ReturnKind | None
    returned_by: str | None
    returned_on: date | None
    return_reason: str | None
    is_carried_out: bool

    @property
    def is_open(self) -> bool:
        """Whether it was not sent back, so that it can be approved or carried out."""
        return self.returned_as is None

    @property
    def is_approved(self) -> bool:
        """Whether its approval stands."""
        return self.approved_by is not None and self.is_open


def find_meeting(cycle: Cycle, work: UnitOfWork) -> MeetingRecord | None:
    """Return the last record of the cycle, also one that was sent back; None before the first."""
    with work:
        return find_in(cycle, work)


def open_meeting(cycle: Cycle, work: UnitOfWork) -> MeetingRecord | None:
    """Return the record that counts: the last one, unless it was sent back."""
    found = find_meeting(cycle, work)
    return found if found is not None and found.is_open else None


def find_in(cycle: Cycle, work: UnitOfWork) -> MeetingRecord | None:
    """Return the last record within a transaction that has begun."""
    row = work.run("notice/find_meeting", {"cycle": str(cycle)}).one_or_none()
    if row is None:
        return None
    facts = row._asdict()
    returned_as = facts.pop("returned_as")
    return MeetingRecord(cycle=cycle, returned_as=None if returned_as is None else ReturnKind(returned_as), **facts)


def lock(cycle: Cycle, work: UnitOfWork) -> None:
    """Let no other worker act on the meetings of the cycle until the transaction ends."""
    work.run("notice/lock_meeting", {"cycle": str(cycle)})


def require_entitled(login: str, act: Act, on: date) -> None:
    """Raise :class:`NotEntitled` unless the login is a person who may do the act on the day."""
    allowed = leadership().logins(act, on)
    if kind_of(login) is not ActorKind.PERSON or login.strip() not in allowed:
        raise NotEntitled(login, act, allowed)
