"""Hands objections that came outside the window to those who supervise (award/17): a list, without who objected."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.stages import Stage
from honours.services.documents.spreadsheet import write_list
from honours.services.notice.treated import TreatedObjection, treated_objections
from honours.services.outcomes import cited
from honours.storage.unit_of_work import UnitOfWork

_HEADERS = ("异议编号", "申报编号", "项目名称", "收到日期", "依据条款", "证据", "承办人", "现状", "怎样对待")


def hand_to_supervision(cycle: Cycle, work: UnitOfWork) -> int:
    """Lay the list of the objections of the cycle that go to supervision in the outbox; return how many it holds.

    Nothing is produced while there is none. The same objections give the same list.
    """
    listed = [one for one in treated_objections(cycle, work) if one.treatment.hands_on]
    if not listed:
        return 0
    known_on = max(day for one in listed for day in (one.received_on, one.closed_on) if day is not None)
    name = f"{cycle.label}转监督核查的异议清单"
    content = write_list(name, _HEADERS, [_cells(one) for one in listed], fixed_on=known_on)
    with work:
        work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.NOTICE.value,
            kind=DocumentKind.SUPERVISION_LIST,
            subject="",
            file_name=f"{name}.xlsx",
            made_on=known_on,
        )
    return len(listed)


def _cells(one: TreatedObjection) -> tuple[str | date, ...]:
    return (
        one.objection_no,
        one.nomination_no,
        one.project_name,
        one.received_on,
        cited(one.ground_article),
        "；".join(one.evidence) or "无",
        one.handler or "未定",
        "尚未办结" if one.closed_on is None else f"{one.closed_on} 办结，{'成立' if one.is_upheld else '不成立'}",
        one.how,
    )
