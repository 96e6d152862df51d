"""Who has answered the call, for the person who closes the intake (award/10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from honours.domain.cycle import Cycle
from honours.domain.submissions import SubmissionStatus
from honours.services.call.opening import find_cycle
from honours.storage.unit_of_work import UnitOfWork

_SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class BodyIntake:
    """What one body has sent: workbooks in all, late ones among them, and what stands of its nominations.

    ``rows_refused`` are the rows that its latest workbook in time got back; ``last_status`` is how that one ended.
    """

    body_code: str
    name: str
    workbooks: int
    late_workbooks: int
    last_received_at: datetime | None
    last_status: SubmissionStatus | None
    rows_refused: int
    nominations: int
    withdrawn: int

    @property
    def has_sent(self) -> bool:
        """Whether a workbook came in time."""
        return self.workbooks > self.late_workbooks


@dataclass(frozen=True, slots=True)
class IntakeSummary:
    """The answers to a call, body by body."""

    cycle: Cycle
    nominations_due_on: date
    bodies: tuple[BodyIntake, ...]

    @property
    def sent(self) -> int:
        """How many bodies have sent a workbook in time."""
        return sum(body.has_sent for body in self.bodies)

    @property
    def silent(self) -> tuple[BodyIntake, ...]:
        """The bodies that have not."""
        return tuple(body for body in self.bodies if not body.has_sent)

    @property
    def nominations(self) -> int:
        """How many nominations stand, withdrawn ones not counted."""
        return sum(body.nominations for body in self.bodies)

    @property
    def rows_refused(self) -> int:
        """How many rows have gone back and have not come again corrected."""
        return sum(body.rows_refused for body in self.bodies)

    def as_markdown(self) -> str:
        """Return the summary as a Chinese text with a table, for a person who decides."""
        lines = [
            f"**{self.cycle.label}收件情况**（报送截止：{self.nominations_due_on}）",
            "",
            f"应报 {len(self.bodies)} 家，已报 {self.sent} 家，未报 {len(self.silent)} 家；"
            f"收到申报 {self.nominations} 项，退回待更正 {self.rows_refused} 行。",
            "",
        ]
        if self.silent:
            lines += [f"未按时报送：{'、'.join(_text(body.name) for body in self.silent)}。", ""]
        lines += [
            "| 代码 | 推荐单位 | 报送次数 | 其中逾期 | 最近到达 | 最近结果 | 申报项目 | 撤回 | 退回行数 |",
            "|---|---|--:|--:|---|---|--:|--:|--:|",
        ]
        lines += [_line(body) for body in self.bodies]
        return "\n".join(lines)


def intake_summary(cycle: Cycle, work: UnitOfWork) -> IntakeSummary:
    """Return who has sent nominations for the cycle and who has not; raise :class:`CycleNotOpen`."""
    opened = find_cycle(cycle, work)
    with work:
        rows = work.run("call/summarise_intake", {"cycle": str(cycle)}).all()
    bodies = tuple(
        BodyIntake(
            body_code=row.body_code,
            name=row.name,
            workbooks=row.workbooks,
            late_workbooks=row.late_workbooks,
            last_received_at=row.last_received_at,
            last_status=SubmissionStatus(row.last_status) if row.last_status else None,
            rows_refused=row.rows_refused,
            nominations=row.nominations,
            withdrawn=row.withdrawn,
        )
        for row in rows
    )
    return IntakeSummary(cycle, opened.nominations_due_on, bodies)


def _line(body: BodyIntake) -> str:
    arrived = body.last_received_at.astimezone(_SHANGHAI).strftime("%Y-%m-%d %H:%M") if body.last_received_at else "—"
    if body.last_status is not None:
        ended = body.last_status.label
    else:
        ended = SubmissionStatus.LATE.label if body.late_workbooks else "未报"
    cells = (body.body_code, _text(body.name), body.workbooks, body.late_workbooks, arrived, ended)
    return (
        f"| {' | '.join(str(cell) for cell in cells)} | {body.nominations} | {body.withdrawn} | {body.rows_refused} |"
    )


def _text(name: str) -> str:
    """Return a name that cannot break out of its cell of a markdown table."""
    return name.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
