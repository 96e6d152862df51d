"""``honours demo``: invented years of all three schemes, played through Airflow from the call to the last receipt."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

from honours.cli.output import answer, json_option, table
from honours.cli.up import one_machine, progress
from honours.storage.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from honours.cli.replay.playing import OnProgress, Part, Play
    from honours.services.sample.comparison import Comparison
    from honours.services.sample.outcome import Outcome
    from honours.services.sample.plants import Plant
    from honours.storage.unit_of_work import UnitOfWork

_SHOWN = 20


@click.command()
@click.option("--port", type=click.IntRange(1024, 65535), help="网页端口；不给则从 8080 起找空闲的。")
@click.option(
    "--cycle", "only", multiple=True, metavar="周期", help="只重演这个周期，可以写几次；不给则重演全部虚构周期。"
)
@json_option
def demo(port: int | None, only: tuple[str, ...], as_json: bool) -> None:
    """用虚构材料在真实的 Airflow 上重演三个项目的周期，从征集到最后一张银行回单；完成后 Airflow 留在后台运行。"""
    from honours.cli.local import environment, stack
    from honours.cli.replay.errors import FindingsDiffer, PlayInterrupted
    from honours.cli.replay.parts import chosen_cycles

    settings, began = one_machine(), time.monotonic()
    planned = chosen_cycles(only)
    with progress(is_quiet=as_json) as step:
        chosen = stack.bring_up(settings, port, step)
    try:
        data = _play(planned, settings, as_json)
    except KeyboardInterrupt as interrupt:
        raise PlayInterrupted from interrupt
    passwords = environment.logins(settings)
    data |= {
        "seconds": round(time.monotonic() - began),
        "url": environment.base_url(chosen),
        "logins": {name: passwords[name] for name in environment.LOGINS},
        "outbox": settings.outbox,
        "ledgers": settings.var / "demo",
    }
    answer(data, as_json, _render)
    missed = sum(len(one["comparison"]["missed"]) for one in data["cycles"])
    unexpected = sum(len(one["comparison"]["unexpected"]) for one in data["cycles"])
    if missed or unexpected:
        raise FindingsDiffer(missed, unexpected)


def _play(planned: Sequence[Any], settings: Settings, is_quiet: bool) -> dict[str, Any]:
    """Play the cycles, or try to play them a second time; return the figures and what was found."""
    from honours import wiring
    from honours.cli.replay.parts import is_done, parts_of, refuse_real_data
    from honours.services.sample.outcome import file_count, fingerprint

    work = wiring.unit_of_work(settings)
    parts = parts_of(planned, work)
    refuse_real_data(parts, work)
    is_second = all(is_done(part.mailbox.cycle, work) for part in parts)
    before = fingerprint(work)
    with ExitStack() as stack, _bar(is_quiet) as on:
        play = _prepared(parts, settings, stack, on)
        play.run_again() if is_second else play.run()
    return {
        "is_second": is_second,
        "is_unchanged": is_second and fingerprint(work) == before,
        "files": file_count(work),
        "cycles": _told(parts, work),
    }


def _prepared(parts: Sequence[Part], settings: Settings, stack: ExitStack, on: OnProgress) -> Play:
    from honours.cli.local import environment
    from honours.cli.local.stack import api
    from honours.cli.replay.playing import Play

    apis = {name: stack.enter_context(api(settings, name)) for name in environment.LOGINS}
    return Play(apis, parts, settings, on)


def _told(parts: Sequence[Part], work: UnitOfWork) -> list[dict[str, Any]]:
    from honours.services.sample.comparison import compare
    from honours.services.sample.outcome import outcome_of

    everything = {plant for part in parts for plant in part.mailbox.ledger.plants()}
    told = []
    for part in parts:
        cycle, own = part.mailbox.cycle, part.mailbox.ledger.plants()
        compared = compare(own, cycle, work, everything - own)
        told.append(
            {
                "cycle": str(cycle),
                "name": cycle.label,
                "outcome": outcome_of(cycle, work),
                "comparison": _compared(compared),
            }
        )
    return told


def _compared(compared: Comparison) -> dict[str, Any]:
    return {
        "counts": [(kind.label, planted, found) for kind, planted, found in compared.counts()],
        "missed": compared.missed,
        "unexpected": compared.unexpected,
    }


@contextmanager
def _bar(is_quiet: bool) -> Iterator[OnProgress]:
    """Yield what shows the steps: a bar on a screen, a line for every new step elsewhere."""
    if is_quiet:
        yield lambda _done, _total, _says: None
        return
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("重演"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, says: bar.update(task, completed=done, total=total, description=says)


def _lines() -> OnProgress:
    said: list[str] = []

    def tell(done: int, total: int, says: str) -> None:
        if says not in said[-1:]:
            said.append(says)
            click.echo(f"  [{done:>2}/{total}] {says}", err=True)

    return tell


def _render(data: dict[str, Any]) -> str:
    cycles = data["cycles"]
    names = [one["name"] for one in cycles]
    kinds = [label for label, _, _ in cycles[0]["comparison"]["counts"]]
    differs = any(one["comparison"]["missed"] or one["comparison"]["unexpected"] for one in cycles)
    parts = [
        f"\n{_headline(data)}\n",
        table(("结果", *names), _side_by_side([_figures(one["outcome"]) for one in cycles])),
        "\n埋设的问题与查出的问题（埋设/查出）\n",
        table(("类别", *names), [(kind, *(_planted_and_found(one, kind) for one in cycles)) for kind in kinds]),
        *(part for one in cycles for part in _differences(one["name"], "埋设而没有查出", one["comparison"]["missed"])),
        *(
            part
            for one in cycles
            for part in _differences(one["name"], "查出而没有埋设", one["comparison"]["unexpected"])
        ),
        "" if differs else "\n每一处埋设的问题都已查出，没有查出别的问题。",
        f"\n文书、退回件和工作室档案：{data['outbox']}\n埋设清单：{data['ledgers']}",
        f"网页：{data['url']}（账号 operations，密码 {data['logins']['operations']}；其他账号用 honours up 查看）",
        "停止：make down（或 .venv/bin/honours down）",
    ]
    return "\n".join(part for part in parts if part)


def _headline(data: dict[str, Any]) -> str:
    took, named = f"用时 {data['seconds']} 秒", "、".join(one["cycle"] for one in data["cycles"])
    if not data["is_second"]:
        return f"{named} 已从征集办到最后一张回单，共收件 {data['files']} 份，{took}。"
    again = f"{named} 此前已经办结。这次把全部材料再投一遍、流程再触发一遍（{took}），"
    return again + ("数据库没有任何改变。" if data["is_unchanged"] else "数据库却有改变，请核对。")


def _side_by_side(columns: list[list[tuple[str, str]]]) -> list[tuple[str, ...]]:
    return [(rows[0][0], *(value for _, value in rows)) for rows in zip(*columns, strict=True)]


def _figures(came: Outcome) -> list[tuple[str, str]]:
    return [
        ("收件（份）", f"{came.files}，退回 {came.files_returned}"),
        ("申报（项）", f"{came.received}，撤回 {came.withdrawn}"),
        ("不符合条件（项）", f"{came.excluded}"),
        ("审查通过（项）", f"{came.qualified}"),
        ("提请会议（项）", f"{came.proposed}"),
        ("授奖、命名（项）", f"{came.chosen}"),
        ("未获批准、暂缓（项）", f"{came.declined}、{came.held}"),
        ("付款（笔）", f"{came.paid}"),
        ("付款合计（元）", came.paid_cny.grouped()),
        ("归档回单（份）", f"{came.receipts}"),
    ]


def _planted_and_found(one: dict[str, Any], kind: str) -> str:
    return next(f"{planted}/{found}" for label, planted, found in one["comparison"]["counts"] if label == kind)


def _differences(name: str, title: str, listed: list[Plant]) -> list[str]:
    if not listed:
        return []
    rows = [(one.kind.label, one.subject, one.place, one.expected) for one in listed[:_SHOWN]]
    return [
        f"\n{name}：{title}（{len(listed)} 处）\n",
        table(("类别", "对象", "位置", "内容"), rows),
    ]
