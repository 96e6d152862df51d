"""The record of the meeting as the person who approves it sees it (award/11)."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.meetings import VoteOutcome, quorum_of
from honours.regulation.leadership import leadership
from honours.regulation.policies import notice_policy
from honours.services.notice.meeting.listing import MeetingList
from honours.services.notice.meeting.minutes import BEGINNING, archived_minutes
from honours.services.notice.meeting.records import MeetingRecord, find_meeting
from honours.storage.unit_of_work import UnitOfWork

_VOTES = ("编号", "项目", "回避", "赞成", "反对", "弃权", "结果", "理由")


def asking_markdown(cycle: Cycle, on: date, listed: MeetingList, work: UnitOfWork) -> str:
    """Return what the person who enters the result is shown: members and quorum, minutes, the last return, the list."""
    members, last = leadership().members_on(on), find_meeting(cycle, work)
    policy = notice_policy(cycle.scheme, on)
    came = "、".join(f"“{name}”" for name in archived_minutes(cycle, work))
    places = "、".join(f"{category.label}{count}个" for category, count in listed.places.items() if count)
    parts = [
        return_sentence(last) if last is not None else "",
        f"提请会议研究的共{len(listed.proposed)}项。",
        f"会议成员（{on}，应到{len(members)}人，{quorum_of(len(members), policy.quorum_percent)}人以上有效）："
        f"{'、'.join(one.name for one in members)}。出席和缺席合起来须是全部成员。",
        f"表决：每项的票数等于出席减回避；赞成票超过表决票数的{policy.approval_percent}%为通过，弃权计入。全票通过的不写。",
        f"会议纪要：已收到 {came}。"
        if came
        else f"会议纪要：还没有收到。请先把“{BEGINNING}（{cycle.label}）.docx”"
        "（PDF、JPG、PNG 也可以）放入收件文件夹，待“收件”流程收下。",
        f"名额线上并列：{'、'.join(listed.tied)}；各类余额：{places or '无'}。" if listed.tied else "",
        listed.markdown,
    ]
    return "\n\n".join(part for part in parts if part)


def record_markdown(record: MeetingRecord, work: UnitOfWork) -> str:
    """Return the whole record: papers, attendance, and the vote on every entry."""
    key = {"cycle": str(record.cycle), "meeting_no": record.meeting_no}
    with work:
        seats = work.run("notice/list_attendance", key).all()
        votes = work.run("notice/list_votes", key).all()
    absent = "、".join(f"{one.name}（{one.absence_reason}）" for one in seats if not one.is_present)
    least = quorum_of(record.member_count, record.quorum_percent)
    lines = [
        f"第{record.meeting_no}次会议记录，{record.held_on}召开，纪要 {record.minutes_no}"
        f"（文件“{record.minutes_file}”，SHA-256 {record.minutes_sha256[:12]}…，在归档中可查）。",
        "",
        f"应到{record.member_count}人，实到{record.present_count}人（{least}人以上有效）。"
        f"出席：{'、'.join(one.name for one in seats if one.is_present)}；缺席：{absent or '无'}。",
        "",
        f"录入人：{record.prepared_by}，{record.prepared_on}。公示自 {record.notice_posted_on} 起"
        f"（{record.notice_document_no}），决定文号 {record.decision_document_no}。"
        f"赞成票超过表决票数的{record.approval_percent}%为通过，弃权计入表决票数。",
        "",
        f"| {' | '.join(_VOTES)} |",
        f"|{'---|' * len(_VOTES)}",
    ]
    for row in votes:
        cells = (
            row.nomination_no,
            row.project_name,
            row.recused,
            row.votes_for,
            row.votes_against,
            row.abstentions,
            VoteOutcome(row.outcome).label,
            row.reason,
        )
        lines.append("| " + " | ".join("" if one is None else str(one).replace("|", "\\|") for one in cells) + " |")
    return "\n".join(lines)


def return_sentence(record: MeetingRecord) -> str:
    """Return who sent a record back, when and why, and whether an approval fell with it; empty for one that stands."""
    if record.returned_as is None:
        return ""
    fallen = f"，{record.approved_by}此前的核准随之失效" if record.approved_by else ""
    return (
        f"第{record.meeting_no}次会议记录已于{record.returned_on}由{record.returned_by}退回"
        f"（{record.returned_as.label}：{record.return_reason}）{fallen}。"
    )
