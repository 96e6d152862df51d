"""The list that is put to the chair's meeting (award/11, model-studio/12, employee-studio/6), for the meeting room too.

A version of the list keeps its day, so that the same entries give the same bytes whenever they are looked at again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.meetings import quorum_of
from honours.domain.stages import Stage
from honours.domain.states import NominationState, RankingOutcome
from honours.regulation.leadership import leadership
from honours.regulation.loader import regulation
from honours.regulation.policies import notice_policy
from honours.services.documents.spreadsheet import Sheet, write_sheets
from honours.services.notice.columns import cells_of, headers_of
from honours.services.notice.meeting.records import MeetingRecord, find_meeting
from honours.services.notice.projects import RankedProject, ranked_projects
from honours.storage.unit_of_work import UnitOfWork

_TO_FILL_IN = ("回避人员", "赞成", "反对", "弃权", "不通过的理由")
_ATTENDANCE = ("姓名", "职务", "出席", "缺席原因")


@dataclass(frozen=True, slots=True)
class MeetingList:
    """The list as the meeting sees it; ``places`` is how many of the tied may be chosen in each category."""

    markdown: str
    sha256: str
    proposed: tuple[str, ...]
    tied: tuple[str, ...]
    places: Mapping[Category, int]


def prepare_list(cycle: Cycle, on: date, work: UnitOfWork) -> MeetingList:
    """Produce the list for the next record of the meeting in the outbox and return it; a retry returns the same."""
    meeting_no = next_meeting_no(find_meeting(cycle, work))
    projects = _put_to_meeting(cycle, work)
    content, made_on = _newest_or_new(cycle, meeting_no, projects, on, work)
    with work:
        digest = work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.NOTICE.value,
            kind=DocumentKind.MEETING_LIST,
            subject="",
            file_name=f"{cycle.label}{_list_name(cycle)}.xlsx",
            made_on=made_on,
        )
    return MeetingList(
        markdown=_markdown(projects, cycle),
        sha256=digest,
        proposed=tuple(one.listed.nomination_no for one in projects),
        tied=tuple(one.listed.nomination_no for one in projects if one.outcome is RankingOutcome.TIED),
        places=_places(cycle, on, projects),
    )


def next_meeting_no(last: MeetingRecord | None) -> int:
    """Return the number of the record that is being made: the open one's, or the one after the last."""
    if last is None:
        return 1
    return last.meeting_no if last.is_open else last.meeting_no + 1


def is_list_as_seen(record: MeetingRecord, work: UnitOfWork) -> bool:
    """Return whether the list would be made today with the very bytes that the meeting saw."""
    with work:
        newest = work.run("notice/find_meeting_list", {"cycle": str(record.cycle)}).one_or_none()
    if newest is None or newest.sha256 != record.list_sha256:
        return False
    projects = _put_to_meeting(record.cycle, work)
    return _digest(_content(record.cycle, record.meeting_no, projects, newest.made_on)) == record.list_sha256


def _newest_or_new(
    cycle: Cycle, meeting_no: int, projects: Sequence[RankedProject], on: date, work: UnitOfWork
) -> tuple[bytes, date]:
    with work:
        newest = work.run("notice/find_meeting_list", {"cycle": str(cycle)}).one_or_none()
    if newest is not None:
        content = _content(cycle, meeting_no, projects, newest.made_on)
        if _digest(content) == newest.sha256:
            return content, newest.made_on
    return _content(cycle, meeting_no, projects, on), on


def _content(cycle: Cycle, meeting_no: int, projects: Sequence[RankedProject], on: date) -> bytes:
    members = leadership().members_on(on)
    policy = notice_policy(cycle.scheme, on)
    notes = (
        f"第{meeting_no}次提交会议。会议日期：　　　　　　会议纪要编号：　　　　　　　　　　　　",
        f"应到{len(members)}人，到会{quorum_of(len(members), policy.quorum_percent)}人以上方可开会；"
        f"赞成票超过表决票数的{policy.approval_percent}%为通过，弃权计入表决票数。全票通过的不必填写。",
    )
    blank = (None,) * len(_TO_FILL_IN)
    rows = [(*cells_of(one, cycle), *blank) for one in projects]
    listed = Sheet(f"{cycle.year}年{_list_name(cycle)}", (*headers_of(cycle), *_TO_FILL_IN), rows, notes)
    seats = [(one.name, one.post, None, None) for one in members]
    return write_sheets([listed, Sheet("出席情况", _ATTENDANCE, seats)], fixed_on=on)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _put_to_meeting(cycle: Cycle, work: UnitOfWork) -> list[RankedProject]:
    return ranked_projects(cycle, (NominationState.PROPOSED,), work)


def _list_name(cycle: Cycle) -> str:
    return "建议命名名单" if cycle.scheme.names_studios else "建议奖励项目名单"


def _places(cycle: Cycle, on: date, projects: Sequence[RankedProject]) -> dict[Category, int]:
    """Return how many of the tied may be chosen in each category; without a quota nothing is ever tied."""
    if cycle.scheme.names_studios:
        return {}
    inside = Counter(one.listed.category for one in projects if one.outcome is RankingOutcome.IN)
    return {category: regulation().quota(category).on(on) - inside[category] for category in cycle.categories}


def _markdown(projects: Sequence[RankedProject], cycle: Cycle) -> str:
    headers = headers_of(cycle)
    lines = ["| " + " | ".join(headers) + " |", "|" + "---|" * len(headers)]
    lines.extend(
        "| " + " | ".join(_text(cell).replace("|", "\\|") for cell in cells_of(one, cycle)) + " |" for one in projects
    )
    return "\n".join(lines)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
