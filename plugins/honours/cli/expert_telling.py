"""How experts of the register are told on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from honours.cli.output import table

if TYPE_CHECKING:
    from honours.services.review.experts import Expert


def as_list(found: list[Expert]) -> str:
    """Return the experts as a table with their number."""
    if not found:
        return "没有符合条件的专家。"
    rows = [
        (
            one.expert_no,
            one.name,
            one.unit_name,
            one.speciality.label,
            _standing(one),
            _agreed(one),
            one.most_entries or "",
            sum(one.load.values()) or "",
            len(one.services) or "",
            len({kept.nomination_no for kept in one.conflicts}) or "",
        )
        for one in found
    ]
    headers = ("编号", "姓名", "工作单位", "专业", "状态", "同意评审", "本人上限", "当前任务", "评审经历", "应回避项目")
    return f"{table(headers, rows)}\n\n共 {len(found)} 名专家。"


def as_text(expert: Expert) -> str:
    """Return what the register has of the expert as people read it."""
    lines = [
        f"{expert.expert_no}  {expert.name}",
        f"{expert.speciality.label}，{expert.professional_title or '职称未登记'}，{_standing(expert)}",
        f"工作单位：{expert.unit_name}{f'（{expert.unit_uscc}）' if expert.unit_uscc else ''}",
        f"所属推荐单位：{expert.body_code} {expert.body_name}" if expert.body_code else "所属推荐单位：未登记",
        f"入库年份：{expert.serving_since_year or '未登记'}　同意评审：{_agreed(expert)}"
        f"　本人上限：{expert.most_entries or '按统一上限'}",
        "",
        "当前任务：" + ("，".join(f"{cycle} {count} 项" for cycle, count in expert.load.items()) or "无"),
        "",
        "评审经历",
        *(_served(expert) or ["  无"]),
        "",
        "应当回避的项目",
        *(_kept_away(expert) or ["  无"]),
    ]
    return "\n".join(lines)


def _standing(expert: Expert) -> str:
    return "在库" if expert.is_active else "已退出"


def _agreed(expert: Expert) -> str:
    if expert.has_agreed is None:
        return "未征求"
    return ("同意" if expert.has_agreed else "不同意") + (f"（{expert.agreed_year}）" if expert.agreed_year else "")


def _served(expert: Expert) -> list[str]:
    return [
        f"  {one.label}{f' {one.entry_count} 项' if one.entry_count else ''}{'（名册登记）' if one.is_imported else ''}"
        for one in expert.services
    ]


def _kept_away(expert: Expert) -> list[str]:
    return [f"  {one.nomination_no}  {one.kind.label}  {one.reason}" for one in expert.conflicts]
