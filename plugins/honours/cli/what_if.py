"""``honours what-if``: who would have come out otherwise in past cycles under other values of the regulation."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from honours.cli.clock import today
from honours.cli.output import answer, json_option, table
from honours.domain.cycle import Scheme

if TYPE_CHECKING:
    from honours.services.what_if import ChangedNomination, CycleAnswer, WhatIfAnswer

_SHOWN = 40
_AMOUNTS = (
    ("before_cny", "现行金额"),
    ("after_cny", "假设金额"),
    ("in_doubt_cny", "其中待认定"),
    ("most_new_cny", "新符合者最多增加"),
    ("most_moving_up_cny", "递补最多增加"),
)
_NOTHING = "没有一项申报的结果或金额因此改变。"


@click.command(name="what-if", help="参数试算：改动规定中的数值，看往年哪些申报会有不同的结果和金额。不保存任何数据。")
@click.option(
    "--scheme",
    "scheme_text",
    type=click.Choice([scheme.value for scheme in Scheme]),
    required=True,
    help="项目：" + "，".join(f"{scheme.value} {scheme.label}" for scheme in Scheme) + "。",
)
@click.option("--cycles", "years_text", required=True, metavar="年份", help="例如 2025、2023..2025 或 2021,2024。")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="键=值",
    help="改动一个数值，可写多次，例如 --set rule.award.applied_years=1；多项组成的值可只改一项，"
    "例如 --set window.grassroots_posting.days=7。",
)
@click.option("--on", "as_on", type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="按这一天有效的规定重审。")
@click.option(
    "--data",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="文件夹",
    help="按另一个规定数据文件夹重审，例如尚未施行的新文本；只对以后生效的改动请加 --on。",
)
@click.option(
    "--out",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="文件夹",
    help="另存 Excel 清单和图表（SVG），没有就新建。",
)
@json_option
def what_if(
    scheme_text: str,
    years_text: str,
    settings: tuple[str, ...],
    as_on: datetime | None,
    folder: Path | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Answer the question on the screen and, where a folder is named, in files."""
    from honours import wiring
    from honours.regulation.folder import whole
    from honours.regulation.loader import regulation
    from honours.regulation.supposing import read_settings
    from honours.services.what_if import Supposition, WhatIf
    from honours.services.what_if import what_if as ask
    from honours.services.what_if.years import read_years

    if not (settings or as_on or folder):
        raise click.UsageError("请用 --set、--on 或 --data 说明改动什么。")
    years = read_years(years_text)
    other = regulation(whole(folder)) if folder else None
    on = as_on.date() if as_on else None
    values = read_settings(settings, other or regulation(), on or date(years[-1], 12, 31))
    work = wiring.unit_of_work()
    found = ask(WhatIf(Scheme(scheme_text), years, Supposition(values, other, on)), work)
    files = _lay_files(found, out, work.settings.templates) if out else []
    if as_json:
        answer({"answer": found, "files": files}, as_json, str)
    else:
        answer(found, as_json, as_text)
        for file in files:
            click.echo(f"已保存：{file}")


def as_text(found: WhatIfAnswer) -> str:
    """Return the answer as a text for a screen."""
    from honours.services.what_if.saying import NOTES, law_in_words, passed_over

    parts = [law_in_words(found)]
    if found.not_open:
        parts.append(passed_over(found))
    parts += ["", _values(found), "", _outcomes(found), "", "获奖或命名项目的金额（元）", _money(found)]
    rules = [
        (
            one.cycle.year,
            f"{rule.article_label} {rule.sentence}",
            _either(rule.required_before, rule.required_after),
            rule.newly_in,
            rule.newly_out,
            rule.newly_referred,
        )
        for one in found.cycles
        for rule in one.rules
    ]
    if rules:
        heads = ("年份", "条款", "现行要求 → 假设要求", "新符合", "新不符合", "新转认定")
        parts += ["", "按条款（一项申报因几条而改变的，每条各计一次）", table(heads, rules)]
    for one in found.cycles:
        parts += _names(one)
    return "\n".join([*parts, "", *NOTES])


def _values(found: WhatIfAnswer) -> str:
    from honours.services.what_if.saying import supposed_in_words, supposed_values

    rows = [
        (years, value.key, value.label, value.before, supposed_in_words(value))
        for years, value in supposed_values(found)
    ]
    if not rows:
        hint = "" if found.as_on else "（只对以后生效的改动请加 --on）"
        return f"所给数值与这些周期适用的规定相同，没有改变{hint}。"
    return table(("年份", "键", "名称", "现行", "假设"), rows)


def _outcomes(found: WhatIfAnswer) -> str:
    from honours.services.what_if import Change

    kinds = (Change.NEWLY_IN, Change.NEWLY_OUT, Change.NEWLY_REFERRED)
    rows = [
        (
            one.cycle.year,
            one.nominations,
            _either(str(one.passed(after=False)), str(one.passed(after=True))),
            *(one.count(kind) for kind in kinds),
        )
        for one in found.cycles
    ]
    return table(("年份", "申报", "符合", *(kind.label for kind in kinds)), rows)


def _money(found: WhatIfAnswer) -> str:
    rows = [(one.cycle.year, *(one.money(name).grouped() for name, _ in _AMOUNTS)) for one in found.cycles]
    return table(("年份", *(label for _, label in _AMOUNTS)), rows)


def _names(one: CycleAnswer) -> list[str]:
    if not one.changes:
        return ["", f"{one.cycle.label}：{_NOTHING}"]
    listed = one.changes[:_SHOWN]
    rest = len(one.changes) + one.unlisted - len(listed)
    more = [f"另有{rest}项未在屏幕列出，请用 --out 另存清单。"] if rest else []
    heads = ("编号", "变化", "名称", "申报人", "条款", "材料载明", "金额（元）")
    return ["", f"{one.cycle.label}逐项", table(heads, [_row(nomination) for nomination in listed]), *more]


def _row(one: ChangedNomination) -> tuple[str, ...]:
    articles = list(dict.fromkeys(rule.article_label for rule in one.rules))
    if one.doubts:
        articles.append(f"待认定：{'、'.join(one.doubts)}")
    money = [amount.grouped() for amount in (one.before_cny, one.after_cny) if amount is not None]
    return (
        one.nomination_no,
        one.change.label,
        one.project_name,
        one.person_name,
        "\n".join(articles),
        "\n".join(dict.fromkeys(_either(rule.found_before, rule.found_after) for rule in one.rules)),
        _either(*money) if money else "",
    )


def _either(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _lay_files(found: WhatIfAnswer, folder: Path, templates: Path) -> list[Path]:
    """Write the list and the picture into the folder and return where they are."""
    from honours.services.what_if.chart import chart
    from honours.services.what_if.workbook import workbook

    years = [one.cycle.year for one in found.cycles]
    span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    made = {
        f"参数试算-{found.scheme.label}-{span}.xlsx": workbook(found, fixed_on=today()),
        f"参数试算-{found.scheme.label}-{span}.svg": chart(found, templates),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]
