"""The staff's own list of which code stands for which entry; no expert gets it."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.stages import Stage
from honours.services.documents.spreadsheet import write_list
from honours.storage.unit_of_work import UnitOfWork

KEY_LIST_NAME = "仅供经办人员-盲审编号对照表.xlsx"
CODE_HEADER, NUMBER_HEADER = "盲审编号", "申报编号"
_HEADERS = (CODE_HEADER, NUMBER_HEADER, "类别", "项目名称", "申报人", "所在单位", "推荐单位")
_NOTE = "本表只供经办人员核对回避和退回事项，不得发给评审专家，也不得附在发给专家的任何文件里。"


def publish_key_list(cycle: Cycle, on: date, work: UnitOfWork) -> str:
    """Lay the list of all codes of the cycle in the outbox and return its SHA-256; a retry changes nothing."""
    with work:
        found = work.run("review/list_blind_codes", {"cycle": str(cycle)}).all()
        rows = [
            (
                row.code,
                row.nomination_no,
                cycle.category_label(Category(row.category)),
                row.project_name,
                row.person_name,
                row.unit_name,
                row.body_name,
            )
            for row in found
        ]
        return work.publish(
            write_list("盲审编号对照表", _HEADERS, rows, fixed_on=on, notes=(_NOTE,)),
            cycle=str(cycle),
            stage=Stage.REVIEW.value,
            kind=DocumentKind.BLIND_KEY,
            subject="",
            file_name=KEY_LIST_NAME,
            made_on=on,
        )
