"""The objections of a public notice as the person who closes it sees them (award/12); objectors are not named."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Cycle
from honours.services.notice.posting import notice_closes_on
from honours.services.outcomes import cited
from honours.storage.unit_of_work import UnitOfWork

_HEADERS = ("异议编号", "申报编号", "项目名称", "收到日期", "依据条款", "现状", "期满后")


def objections_markdown(cycle: Cycle, work: UnitOfWork) -> str:
    """Return the window of the notice and a table of all objections in the books; raise :class:`NotDecidedYet`."""
    window = notice_closes_on(cycle, work)
    with work:
        rows = work.run("notice/list_objections", {"cycle": str(cycle)}).all()
    days = f"公示期：{window.posted_on} 至 {window.closes_on}。"
    if not rows:
        return f"{days}\n\n**没有登记任何异议**，公示名单上的项目将全部{cycle.scheme.honouring}。"
    lines = [
        f"{days}已登记异议 {len(rows)} 件：",
        "",
        f"| {' | '.join(_HEADERS)} |",
        f"|{'---|' * len(_HEADERS)}",
    ]
    for row in rows:
        cells = (
            row.objection_no,
            row.nomination_no,
            row.project_name.replace("|", "\\|"),
            row.received_on.isoformat(),
            cited(row.ground_article),
            _state(row),
            _effect(row, cycle, window.posted_on, window.closes_on),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _state(row: Row[Any]) -> str:
    if row.closed_on is None:
        return "尚未办结"
    return f"{row.closed_on} 办结，{'成立' if row.is_upheld else '不成立'}"


def _effect(row: Row[Any], cycle: Cycle, posted_on: date, closes_on: date) -> str:
    """Return what the objection does to its own entry, by the same rule that concludes the notice."""
    if not posted_on <= row.received_on <= closes_on:
        return "不在公示期内收到，只作记录"
    if row.is_upheld:
        return f"不予{cycle.scheme.honouring}"
    return f"照常{cycle.scheme.honouring}" if row.closed_on is not None else "暂缓该项"
