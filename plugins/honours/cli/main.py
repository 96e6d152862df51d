"""The command ``honours``: its subcommands are imported only when they are called, so that help comes at once."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from honours.cli.chinese import speak_chinese
from honours.cli.faults import told
from honours.domain.errors import EnvironmentFault, HonoursError

COMMANDS = {
    "up": ("honours.cli.up:up", "启动数据库和 Airflow，并留在后台运行。"),
    "down": ("honours.cli.up:down", "停止 Airflow 和数据库。"),
    "demo": ("honours.cli.demo:demo", "用虚构材料在真实的 Airflow 上重演一个年度。"),
    "db": ("honours.cli.db:db", "数据库：启动、停止、升级、查看。"),
    "calendar": ("honours.cli.calendar:calendar", "工作日、公示期和倒排时间表。"),
    "workbook": ("honours.cli.workbook:workbook", "申报表：生成和检查。"),
    "intake": ("honours.cli.intake:intake", "接收推荐单位、专家和银行送来的文件。"),
    "explain": ("honours.cli.explain:explain", "说明一项申报到了哪一步，为什么。"),
    "articles": ("honours.cli.articles:articles", "条款：每一条由什么办理，还缺什么，在周期中排除了谁。"),
    "what-if": ("honours.cli.what_if:what_if", "参数试算：规定改动后，往年哪些申报会有不同的结果和金额。"),
    "review": ("honours.cli.review:review", "专家评审：专家名册、任务、回避关系和评审分工。"),
    "studios": ("honours.cli.studios:studios", "创新工作室：名册、导出和一室一档。"),
    "templates": ("honours.cli.templates:templates", "Word 模板：改动之后逐个检查。"),
    "archive": ("honours.cli.archive:archive", "档案：查找、取出和核对。"),
}


class HonoursGroup(click.Group):
    """The root: knows its subcommands by name, and turns our errors into one sentence and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they are explained."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the subcommand, importing its module now; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without importing them."""
        with formatter.section("命令"):
            formatter.write_dl([(name, says) for name, (_, says) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; an error that Honours raised on purpose ends with its own exit code."""
        try:
            return super().invoke(ctx)
        except HonoursError as fault:
            _end(fault, fault.exit_code)
        except BrokenPipeError:
            raise
        except OSError as fault:
            _end(told(fault), EnvironmentFault.exit_code)
        except Exception as fault:
            if not _is_database_down(fault):
                raise
            _end(f"数据库没有应答，请先运行 honours db start，或检查连接设置：{fault}", EnvironmentFault.exit_code)


@click.group(cls=HonoursGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    package_name="honours", prog_name="honours", message="%(prog)s 版本 %(version)s", help="显示版本并退出。"
)
def cli() -> None:
    """办理工会创新项目的年度申报、评审、公示和奖金发放。"""


def main() -> None:
    """Run the command with the arguments of this process and exit."""
    speak_chinese()
    cli(prog_name="honours")


def _end(sentence: object, exit_code: int) -> NoReturn:
    click.echo(str(sentence), err=True)
    raise click.exceptions.Exit(exit_code)


def _is_database_down(fault: Exception) -> bool:
    # Looked up, not imported: most commands never touch the database, and SQLAlchemy is slow to import.
    known = sys.modules.get("sqlalchemy.exc")
    return known is not None and isinstance(fault, known.OperationalError)
