"""``honours intake``: take in the files that people sent, and say what was taken, what went back and where it lies."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from honours.cli.output import answer, json_option, table
from honours.domain.errors import RefusedInput, WrongUse
from honours.services.intake.findings import SubmissionOutcome


class NotThere(WrongUse):
    """A path on the command line that does not exist; carries it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"没有这个文件或文件夹：{path}。请核对路径；不写路径时收取收件箱。")


class SomeReturned(RefusedInput):
    """At least one file was not taken whole; carries how many."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"{count} 份文件没有全部收下，原因见退回文件。")


@click.command(help="接收文件：逐份归档、识别、逐格核对；收下正确的，退回有误的。不写路径时收取收件箱。")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[路径]…")
@json_option
def intake(paths: tuple[Path, ...], as_json: bool) -> None:
    """Take in the inbox or the named files and folders; exit with 1 when something was not taken whole."""
    from honours import wiring

    work = wiring.unit_of_work()
    work.settings.inbox.mkdir(parents=True, exist_ok=True)
    for path in paths:
        if not path.exists():
            raise NotThere(path)
    outcomes = _take_in(paths or (work.settings.inbox,), as_json)
    answer([_plain(outcome) for outcome in outcomes], as_json, lambda _: _told(outcomes))
    returned = sum(not outcome.is_clean for outcome in outcomes)
    if returned:
        raise SomeReturned(returned)


def _take_in(paths: tuple[Path, ...], is_quiet: bool) -> list[SubmissionOutcome]:
    """Take in each path with a bar of progress on the terminal's error channel."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from honours import wiring
    from honours.services.intake import take_in_all

    columns = (TextColumn("收件"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    console = Console(stderr=True, quiet=is_quiet)
    outcomes: list[SubmissionOutcome] = []
    with Progress(*columns, console=console, transient=True, disable=is_quiet or not console.is_terminal) as progress:
        for path in paths:
            bar = progress.add_task("", total=None)

            def show(done: int, total: int, file: Path, bar: Any = bar) -> None:
                progress.update(bar, completed=done, total=total, description=file.name)

            outcomes += take_in_all(path, wiring.unit_of_work(), show)
    return outcomes


def _plain(outcome: SubmissionOutcome) -> dict[str, Any]:
    return {
        "file_name": outcome.file_name,
        "sha256": outcome.sha256,
        "kind": outcome.kind,
        "status": outcome.status,
        "is_repeat": outcome.is_repeat,
        "message": outcome.message,
        "rows_total": outcome.rows_total,
        "rows_taken": outcome.rows_taken,
        "rows_refused": outcome.rows_refused,
        "returned_to": outcome.returned_to,
        "findings": list(outcome.findings),
    }


def _told(outcomes: list[SubmissionOutcome]) -> str:
    if not outcomes:
        return "没有待收的文件。"
    rows = [
        (
            outcome.file_name,
            outcome.status.label + ("（以前收过，未改动）" if outcome.is_repeat else ""),
            f"{outcome.rows_taken}/{outcome.rows_total}" if outcome.rows_total else "",
            outcome.message,
        )
        for outcome in outcomes
    ]
    lines = [table(("文件", "结果", "收下/共", "说明"), rows), ""]
    counted = Counter(outcome.status.label for outcome in outcomes)
    lines.append(
        f"共 {len(outcomes)} 份：" + "，".join(f"{label} {count} 份" for label, count in counted.items()) + "。"
    )
    folders = sorted({str(outcome.returned_to.parent) for outcome in outcomes if outcome.returned_to})
    lines += [f"退回的文件在：{folder}" for folder in folders]
    return "\n".join(lines)
