"""``honours db``: start, stop, upgrade and look at the database."""

from __future__ import annotations

import shutil
from typing import Any

import click

from honours.cli.output import answer, json_option, table
from honours.domain.errors import WrongUse
from honours.storage.settings import Settings


class EmbeddedOnly(WrongUse):
    """The command is for the embedded PostgreSQL, and a server is configured."""

    def __init__(self, verb: str) -> None:
        super().__init__(
            f"已设置 HONOURS_DATABASE_URL，使用的是服务器数据库；{verb}只用于单机内置数据库，请由数据库管理员办理"
        )


@click.group()
def db() -> None:
    """数据库：启动、停止、升级、查看。"""


@db.command()
@json_option
def start(as_json: bool) -> None:
    """启动内置数据库，首次启动时建立角色、数据库和数据密钥。"""
    from honours.storage import provision
    from honours.storage.private import keep_private
    from honours.storage.vault import Vault

    settings = _embedded("启动")
    keep_private(settings)
    was_started = provision.start(settings)
    Vault.create_key(settings.data_key_file)
    pid = provision.embedded(settings).pid()
    answer(
        {"is_running": True, "was_started": was_started, "pid": pid, "folder": settings.postgres},
        as_json,
        lambda data: (
            f"数据库{'已启动' if data['was_started'] else '早已在运行'}（进程 {pid}，目录 {settings.postgres}）"
        ),
    )


@db.command()
@json_option
def stop(as_json: bool) -> None:
    """停止内置数据库。"""
    from honours.storage import provision

    was_running = provision.embedded(_embedded("停止")).stop()
    answer({"was_running": was_running}, as_json, lambda _: "数据库已停止" if was_running else "数据库本来就没有运行")


@db.command()
@json_option
def migrate(as_json: bool) -> None:
    """把数据表升级到本程序的版本；已是最新时什么也不改。"""
    from honours.storage import migrations, provision

    settings = Settings.from_environment()
    if settings.is_embedded:
        provision.start(settings)
    before, after = migrations.migrate(provision.addresses(settings).owner, settings.migrations)
    answer(
        {"before": before, "after": after},
        as_json,
        lambda _: f"数据表已是最新（{after}）" if before == after else f"数据表已从 {before or '空'} 升级到 {after}",
    )


@db.command()
@json_option
def status(as_json: bool) -> None:
    """查看数据库是否运行、数据表是否最新。"""
    answer(_status(Settings.from_environment()), as_json, _render_status)


@db.command()
@click.option("--yes", "is_sure", is_flag=True, help="确认删除；不加则拒绝执行。")
def reset(is_sure: bool) -> None:
    """删除内置数据库的全部数据，不可恢复。"""
    from honours.storage import provision

    settings = _embedded("清空")
    if not is_sure:
        raise click.UsageError("此命令会删除全部数据，不可恢复；确实需要时请加 --yes")
    provision.embedded(settings).remove()
    shutil.rmtree(settings.airflow, ignore_errors=True)
    click.echo(f"已删除数据库：{settings.postgres}")


@db.command(hidden=True)
@click.argument("message")
def draft(message: str) -> None:
    """起草新的升级脚本（供开发人员使用）。"""
    from honours.storage import migrations, provision

    settings = Settings.from_environment()
    migrations.draft(provision.addresses(settings).owner, settings.migrations, message)


def _embedded(verb: str) -> Settings:
    settings = Settings.from_environment()
    if not settings.is_embedded:
        raise EmbeddedOnly(verb)
    return settings


def _status(settings: Settings) -> dict[str, Any]:
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import OperationalError
    from sqlalchemy.pool import NullPool

    from honours.storage import migrations, provision

    facts: dict[str, Any] = {
        "is_embedded": settings.is_embedded,
        "is_running": False,
        "version": None,
        "size_bytes": None,
        "revision": None,
        "newest_revision": migrations.newest(settings.migrations),
    }
    if settings.is_embedded:
        server = provision.embedded(settings)
        facts |= {"folder": settings.postgres, "pid": server.pid() if server.is_running() else None}
        if facts["pid"] is None:
            return facts
    url = provision.addresses(settings).application
    try:
        with create_engine(url, poolclass=NullPool).connect() as connection:
            version, size = connection.execute(
                text("SELECT current_setting('server_version'), pg_database_size(current_database())")
            ).one()
    except OperationalError:
        return facts
    return facts | {
        "is_running": True,
        "version": version,
        "size_bytes": size,
        "revision": migrations.revision(url),
    }


def _render_status(facts: dict[str, Any]) -> str:
    if not facts["is_running"]:
        return "数据库没有运行；请用 honours db start 启动" if facts["is_embedded"] else "服务器数据库没有应答"
    is_current = facts["revision"] == facts["newest_revision"]
    rows = [
        ("类型", f"内置（{facts['folder']}，进程 {facts['pid']}）" if facts["is_embedded"] else "服务器"),
        ("版本", f"PostgreSQL {facts['version']}"),
        ("大小", f"{facts['size_bytes'] / 1_000_000:.1f} MB"),
        ("数据表", f"{facts['revision'] or '尚未建立'}（{'最新' if is_current else '请执行 honours db migrate'}）"),
    ]
    return table(("项目", "情况"), rows)
