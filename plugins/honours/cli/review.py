"""``honours review``: what staff and audit ask of the expert review (award/11, employee-studio/6)."""

from __future__ import annotations

import click

from honours.cli.output import answer, json_option
from honours.domain.errors import RefusedInput
from honours.domain.facts import Speciality


class ReviewDiffers(RefusedInput):
    """Tables and sealed sheets do not agree; carries the number of differences."""

    exit_code = 1

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"核对发现 {count} 处与封存的评分表不一致。请停止使用排名，保留现场并查明原因。")


@click.group(help="专家评审：专家名册、任务和回避关系。")
def review() -> None:
    """Hold the commands of the review."""


@review.command(help="列出专家及其任务、评审经历和回避关系；写上编号则显示这一位，例如 E001。")
@click.argument("expert_no", metavar="[专家编号]", required=False)
@click.option(
    "--speciality",
    type=click.Choice([one.value for one in Speciality]),
    help="只要这个专业的：" + "，".join(f"{one.value} {one.label}" for one in Speciality) + "。",
)
@json_option
def experts(expert_no: str | None, speciality: str | None, as_json: bool) -> None:
    """Print the experts of the roster with load, history and conflicts."""
    from honours import wiring
    from honours.cli.expert_telling import as_list, as_text
    from honours.services.review.experts import experts as listed

    chosen = None if speciality is None else Speciality(speciality)
    found = listed(wiring.unit_of_work(), speciality=chosen, expert_no=expert_no)
    answer(found, as_json, as_list if expert_no is None else lambda one: "\n\n".join(map(as_text, one)))


@review.command(help="只凭档案中封存的评分表重新计算评分和排名，与表中逐项比较；有不一致时退出码为 1。")
@click.argument("cycle_text", metavar="周期")
@json_option
def verify(cycle_text: str, as_json: bool) -> None:
    """Recompute scores and ranking of a cycle from the sealed sheets and print every difference."""
    from honours import wiring
    from honours.domain.cycle import Cycle
    from honours.services.review.verifying import Verified, verify_review

    def told(found: Verified) -> str:
        head = f"{found.cycle.label}：封存的评分表 {found.seals} 份，评分 {found.scores} 个，排名 {found.ranked} 项。"
        return "\n".join((head, *map(str, found.differences))) if found.differences else f"{head}全部一致。"

    found = verify_review(Cycle.parse(cycle_text), wiring.unit_of_work())
    answer(found, as_json, told)
    if found.differences:
        raise ReviewDiffers(len(found.differences))


@review.command(name="panel", help="显示评审分工：谁评什么、每批的种子和证明。周期例如 2025/achievement_award。")
@click.argument("cycle_text", metavar="周期")
@click.option(
    "--verify", "is_verified", is_flag=True, help="按归档的输入重新求解，与归档的结果逐对比较；不符时退出码为 1。"
)
@json_option
def panel(cycle_text: str, is_verified: bool, as_json: bool) -> None:
    """Print who scores what, or solve the archived records again and compare."""
    from honours import wiring
    from honours.cli.panel_telling import as_panel, as_verdict
    from honours.domain.cycle import Cycle
    from honours.services.review.assigning import record
    from honours.services.review.assigning.panel import panel as standing

    cycle, work = Cycle.parse(cycle_text), wiring.unit_of_work()
    if not is_verified:
        answer(standing(cycle, work), as_json, as_panel)
        return
    found = record.verify(cycle, work)
    answer(found, as_json, as_verdict)
    if any(one.differences for one in found):
        raise click.exceptions.Exit(1)
