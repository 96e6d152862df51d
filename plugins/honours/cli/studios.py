"""``honours studios``: the register of studios, its export, and the studios' files (model-studio/14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from honours.cli.clock import today
from honours.cli.output import answer, json_option
from honours.cli.studio_telling import as_list, as_text
from honours.domain.cycle import Scheme
from honours.domain.errors import WrongUse
from honours.domain.studios import StudioLevel

if TYPE_CHECKING:
    from honours.services.studios.register import Studio

Command = TypeVar("Command", bound=Callable[..., Any])
_SCHEMES = [scheme for scheme in Scheme if scheme.names_studios]


class NotExcelName(WrongUse):
    """The name of the file to write does not end as an Excel file's does; carries the path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"导出的文件须以 .xlsx 结尾，现为“{path.name}”。")


@click.group(help="创新工作室：名册、导出和一室一档。")
def studios() -> None:
    """Hold the commands of the studios."""


def chosen(command: Command) -> Command:
    """Add the options by which studios are chosen."""
    for option in (
        click.option("--year", type=int, metavar="年份", help="只要这一年命名的。"),
        click.option("--body", "body_code", metavar="单位代码", help="只要这个推荐单位的，例如 0101。"),
        click.option(
            "--level",
            type=click.Choice([level.value for level in StudioLevel]),
            help="级别：" + "，".join(f"{level.value} {level.label}" for level in StudioLevel) + "。",
        ),
        click.option(
            "--scheme",
            type=click.Choice([scheme.value for scheme in _SCHEMES]),
            help="项目：" + "，".join(f"{scheme.value} {scheme.label}" for scheme in _SCHEMES) + "。",
        ),
    ):
        command = option(command)
    return command


@studios.command(name="list", help="列出名册中的工作室，按编号排列。")
@chosen
@json_option
def list_studios(scheme: str | None, level: str | None, body_code: str | None, year: int | None, as_json: bool) -> None:
    """Print the studios as they stand."""
    found = _found(scheme, level, body_code, year)
    answer([_plain(studio) for studio in found], as_json, lambda _: as_list(found))


@studios.command(help="显示一个工作室：命名经过、领衔人、补贴、牌匾和档案。编号例如 L2021-003。")
@click.argument("studio_no", metavar="编号")
@json_option
def show(studio_no: str, as_json: bool) -> None:
    """Print everything that the register has of one studio."""
    from honours import wiring
    from honours.services.studios.register import find_studio

    studio = find_studio(studio_no, wiring.unit_of_work())
    answer(_plain(studio), as_json, lambda _: as_text(studio))


@studios.command(help="把名册导出为 Excel 文件；同名的文件会被替换。")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="文件",
    help="写到这里，例如 工作室名册.xlsx。",
)
@chosen
@json_option
def export(
    out: Path, scheme: str | None, level: str | None, body_code: str | None, year: int | None, as_json: bool
) -> None:
    """Write the register as an Excel file."""
    from honours.services.studios.export import register_workbook

    if out.suffix.lower() != ".xlsx":
        raise NotExcelName(out)
    found = _found(scheme, level, body_code, year)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(register_workbook(found, fixed_on=today()))
    data = {"file": out, "studios": len(found)}
    answer(data, as_json, lambda _: f"已导出 {len(found)} 个工作室：{out}")


@studios.command(help="生成或更新工作室档案（一室一档、一年一档）；不写编号则全部更新。")
@click.argument("studio_no", metavar="[编号]", required=False)
@click.option("--year", type=int, metavar="年份", help="只更新这一年的档案。")
@json_option
def dossier(studio_no: str | None, year: int | None, as_json: bool) -> None:
    """Make the files of one studio or of all and say where they lie."""
    from honours import wiring
    from honours.services.studios.dossier import refresh_dossiers
    from honours.services.studios.dossier.folder import root

    work = wiring.unit_of_work()
    made = refresh_dossiers(today(), work, studio_no=studio_no, year=year)
    place = root(work.settings)
    answer({**asdict(made), "folder": place}, as_json, lambda _: f"{made}。\n目录：{place / 'index.html'}")


def _found(scheme: str | None, level: str | None, body_code: str | None, year: int | None) -> list[Studio]:
    from honours import wiring
    from honours.services.studios.register import studios as listed

    return listed(
        wiring.unit_of_work(),
        scheme=None if scheme is None else Scheme(scheme),
        level=None if level is None else StudioLevel(level),
        body_code=body_code,
        year=year,
    )


def _plain(studio: Studio) -> dict[str, Any]:
    return {"level": studio.level, **{field.name: getattr(studio, field.name) for field in fields(studio)}}
