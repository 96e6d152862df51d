"""The register as an Excel file: one sheet of the studios as they stand, one of every naming."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from honours.services.documents.spreadsheet import Sheet, Value, write_sheets
from honours.services.studios.register import Naming, Studio

_STANDING = (
    "编号",
    "项目",
    "名称",
    "级别",
    "领衔人",
    "领衔人荣誉或称号",
    "团队人数",
    "成员",
    "单位名称",
    "统一社会信用代码",
    "推荐单位代码",
    "推荐单位",
    "首次命名日期",
    "现级别命名日期",
    "牌匾编号",
    "挂牌日期",
)
_NAMINGS = (
    "编号",
    "名称",
    "级别",
    "命名日期",
    "命名文号",
    "领衔人",
    "补贴标准（元）",
    "已拨补贴（元）",
    "到账日期",
    "银行回单",
    "申报编号",
    "来源",
)


def register_workbook(studios: Sequence[Studio], *, fixed_on: date) -> bytes:
    """Return the studios as an Excel file made on ``fixed_on``; personal numbers are not in it."""
    notes = (f"制表日期 {fixed_on}，共 {len(studios)} 个工作室",)
    return write_sheets(
        [
            Sheet("工作室名册", _STANDING, [_standing(studio) for studio in studios], notes),
            Sheet(
                "命名记录",
                _NAMINGS,
                [_naming(studio, naming) for studio in studios for naming in studio.namings],
                notes,
            ),
        ],
        fixed_on=fixed_on,
    )


def _standing(studio: Studio) -> tuple[Value, ...]:
    now = studio.now
    return (
        studio.studio_no,
        studio.scheme.label,
        studio.name,
        studio.level.label,
        now.leader_name,
        now.leader_honour,
        now.team_size,
        now.team_members,
        studio.unit_name,
        studio.unit_uscc,
        studio.body_code,
        studio.body_name,
        studio.namings[0].named_on,
        now.named_on,
        now.plaque_no,
        now.hung_on,
    )


def _naming(studio: Studio, naming: Naming) -> tuple[Value, ...]:
    return (
        studio.studio_no,
        naming.called or studio.name,
        naming.level.label,
        naming.named_on,
        naming.decision_no,
        naming.leader_name,
        None if naming.is_imported else naming.granted,
        naming.granted if naming.is_imported else naming.paid,
        naming.paid_on,
        naming.receipt_nos,
        naming.nomination_no,
        "导入的名册" if naming.is_imported else naming.cycle,
    )
