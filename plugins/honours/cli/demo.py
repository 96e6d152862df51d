"""``honours demo``: an invented year of the achievement awards, played through Airflow from call to receipt."""

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
    from honours.cli.replay.playing import OnProgress, Play
    from honours.services.sample.comparison import Comparison
    from honours.services.sample.outcome import Outcome
    from honours.services.sample.plants import Ledger
    from honours.storage.unit_of_work import UnitOfWork

CYCLE = "2025/achievement_award"
_SHOWN = 20


@click.command()
@click.option("--port", type=click.IntRange(1024, 65535), help="网页端口；不给则从 8080 起找空闲的。")
@json_option
def demo(port: int | None, as_json: bool) -> None:
    """用虚构材料在真实的 Airflow 上重演 2025 年度，从征集到最后一张银行回单；完成后 Airflow 留在后台运行。"""
    from honours.cli.local import environment, stack
    from honours.cli.replay.errors import FindingsDiffer, PlayInterrupted

    settings, began = one_machine(), time.monotonic()
    with progress(is_quiet=as_json) as step:
        chosen = stack.bring_up(settings, port, step)
    try:
        data = _play(settings, as_json)
    except KeyboardInterrupt as interrupt:
        raise PlayInterrupted from interrupt
    passwords = environment.logins(settings)
    data |= {
        "seconds": round(time.monotonic() - began),
        "url": environment.base_url(chosen),
        "logins": {name: passwords[name] for name in environment.LOGINS},
        "outbox": settings.outbox,
        "ledger": _ledger_file(settings),
    }
    answer(data, as_json, _render)
    compared = data["comparison"]
    if compared["missed"] or compared["unexpected"]:
        raise FindingsDiffer(len(compared["missed"]), len(compared["unexpected"]))


def _play(settings: Settings, is_quiet: bool) -> dict[str, Any]:
    """Play the cycle, or try to play it a second time; return the figures and what was found."""
    from honours import wiring
    from honours.domain.cycle import Cycle
    from honours.services.sample.comparison import compare
    from honours.services.sample.outcome import fingerprint, outcome_of
    from honours.services.sample.plants import Ledger

    cycle, work, ledger = Cycle.parse(CYCLE), wiring.unit_of_work(settings), Ledger(_ledger_file(settings))
    _refuse_real_data(cycle, ledger, work)
    is_second = _is_done(cycle, work)
    before = fingerprint(work)
    with ExitStack() as stack, _bar(is_quiet) as on:
        play = _prepared(cycle, ledger, work, stack, on)
        play.run_again() if is_second else play.run()
    return {
        "cycle": str(cycle),
        "is_second": is_second,
        "is_unchanged": is_second and fingerprint(work) == before,
        "outcome": outcome_of(cycle, work),
        "comparison": _told(compare(ledger.plants(), cycle, work)),
    }


def _prepared(cycle: Any, ledger: Ledger, work: UnitOfWork, stack: ExitStack, on: OnProgress) -> Play:
    from datetime import date

    from honours.cli.local import environment
    from honours.cli.local.stack import api
    from honours.cli.replay.answers import Answers
    from honours.cli.replay.mailbox import Mailbox
    from honours.cli.replay.playing import Play
    from honours.regulation.calendar import working_days
    from honours.regulation.loader import regulation
    from honours.regulation.milestones import plan_forwards
    from honours.services.sample.year import sample_year

    call_by = regulation().due(f"{cycle.scheme.value}.call_by").on(date(cycle.year, 12, 31)).in_cycle(cycle.year)
    call_on = working_days().working_day_from(call_by)
    due_on = next(
        one.on for one in plan_forwards(cycle.scheme, call_on, working_days()) if one.code == "nominations_due"
    )
    year = sample_year(cycle, call_on, due_on)
    apis = {name: stack.enter_context(api(work.settings, name)) for name in environment.LOGINS}
    return Play(apis, Mailbox(cycle, year, ledger, work), Answers(cycle, year, work), work.settings, on)


def _refuse_real_data(cycle: Any, ledger: Ledger, work: UnitOfWork) -> None:
    from honours.cli.replay.errors import RealDataHere
    from honours.services.call.producing import active_bodies

    if active_bodies(work) and not ledger.exists:
        raise RealDataHere(cycle, work.settings.var)
    ledger.add(())


def _is_done(cycle: Any, work: UnitOfWork) -> bool:
    from honours.domain.stages import Stage
    from honours.services.stages import is_done

    return is_done(cycle, Stage.DISBURSEMENT, work)


def _ledger_file(settings: Settings) -> Any:
    return settings.var / "demo" / "planted.json"


def _told(compared: Comparison) -> dict[str, Any]:
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
    compared = data["comparison"]
    parts = [
        f"\n{_headline(data)}\n",
        table(("结果", "数量"), _figures(data["outcome"])),
        "\n埋设的问题与查出的问题\n",
        table(("类别", "埋设", "查出"), compared["counts"]),
        *_differences("埋设而没有查出", compared["missed"]),
        *_differences("查出而没有埋设", compared["unexpected"]),
        "" if compared["missed"] or compared["unexpected"] else "\n每一处埋设的问题都已查出，没有查出别的问题。",
        f"\n文书和退回件：{data['outbox']}\n埋设清单：{data['ledger']}",
        f"网页：{data['url']}（账号 operations，密码 {data['logins']['operations']}；其他账号用 honours up 查看）",
        "停止：make down（或 .venv/bin/honours down）",
    ]
    return "\n".join(part for part in parts if part)


def _headline(data: dict[str, Any]) -> str:
    took = f"用时 {data['seconds']} 秒"
    if not data["is_second"]:
        return f"{data['cycle']} 已从征集办到最后一张回单，{took}。"
    again = f"{data['cycle']} 此前已经办结。这次把全部材料再投一遍、流程再触发一遍（{took}），"
    return again + ("数据库没有任何改变。" if data["is_unchanged"] else "数据库却有改变，请核对。")


def _figures(came: Outcome) -> list[tuple[str, str]]:
    return [
        ("收件（份）", f"{came.files}，其中退回或部分退回 {came.files_returned}"),
        ("申报（项）", f"{came.received}，撤回 {came.withdrawn}"),
        ("不符合条件（项）", f"{came.excluded}"),
        ("资格审查通过（项）", f"{came.qualified}"),
        ("建议奖励（项）", f"{came.proposed}"),
        ("授奖（项）", f"{came.chosen}，未获批准 {came.declined}，异议暂缓 {came.held}"),
        ("付款（笔）", f"{came.paid}，合计 {came.paid_cny.grouped()} 元"),
        ("归档回单（份）", f"{came.receipts}"),
    ]


def _differences(title: str, listed: list[Any]) -> list[str]:
    if not listed:
        return []
    rows = [(one.kind.label, one.subject, one.place, one.expected) for one in listed[:_SHOWN]]
    return [f"\n{title}（{len(listed)} 处）\n", table(("类别", "对象", "位置", "内容"), rows)]
