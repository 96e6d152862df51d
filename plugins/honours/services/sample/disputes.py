"""The chair's meeting and the objections of the sample: who is struck, who of the tied is chosen, who is disputed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from honours.domain.cycle import Cycle
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import form
from honours.services.sample.books import CellText, fill_first_sheet
from honours.services.workbooks import objection_register_workbook

STRUCK_REASON = "会议认为推广条件尚不成熟，本年度暂不表扬"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dispute:
    """One objection and the end to which it brings its project."""

    objection_no: str
    nomination_no: str
    cells: dict[str, CellText]
    end: str


def disputes(cycle: Cycle, on_notice: Sequence[str], posted_on: date, closes_on: date) -> list[Dispute]:
    """Return four objections: one upheld, one not, one still open when the notice ends, one that comes too late."""
    upheld, rejected, unsettled, late = on_notice[3], on_notice[8], on_notice[-4], on_notice[-9]
    settled_on = closes_on
    return [
        dispute(
            cycle,
            1,
            upheld,
            posted_on + _ONE_DAY,
            "award/4.1",
            "该成果曾获市级科学技术奖，见获奖公告。",
            "declined",
            {"finding": "经查证获奖属实", "is_upheld": "成立", "closed_on": settled_on},
        ),
        dispute(
            cycle,
            2,
            rejected,
            posted_on + _ONE_DAY,
            "award/5",
            "应用时间可能不足两年。",
            "awarded",
            {"finding": "查阅应用证明，已满两年", "is_upheld": "不成立", "closed_on": settled_on},
        ),
        dispute(cycle, 3, unsettled, closes_on, "award/17", "建议内容与邻厂已有做法雷同，请核查。", "held", {}),
        dispute(cycle, 4, late, closes_on + _ONE_DAY, "award/10", "单位公示时本人不在岗，未能看到。", "awarded", {}),
    ]


def objection_register(cycle: Cycle, listed: Sequence[Dispute], *, saved_on: date) -> bytes:
    """Return the register with these objections."""
    blank = objection_register_workbook(cycle, fixed_on=saved_on)
    return fill_first_sheet(
        blank, SubmissionKind.OBJECTION_REGISTER, [one.cells for one in listed], saved_on=saved_on, scheme=cycle.scheme
    )


def dispute(
    cycle: Cycle,
    number: int,
    nomination_no: str,
    received_on: date,
    article: str,
    says: str,
    end: str,
    outcome: dict[str, CellText],
) -> Dispute:
    """Return one objection on the register's form of the cycle; ``outcome`` are the cells of its end."""
    objection_no = f"YY-{cycle.year}-{number:03d}"
    asked = form(SubmissionKind.OBJECTION_REGISTER, cycle.scheme).sheets[0]
    cells: dict[str, CellText] = {
        "objection_no": objection_no,
        "nomination_no": nomination_no,
        "received_on": received_on,
        "objector_name": ("许卫国", "孙丽华", "钱志强", "冯秀英")[number - 1],
        "ground_article": asked.field("ground_article").label_of(article),
        "statement": says,
        **outcome,
    }
    return Dispute(objection_no, nomination_no, cells, end)
