"""``honours templates``: whether the Word templates can be filled after somebody edited them."""

from __future__ import annotations

from pathlib import Path

import click

from honours.cli.output import answer, json_option
from honours.domain.errors import RefusedInput
from honours.services.templates.checking import CheckedTemplate, check_templates
from honours.storage.settings import Settings


class TemplatesFaulty(RefusedInput):
    """Some templates cannot be used; carries how many."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"有 {count} 个模板不能使用，见上。请在 Word 中改正后再次运行 honours templates check。")


@click.group(help="Word 模板：改动之后逐个检查。")
def templates() -> None:
    """Hold the commands on templates."""


@templates.command(help="逐个检查 Word 模板：缺少或多余的内容在哪个文件、哪一段、哪个单元格，怎么改。改完模板后运行。")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="文件夹",
    help="模板所在的文件夹，其下有 documents；不写则检查正在使用的模板。",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="文件夹",
    help="把每个模板用虚构内容填好的样张写到这里，供打开查看。",
)
@json_option
def check(folder: Path | None, out: Path | None, as_json: bool) -> None:
    """Fill every template with invented facts and say of each whether that went well."""
    checked = check_templates(folder or Settings.from_environment().templates)
    if out is not None:
        _write(checked, out)
    answer(
        [
            {"file": one.file_name, "label": one.label, "sound": one.is_sound, "faults": list(one.faults)}
            for one in checked
        ],
        as_json,
        lambda _: _told(checked, out),
    )
    faulty = sum(not one.is_sound for one in checked)
    if faulty:
        raise TemplatesFaulty(faulty)


def _write(checked: list[CheckedTemplate], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for one in checked:
        if one.specimen is not None:
            (out / f"样张-{one.label}.docx").write_bytes(one.specimen)


def _told(checked: list[CheckedTemplate], out: Path | None) -> str:
    lines = []
    for one in checked:
        lines.append(f"{'可用' if one.is_sound else '有误'}  {one.file_name}{f'（{one.label}）' if one.label else ''}")
        lines += [f"      {fault}" for fault in one.faults]
    if out is not None:
        lines.append(f"样张已写到 {out}")
    return "\n".join(lines)
