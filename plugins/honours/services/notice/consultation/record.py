"""The record of the choice (award/12): who was chosen for what, with which seed and key, so that all can draw again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.facts import Speciality
from honours.domain.stages import Stage
from honours.services.documents.spreadsheet import write_list
from honours.services.notice.consultation.choosing import order_key
from honours.storage.unit_of_work import UnitOfWork

_HEADERS = ("申报编号", "项目名称", "专业", "专家编号", "专家姓名", "专家单位", "是否评过分", "发出日期", "抽取次序码")


def publish_choice(cycle: Cycle, on: date, work: UnitOfWork) -> None:
    """Lay the list of all that were drawn in the cycle into the outbox; the unit of work must have begun."""
    rows = work.run("notice/list_consulted", {"cycle": str(cycle)}).all()
    seeds: Sequence[str] = sorted({row.seed for row in rows})
    work.publish(
        write_list(
            f"{cycle.year}年行业咨询专家抽取名单",
            _HEADERS,
            [
                (
                    row.nomination_no,
                    row.project_name,
                    Speciality(row.speciality).label,
                    row.expert_no,
                    row.expert_name,
                    row.expert_unit,
                    "是" if row.has_scored else "否",
                    row.sent_on,
                    order_key(row.seed, row.nomination_no, row.expert_no),
                )
                for row in rows
            ],
            fixed_on=on,
            notes=(
                "每个项目从本专业、在册且不须回避的专家中抽取，没有给该项目评过分的优先，各人承担的项目数尽量均衡。",
                "次序码是“种子、申报编号、专家编号”各占一行的 SHA-256；种子是公示文件的 SHA-256，任何人都可重新推算。",
                f"种子：{'、'.join(seeds)}",
            ),
        ),
        cycle=str(cycle),
        stage=Stage.NOTICE.value,
        kind=DocumentKind.CONSULTATION_LIST,
        subject="",
        file_name=f"{cycle.label}行业咨询专家抽取名单.xlsx",
        made_on=on,
    )
