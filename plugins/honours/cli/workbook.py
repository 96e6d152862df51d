"""``honours workbook``: make the workbooks that people fill in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from honours.cli.clock import today
from honours.cli.output import answer, json_option, table
from honours.domain.cycle import Cycle
from honours.domain.errors import WrongUse

_NOMINATIONS, _ROSTER, _OBJECTIONS = "nominations", "roster", "objections"
_STUDIO_REGISTER, _CORRECTIONS = "studio-register", "notice-corrections"
_NAMES_SHOWN = 5


class CycleNeeded(WrongUse):
    """The workbook belongs to a cycle and none was named."""

    def __init__(self) -> None:
        super().__init__("请用 --cycle 指明周期，例如 --cycle 2025/achievement_award。")


class FilesInTheWay(WrongUse):
    """Files of the same names are there with other content, maybe filled in; carries the folder and the names."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self.folder, self.names = folder, tuple(names)
        listed = "、".join(self.names[:_NAMES_SHOWN]) + ("等" if len(self.names) > _NAMES_SHOWN else "")
        super().__init__(
            f"文件夹“{folder}”中已有 {len(self.names)} 份同名而内容不同的文件，可能已有人填写：{listed}。"
            "没有覆盖，也没有生成其余的。请换一个文件夹；确认可以覆盖的，加 --force。"
        )


@click.command(help="生成表格：各推荐单位的申报表，或空白的名册、异议登记表、公示更正登记表。")
@click.option(
    "--kind",
    type=click.Choice([_NOMINATIONS, _ROSTER, _STUDIO_REGISTER, _OBJECTIONS, _CORRECTIONS]),
    default=_NOMINATIONS,
    show_default=True,
    help="nominations 申报表，roster 推荐单位和专家名册，studio-register 已命名工作室的名册，objections 异议登记表，"
    "notice-corrections 公示更正登记表。",
)
@click.option(
    "--cycle",
    "cycle_text",
    metavar="周期",
    help="年份/项目，例如 2025/achievement_award、2026/model_worker_studio；名册不需要。",
)
@click.option("--body", "body_codes", multiple=True, metavar="单位代码", help="只生成这个单位的申报表，可写多次。")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="文件夹",
    help="表格放在这里，没有就新建。",
)
@click.option("--force", is_flag=True, help="同名文件内容不同时也覆盖。")
@json_option
def workbook(
    kind: str, cycle_text: str | None, body_codes: tuple[str, ...], folder: Path, force: bool, as_json: bool
) -> None:
    """Write the workbooks and answer with their names; what people have filled in is not written over unasked."""
    made = _make(kind, None if cycle_text is None else Cycle.parse(cycle_text), body_codes)
    in_the_way = [name for name, content in made.items() if _differs(folder / name, content)]
    if in_the_way and not force:
        raise FilesInTheWay(folder, in_the_way)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, content in made.items():
        place = folder / name
        place.write_bytes(content)
        files.append({"file": place, "size_bytes": len(content)})
    answer(files, as_json, lambda rows: table(["文件", "字节"], [(row["file"], row["size_bytes"]) for row in rows]))


def _differs(place: Path, content: bytes) -> bool:
    return place.exists() and (not place.is_file() or place.read_bytes() != content)


def _make(kind: str, cycle: Cycle | None, body_codes: tuple[str, ...]) -> dict[str, bytes]:
    """Return the asked workbooks by file name."""
    from honours.services.workbooks import (
        notice_correction_workbook,
        objection_register_workbook,
        roster_workbook,
        studio_register_workbook,
    )

    if kind == _ROSTER:
        return {"推荐单位和专家名册.xlsx": roster_workbook(fixed_on=today())}
    if kind == _STUDIO_REGISTER:
        return {"创新工作室名册.xlsx": studio_register_workbook(fixed_on=today())}
    if cycle is None:
        raise CycleNeeded
    if kind == _OBJECTIONS:
        return {f"{cycle.label}公示异议登记表.xlsx": objection_register_workbook(cycle, fixed_on=today())}
    if kind == _CORRECTIONS:
        return {f"{cycle.label}公示更正登记表.xlsx": notice_correction_workbook(cycle, fixed_on=today())}
    return _nominations(cycle, body_codes)


def _nominations(cycle: Cycle, body_codes: tuple[str, ...]) -> dict[str, bytes]:
    from honours import wiring
    from honours.services.call.opening import find_cycle
    from honours.services.call.producing import NoBodies, active_bodies, body_workbook, find_body, workbook_name

    work = wiring.unit_of_work()
    opened = find_cycle(cycle, work)
    bodies = [find_body(code, work) for code in body_codes] or active_bodies(work)
    if not bodies:
        raise NoBodies(cycle)
    return {workbook_name(cycle, body): body_workbook(opened, body) for body in bodies}
