"""``honours calendar``: when a window closes, and the milestones of a year."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from honours.cli.output import answer, json_option, table
from honours.domain.calendar import Closing, Counts, Window, closes_on
from honours.domain.cycle import Scheme
from honours.domain.milestones import Milestone
from honours.regulation.calendar import working_days
from honours.regulation.citing import cited_in
from honours.regulation.milestones import plan_backwards, plan_forwards, steps

if TYPE_CHECKING:
    from honours.services.windows.following import CalendarChange

_DAY = click.DateTime(["%Y-%m-%d"])
_PROVISIONAL_NOTE = "暂定：国务院尚未公布该时段的放假安排，公布并补录后日期可能变动。"


@click.group(help="工作日历：公示期截止日、全年进度安排。")
def calendar() -> None:
    """Hold the commands of the calendar."""


@calendar.command(help="计算公示期：逐日列出计入和不计入的日期及原因，最后给出截止日。")
@click.option("--posted", type=_DAY, required=True, metavar="日期", help="公示之日，例如 2025-09-26。")
@click.option("--days", type=click.IntRange(min=1), required=True, metavar="天数", help="公示天数。")
@click.option("--working/--calendar", "is_working", required=True, help="按工作日计算，或按自然日计算。")
@click.option("--count-posting-day", is_flag=True, help="公示当日计入（默认不计入，民法典第二百零一条）。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def window(posted: datetime, days: int, is_working: bool, count_posting_day: bool, as_json: bool) -> None:
    """Print the closing of a window with every day counted and skipped."""
    counts = Counts.WORKING_DAYS if is_working else Counts.CALENDAR_DAYS
    closing = closes_on(posted.date(), Window(days, counts, count_posting_day), working_days())
    if as_json:
        _print_json(_closing_fields(closing))
    else:
        _print_closing(closing)


@calendar.command(help="安排全年进度：给出公布日期则倒排各步骤最迟日期，给出通知日期则顺排各步骤最早日期。")
@click.option(
    "--scheme",
    type=click.Choice([scheme.value for scheme in Scheme]),
    required=True,
    help="项目：" + "，".join(f"{scheme.value} {scheme.label}" for scheme in Scheme) + "。",
)
@click.option("--award-by", type=_DAY, metavar="日期", help="最迟公布（命名）日期，例如 2026-04-28。")
@click.option("--call-on", type=_DAY, metavar="日期", help="发布申报通知的日期。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
def plan(scheme: str, award_by: datetime | None, call_on: datetime | None, as_json: bool) -> None:
    """Print the milestones of a scheme, planned backwards from the award or forwards from the call."""
    chosen = Scheme(scheme)
    if award_by is not None and call_on is None:
        anchor, is_backwards = award_by.date(), True
        unbounded = _unbounded(chosen, anchor)
        milestones = plan_backwards(chosen, anchor, working_days())
    elif call_on is not None and award_by is None:
        anchor, is_backwards, unbounded = call_on.date(), False, frozenset[str]()
        milestones = plan_forwards(chosen, anchor, working_days())
    else:
        raise click.UsageError("--award-by 和 --call-on 须给出其中一个，且只能给一个。")
    if as_json:
        _print_json(
            {
                "scheme": chosen.value,
                "award_by" if is_backwards else "call_on": anchor,
                "milestones": [_milestone_fields(milestone, unbounded) for milestone in milestones],
            }
        )
    else:
        _print_plan(chosen, milestones, unbounded, is_backwards)


@calendar.command(
    "load",
    help="启用放假安排表：按 regulation/data/holidays 中的表重新推算正在进行的公示、答复期和节点，列出变动并登记。"
    "新表放好之后运行；不运行的，由“每日对账检查”在下一个工作日发现。",
)
@click.option("--preview", is_flag=True, help="只列出会有哪些变动，不作任何改动。")
@json_option
def load(preview: bool, as_json: bool) -> None:
    """Follow the holiday tables as they lie and print what that moved."""
    from honours import wiring
    from honours.cli.clock import today
    from honours.services.windows.following import follow_calendar, preview_calendar

    work = wiring.unit_of_work()
    answer(preview_calendar(work) if preview else follow_calendar(today(), work), as_json, _as_changes)


def _as_changes(change: CalendarChange) -> str:
    if not change.days and not change.windows:
        return "放假安排没有变动，所有期限照旧。"
    rows = [
        (
            one.cycle.label,
            one.kind.label,
            one.label,
            one.old_closes_on,
            f"{one.new_closes_on}{_suffix(one.is_provisional)}",
            one.effect.label,
            one.why,
            one.to_do,
        )
        for one in change.windows
    ]
    headers = ("周期", "类别", "事项", "原截止日", "新截止日", "处理", "原因", "需要做什么")
    listed = table(headers, rows) if rows else "没有期限因此变动。"
    return f"放假安排有 {len(change.days)} 天变动，{len(rows)} 项期限随之变动。\n\n{listed}"


def _closing_fields(closing: Closing) -> dict[str, Any]:
    counted = [{"on": day.on, "weekday": day.weekday, "label": day.label} for day in closing.counted]
    skipped = [{"on": item.day.on, "weekday": item.day.weekday, "reason": item.reason} for item in closing.skipped]
    return {
        "posted_on": closing.posted_on,
        "days": closing.window.days,
        "counts": closing.window.counts.value,
        "counts_posting_day": closing.window.counts_posting_day,
        "closes_on": closing.closes_on,
        "is_provisional": closing.is_provisional,
        "counted": counted,
        "skipped": skipped,
    }


def _milestone_fields(milestone: Milestone, unbounded: frozenset[str]) -> dict[str, Any]:
    """Return the milestone for programs; ``lawful_on`` is null where the regulation sets no latest day."""
    return {
        "code": milestone.code,
        "label": milestone.label,
        "on": milestone.on,
        "lawful_on": None if milestone.code in unbounded else milestone.lawful_on,
        "rests_on": milestone.rests_on,
        "is_lawful_limit": milestone.is_lawful_limit,
        "is_provisional": milestone.is_provisional,
    }


def _print_closing(closing: Closing) -> None:
    grid = Table(title=f"{closing.posted_on} 公示，{closing.window.label}")
    for heading in ("日期", "星期", "第几天", "说明"):
        grid.add_column(heading)
    number_of = {day.on: number for number, day in enumerate(closing.counted, start=1)}
    rows = [(day, day.label) for day in closing.counted]
    rows += [(item.day, item.reason) for item in closing.skipped]
    for day, says in sorted(rows, key=lambda row: row[0].on):
        number = number_of.get(day.on)
        note = f"{says}（暂定）" if day.is_provisional else says
        grid.add_row(str(day.on), day.weekday, str(number) if number else "不计", note)
    console = Console()
    console.print(grid)
    console.print(f"截止日：{closing.closes_on} {closing.counted[-1].weekday} 24时{_suffix(closing.is_provisional)}")
    if closing.is_provisional:
        console.print(_PROVISIONAL_NOTE)


def _print_plan(scheme: Scheme, milestones: list[Milestone], unbounded: frozenset[str], is_backwards: bool) -> None:
    extreme = "最迟" if is_backwards else "最早"
    rows = [
        (
            milestone.label,
            f"{milestone.on}{_suffix(milestone.is_provisional)}",
            "未规定" if milestone.code in unbounded else milestone.lawful_on,
            cited_in(milestone.rests_on),
        )
        for milestone in milestones
    ]
    click.echo(f"{scheme.label}进度（{'倒排' if is_backwards else '顺排'}）\n")
    click.echo(table(("步骤", "安排日期", extreme, "依据"), rows))
    click.echo(f"\n“{extreme}”只计规定的公示期，不留办理时间。")
    if unbounded:
        click.echo("“未规定”：公布结果之后的步骤，规定没有定最迟日期。")
    if any(milestone.is_provisional for milestone in milestones):
        click.echo(_PROVISIONAL_NOTE)


def _unbounded(scheme: Scheme, award_by: date) -> frozenset[str]:
    """Return the steps behind the award: counted backwards from it, they have no latest day."""
    chain = steps(scheme, award_by)
    (award,) = [place for place, step in enumerate(chain) if step.is_award]
    return frozenset(step.code for step in chain[award + 1 :])


def _suffix(is_provisional: bool) -> str:
    return "（暂定）" if is_provisional else ""


def _print_json(fields: dict[str, Any]) -> None:
    def plain(value: object) -> str:
        if isinstance(value, date):
            return value.isoformat()
        raise TypeError(value)

    click.echo(json.dumps(fields, ensure_ascii=False, indent=2, default=plain))
