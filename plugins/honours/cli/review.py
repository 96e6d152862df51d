"""``honours review``: what staff and audit ask of the expert review (award/11, employee-studio/6)."""

from __future__ import annotations

import click

from honours.cli.output import answer, json_option
from honours.domain.facts import Speciality


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
