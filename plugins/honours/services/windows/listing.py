"""The list of windows that moved with the holiday table, for the office: what, old day, new day, why, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.services.documents.spreadsheet import write_list
from honours.services.windows.finding import MovedWindow
from honours.storage.unit_of_work import UnitOfWork

FOLDER = "calendar"
_HEADERS = ("类别", "事项", "起始日", "原截止日", "新截止日", "处理", "原因", "需要做什么", "推荐单位代码", "专家编号")


def publish_changes(cycle: Cycle, change_no: int, on: date, moved: Sequence[MovedWindow], work: UnitOfWork) -> str:
    """Lay the list of one change in the cycle's outbox and return its SHA-256; the unit of work must have begun."""
    rows = [
        (
            one.kind.label,
            one.label,
            one.opened_on,
            one.old_closes_on,
            f"{one.new_closes_on}{'（暂定）' if one.is_provisional else ''}",
            one.effect.label,
            one.why,
            one.to_do,
            one.body_code or "",
            one.expert_no or "",
        )
        for one in moved
    ]
    return work.publish(
        write_list(
            "期限变动清单",
            _HEADERS,
            rows,
            fixed_on=on,
            notes=(f"{cycle.label}：{on}发现放假安排有变（第{change_no}次），以下期限随之变动。",),
        ),
        cycle=str(cycle),
        stage=FOLDER,
        kind=DocumentKind.WINDOW_CHANGES,
        subject=str(change_no),
        file_name=f"{cycle.label}期限变动清单-{change_no}.xlsx",
        made_on=on,
    )
