"""How studios of the register are told on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from honours.cli.output import table

if TYPE_CHECKING:
    from honours.services.studios.register import Naming, Studio


def as_list(found: list[Studio]) -> str:
    """Return the studios as a table with their number."""
    if not found:
        return "没有符合条件的工作室。"
    rows = [
        (one.studio_no, one.name, one.level.label, one.unit_name, one.now.leader_name, one.now.named_on)
        for one in found
    ]
    listing = table(("编号", "名称", "级别", "所在单位", "领衔人", "命名日期"), rows)
    return f"{listing}\n\n共 {len(found)} 个工作室。"


def as_text(studio: Studio) -> str:
    """Return what the register has of the studio as people read it."""
    lines = [
        f"{studio.studio_no}  {studio.name}",
        f"{studio.scheme.label}，{studio.level.label}",
        f"所在单位：{studio.unit_name}（{studio.unit_uscc}）",
        f"推荐单位：{studio.body_code} {studio.body_name}",
        "",
        "命名",
        table(
            ("日期", "级别", "文号", "领衔人", "团队", "申报编号"),
            [
                (one.named_on, one.level.label, one.decision_no, _leader(one), _team(one), one.nomination_no)
                for one in studio.namings
            ],
        ),
        "",
        "补贴和牌匾",
        table(
            ("级别", "补贴（元）", "拨付", "牌匾"),
            [(one.level.label, *_money(one), _hung(one)) for one in studio.namings],
        ),
    ]
    members = studio.now.team_members
    if members:
        lines += ["", f"成员：{members}"]
    lines += ["", "档案"]
    if not studio.parts:
        return "\n".join([*lines, f"尚未生成，可运行 honours studios dossier {studio.studio_no}。"])
    rows = [(part.year, part.file_name, part.version, part.made_on, part.sha256[:12]) for part in studio.parts]
    return "\n".join([*lines, table(("年度", "文件", "版本", "生成日期", "归档编号"), rows)])


def _leader(naming: Naming) -> str:
    return f"{naming.leader_name}（{naming.leader_honour}）" if naming.leader_honour else naming.leader_name


def _team(naming: Naming) -> str:
    return "" if naming.team_size is None else f"{naming.team_size} 人"


def _money(naming: Naming) -> tuple[str, str]:
    granted = "" if naming.granted is None else naming.granted.grouped()
    if naming.is_imported:
        return granted, "以导入名册为准"
    if naming.paid is None:
        return granted, "尚未结清"
    return granted, f"{naming.paid_on} 到账 {naming.paid.grouped()}，回单 {naming.receipt_nos}"


def _hung(naming: Naming) -> str:
    return f"{naming.plaque_no}，{naming.hung_on} 挂牌" if naming.hung_on else "尚未登记"
