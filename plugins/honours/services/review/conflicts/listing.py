"""The list of experts who must step back (回避关系清单), for the staff who see to the assignment."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from honours.domain.conflicts import ConflictKind
from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.stages import Stage
from honours.services.documents.spreadsheet import Value, write_list
from honours.storage.unit_of_work import UnitOfWork

FILE_NAME = f"{DocumentKind.CONFLICT_LIST.label}.xlsx"
_HEADERS = ("专家编号", "专家", "专家单位", "申报编号", "项目", "类别", "关系", "理由", "来源")
_NOTES = (
    "列出的专家不会分到所列项目，自动和手工都不能。仅供经办人员使用，请勿发给专家和推荐单位。",
    "只凭姓名相同的也列入；核实不是同一人的不必改动，换一位专家评审即可。",
)


def publish_conflicts(cycle: Cycle, work: UnitOfWork) -> int:
    """Lay the list in the outbox of the review and return how many rows it has; without any there is no list.

    The unit of work has begun. The same conflicts give the same file, whenever it is made; others its next version.
    """
    rows = work.run("review/list_conflicts", {"cycle": str(cycle)}).all()
    if rows:
        since = max(row.since_on for row in rows)
        work.publish(
            write_list(
                DocumentKind.CONFLICT_LIST.label,
                _HEADERS,
                [_cells(cycle, row) for row in rows],
                fixed_on=since,
                notes=_NOTES,
            ),
            cycle=str(cycle),
            stage=Stage.REVIEW.value,
            kind=DocumentKind.CONFLICT_LIST,
            subject="",
            file_name=FILE_NAME,
            made_on=since,
        )
    return len(rows)


def _cells(cycle: Cycle, row: Row[Any]) -> tuple[Value, ...]:
    kind = ConflictKind(row.kind)
    return (
        row.expert_no,
        row.expert_name,
        row.expert_unit,
        row.nomination_no,
        row.project_name,
        cycle.category_label(Category(row.category)),
        kind.label,
        row.reason,
        kind.source,
    )
