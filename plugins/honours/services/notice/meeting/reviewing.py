"""Re-examining what was sent back from the chair's meeting (award/11): put to the next meeting, or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, Row, Text, func, literal, select, values
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.meetings import ReviewOutcome
from honours.domain.states import NominationState
from honours.regulation.leadership import Act
from honours.services.moves import move_selected
from honours.services.notice.meeting.records import lock, require_entitled
from honours.storage.tables import returned_entry_finding
from honours.storage.unit_of_work import UnitOfWork

_HEADERS = ("编号", "项目", "所在单位", "退回理由", "退回人", "退回日期")
_MOVES = {
    ReviewOutcome.RESTORED: (NominationState.PROPOSED, "复核后重新提请会议："),
    ReviewOutcome.REFUSED: (NominationState.DECLINED, "复核后不再提请会议："),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReturned:
    """What was found of the entries sent back: those put forward again with the finding, the others with the reason."""

    cycle: Cycle
    restored: Mapping[str, str]
    refused: Mapping[str, str]
    found_by: str
    found_on: date
    run_id: str


class ReviewRefused(RefusedInput):
    """Findings that do not fit what was sent back; carries every fault."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("复核结论未被接受：" + "；".join(faults) + "。请更正后重新提交。")


def returned_entries(cycle: Cycle, work: UnitOfWork) -> list[Row[Any]]:
    """Return the entries that wait for a re-examination, with why and by whom they were sent back."""
    with work:
        return list(work.run("notice/list_returned", {"cycle": str(cycle)}).all())


def returned_markdown(waiting: list[Row[Any]]) -> str:
    """Return the entries sent back as a Markdown table."""
    lines = [f"| {' | '.join(_HEADERS)} |", f"|{'---|' * len(_HEADERS)}"]
    for row in waiting:
        cells = (row.nomination_no, row.project_name, row.unit_name, row.reason, row.returned_by, row.returned_on)
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def review_returned(given: ReviewReturned, work: UnitOfWork) -> tuple[int, int]:
    """Keep the findings and move every entry on; return how many were restored and how many were not.

    Raise :class:`NotEntitled` and :class:`ReviewRefused`. The same findings again change nothing: there is nothing
    left to move.
    """
    require_entitled(given.found_by, Act.PREPARE, given.found_on)
    with work:
        lock(given.cycle, work)
        waiting = {
            row.nomination_no: row.meeting_no
            for row in work.run("notice/list_returned", {"cycle": str(given.cycle)}).all()
        }
        _check(given, set(waiting))
        found = {ReviewOutcome.RESTORED: given.restored, ReviewOutcome.REFUSED: given.refused}
        rows = [
            {
                "cycle": str(given.cycle),
                "meeting_no": waiting[number],
                "nomination_no": number,
                "outcome": outcome.value,
                "finding": finding.strip(),
                "found_by": given.found_by,
                "found_on": given.found_on,
                "run_id": given.run_id,
            }
            for outcome, findings in found.items()
            for number, finding in findings.items()
        ]
        if rows:
            work.connection.execute(insert(returned_entry_finding), rows)
        restored, refused = (_move(given, outcome, findings, work) for outcome, findings in found.items())
        return restored, refused


def _check(given: ReviewReturned, waiting: set[str]) -> None:
    told = {**given.restored, **given.refused}
    faults = []
    if both := sorted(set(given.restored) & set(given.refused)):
        faults.append(f"同一编号既重新提请又不再提请：{'、'.join(both)}")
    if unknown := sorted(set(told) - waiting):
        faults.append(f"不是待复核的项目：{'、'.join(unknown)}；待复核的为：{'、'.join(sorted(waiting)) or '无'}")
    if left := sorted(waiting - set(told)):
        faults.append(f"没有写复核结论：{'、'.join(left)}")
    faults.extend(f"{number} 没有写复核结论的内容" for number, finding in sorted(told.items()) if not finding.strip())
    if faults:
        raise ReviewRefused(tuple(faults))


def _move(given: ReviewReturned, outcome: ReviewOutcome, findings: Mapping[str, str], work: UnitOfWork) -> int:
    if not findings:
        return 0
    to_state, says = _MOVES[outcome]
    named = values(Column("nomination_no", Text), Column("finding", Text), name="named").data(sorted(findings.items()))
    return move_selected(
        work,
        given.cycle,
        NominationState.RETURNED,
        to_state,
        select(named.c.nomination_no, func.concat(literal(says), named.c.finding, type_=Text()).label("reason")),
        on=given.found_on,
        actor=given.found_by,
        run_id=given.run_id,
    )
