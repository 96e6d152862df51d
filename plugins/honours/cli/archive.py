"""``honours archive``: list what is archived, take a file out, and prove that nothing is missing or changed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from honours.cli.output import answer, json_option, table
from honours.domain.errors import EnvironmentFault, WrongUse
from honours.services.archive_check import Checked, archived_files, check_archive, find_file

# Enough to tell any two files apart, short enough for a line; ``get`` takes it as it stands.
_SHOWN = 12


class ArchiveUnsound(EnvironmentFault):
    """The archive and its register do not agree; carries the number of faults."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"档案核对发现 {count} 处问题。请停止使用，保留现场，并从备份恢复缺损的文件。")


class PlaceTaken(WrongUse):
    """A file already stands where the archived one was to be written; carries the path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path} 已经存在，没有覆盖。请用 --out 指定另一个文件名。")


@click.group(help="档案：查找、取出和核对。")
def archive() -> None:
    """Hold the commands of the archive."""


@archive.command(name="list", help="列出已归档的文件，最近的在前；完整的 SHA-256 用 --json 查看。")
@click.option("--origin", type=click.Choice(["received", "produced"]), help="received 收到的，produced 生成的。")
@click.option("--name", "part", default="", metavar="文字", help="文件名中含有的文字。")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="份数", help="最多列出几份。"
)
@json_option
def list_files(origin: str | None, part: str, limit: int, as_json: bool) -> None:
    """Print the register of archived files."""
    from honours import wiring

    files = archived_files(wiring.unit_of_work(), origin=origin, name_part=part, limit=limit)
    answer(
        [asdict(file) for file in files],
        as_json,
        lambda _: table(
            (f"SHA-256 前{_SHOWN}位", "字节", "来源", "归档时间", "文件名"),
            [
                (
                    file.sha256[:_SHOWN],
                    file.size_bytes,
                    file.origin_label,
                    f"{file.recorded_at:%Y-%m-%d %H:%M}",
                    file.first_name,
                )
                for file in files
            ],
        ),
    )


@archive.command(help="取出一份归档文件。SHA256 可以只写前几位（至少 6 位），只要不与别的文件相同。")
@click.argument("sha256", metavar="SHA256")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="写到这里；不写则用归档时的文件名。"
)
@json_option
def get(sha256: str, out: Path | None, as_json: bool) -> None:
    """Write one archived file to a place where none stands yet."""
    from honours import wiring

    work = wiring.unit_of_work()
    file = find_file(sha256, work)
    place = out or Path(Path(file.first_name).name)
    content = work.archive.get(file.sha256)
    try:
        with place.open("xb") as target:
            target.write(content)
    except FileExistsError as error:
        raise PlaceTaken(place) from error
    answer({"sha256": file.sha256, "file": place}, as_json, lambda _: f"已取出：{place}（{len(content)} 字节）")


@archive.command(help="核对档案：逐份重算 SHA-256，并与登记逐份对照，两个方向都查。")
@json_option
def verify(as_json: bool) -> None:
    """Re-hash every file and compare the folder with the register both ways."""
    from honours import wiring

    checked = check_archive(wiring.unit_of_work())
    answer(asdict(checked), as_json, lambda _: _told(checked))
    if checked.fault_count:
        raise ArchiveUnsound(checked.fault_count)


def _told(checked: Checked) -> str:
    lines = [f"核对 {checked.sound} 份完好，登记 {checked.registered} 份。"]
    lines += [f"缺失（已登记，档案中没有）：{sha256}" for sha256 in checked.missing]
    lines += [f"损坏（内容与编号不符）：{sha256}" for sha256 in checked.damaged]
    lines += [f"大小与登记不符：{sha256}" for sha256 in checked.resized]
    lines += [
        f"未登记（归档后程序中断留下的，重新收件即会登记，不算损坏）：{sha256}" for sha256 in checked.unregistered
    ]
    return "\n".join(lines)
