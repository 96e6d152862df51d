"""``honours up`` and ``honours down``: everything on this machine, at once."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from honours.cli.output import answer, json_option, table
from honours.domain.errors import WrongUse
from honours.storage.settings import Settings

if TYPE_CHECKING:
    from honours.cli.local.stack import Step


class OneMachineOnly(WrongUse):
    """A database server is configured, so the processes are somebody else's to run."""

    def __init__(self) -> None:
        super().__init__("已设置 HONOURS_DATABASE_URL：up 和 down 只用于单机；服务器上请用 docker-compose.yaml")


@click.command()
@click.option("--port", type=click.IntRange(1024, 65535), help="网页端口；不给则从 8080 起找空闲的。")
@json_option
def up(port: int | None, as_json: bool) -> None:
    """启动数据库和 Airflow，等到都就绪；已在运行的不动。"""
    from honours.cli.local import environment, stack

    settings = one_machine()
    with progress(is_quiet=as_json) as step:
        chosen = stack.bring_up(settings, port, step)
    passwords = environment.logins(settings)
    data = {
        "url": environment.base_url(chosen),
        "logins": [
            {"login": name, "password": passwords[name], "for": whom} for name, (_, whom) in environment.LOGINS.items()
        ],
        "logs": settings.logs,
        "outbox": settings.outbox,
        "inbox": settings.inbox,
    }
    answer(data, as_json, _render)


@click.command()
@json_option
def down(as_json: bool) -> None:
    """停止 Airflow 和数据库，并确认没有留下进程。"""
    from honours.cli.local import stack

    settings = one_machine()
    with progress(is_quiet=as_json) as step:
        killed = stack.take_down(settings, step)
    answer({"killed": killed}, as_json, lambda _: "已全部停止" + (f"（强制结束 {killed} 个进程）" if killed else ""))


@contextmanager
def progress(*, is_quiet: bool = False) -> Iterator[Step]:
    """Yield a function that names the step now begun; each ended step is shown on stderr with its seconds."""
    current: list[tuple[str, float]] = []

    def end() -> None:
        if current and not is_quiet:
            name, began = current.pop()
            over, rest = ("\r", "\x1b[K") if _is_screen() else ("", "")
            click.echo(f"{over}  ✓ {name}（{time.monotonic() - began:.1f} 秒）{rest}", err=True)

    def begin(name: str) -> None:
        end()
        current.append((name, time.monotonic()))
        if _is_screen() and not is_quiet:
            click.echo(f"  … {name}", nl=False, err=True)

    yield begin
    end()


def _is_screen() -> bool:
    return sys.stderr.isatty()


def one_machine() -> Settings:
    """Return the settings; raise :class:`OneMachineOnly` where a server is configured."""
    settings = Settings.from_environment()
    if not settings.is_embedded:
        raise OneMachineOnly
    return settings


def _render(data: dict[str, Any]) -> str:
    rows = [(login["login"], login["password"], login["for"]) for login in data["logins"]]
    return "\n".join(
        (
            f"\nAirflow 已就绪：{data['url']}",
            "（界面语言随浏览器；不是中文时，在左下角用户菜单中选“简体中文”）\n",
            table(("账号", "密码", "使用人"), rows),
            f"\n收件箱：{data['inbox']}\n发件箱：{data['outbox']}\n日志：{data['logs']}",
            "停止：make down（或 .venv/bin/honours down）",
        )
    )
