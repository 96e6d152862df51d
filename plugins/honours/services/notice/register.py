"""The objections of the public notices as the person who closes one sees them (award/12); objectors are not named."""

from __future__ import annotations

from honours.domain.cycle import Cycle
from honours.domain.notices import ProofSide
from honours.services.notice.notices import Notice, current_notice
from honours.services.notice.treated import TreatedObjection, treated_objections
from honours.services.outcomes import cited
from honours.storage.unit_of_work import UnitOfWork

_HEADERS = (
    "异议编号",
    "申报编号",
    "项目名称",
    "收到日期",
    "依据条款",
    "现状",
    "怎样对待",
    "期满后",
    "承办人",
    "答复期限",
    "证据",
)


def objections_markdown(cycle: Cycle, work: UnitOfWork) -> str:
    """Return the window of the notice and a table of all objections in the books; raise :class:`NotDecidedYet`."""
    notice = current_notice(cycle, work)
    listed = treated_objections(cycle, work)
    days = f"公示期：{notice.window.posted_on} 至 {notice.window.closes_on}。{_which(notice)}"
    if not listed:
        return f"{days}\n\n**没有登记任何异议**，公示名单上的项目将全部{cycle.scheme.honouring}。"
    lines = [
        f"{days}已登记异议 {len(listed)} 件：",
        "",
        f"| {' | '.join(_HEADERS)} |",
        f"|{'---|' * len(_HEADERS)}",
    ]
    for one in listed:
        cells = (
            one.objection_no,
            one.nomination_no,
            one.project_name,
            one.received_on.isoformat(),
            cited(one.ground_article),
            _state(one),
            one.how,
            one.effect,
            one.handler or "未定",
            _due(one),
            "；".join(one.evidence) or "无",
        )
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def proofs_markdown(notice: Notice, work: UnitOfWork) -> str:
    """Return the proofs that are on record for a notice, one line each; a sentence where there is none."""
    with work:
        rows = work.run("notice/list_proofs", {"cycle": str(notice.cycle), "notice_no": notice.notice_no}).all()
    lines = [
        f"- {ProofSide(row.side).label}：{row.shown_on}，{row.address}，{row.noted_by}于{row.noted_on}登记，"
        f"文件 {row.file_name}（SHA-256 {row.sha256}）"
        for row in rows
    ]
    return "\n".join(lines) or "还没有登记过证明。"


def _which(notice: Notice) -> str:
    return "" if notice.notice_no == 1 else f"本次是{notice.label}，文号{notice.document_no}。"


def _state(one: TreatedObjection) -> str:
    if one.closed_on is None:
        return "尚未办结"
    replied = f"，{one.replied_on}答复" if one.replied_on else ""
    return f"{one.closed_on} 办结，{'成立' if one.is_upheld else '不成立'}{replied}"


def _due(one: TreatedObjection) -> str:
    if one.reply_due_on is None:
        return "不需答复"
    return f"{one.reply_due_on}{'（暂定）' if one.is_due_provisional else ''}"
