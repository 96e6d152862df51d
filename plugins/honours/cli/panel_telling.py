"""How the assignment of experts is told on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from honours.cli.output import table

if TYPE_CHECKING:
    from honours.services.review.assigning.panel import Panel
    from honours.services.review.assigning.record import Verification


def as_panel(found: Panel) -> str:
    """Return the assignments of a cycle, and who scores what, as tables."""
    runs = [
        (run.run_no, run.reason.label, run.made, run.withdrawn, run.proof, run.seed, run.result_sha256[:12])
        for run in found.runs
    ]
    entries = [(number, len(experts), "、".join(experts)) for number, experts in sorted(found.experts_of.items())]
    loads = sorted(found.load_of.values())
    spread = f"{loads[0]} 至 {loads[-1]}" if loads else "0"
    return "\n\n".join(
        (
            table(("批次", "原因", "新增", "撤销", "证明", "种子", "结果校验值"), runs),
            table(("申报编号", "专家数", "专家"), entries),
            f"共 {len(entries)} 项、{len(loads)} 位专家，每位评 {spread} 项。",
        )
    )


def as_verdict(found: list[Verification]) -> str:
    """Return what solving the records again came to."""
    return "\n".join(
        f"第{one.run.run_no}批：" + ("；".join(one.differences) or f"与归档记录一致，{one.run.proof}") for one in found
    )
