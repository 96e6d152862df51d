"""The chair's meeting and the objections of the sample: who is struck, who of the tied is chosen, who is disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from honours.domain.cycle import Cycle
from honours.domain.notices import short_name
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import form
from honours.services.sample.books import CellText, fill_first_sheet
from honours.services.sample.letters import Letter, at, photo
from honours.services.workbooks import objection_register_workbook

STRUCK_REASON = "会议认为推广条件尚不成熟，本年度暂不表扬"
_ONE_DAY = timedelta(days=1)
_AUTHORS = ("许卫国", "孙丽华", "钱志强", "冯秀英")
_HANDLERS = ("承办人甲", "承办人乙")


@dataclass(frozen=True, slots=True)
class Dispute:
    """One objection, the picture that came with it, if any, and the end to which it brings its project."""

    objection_no: str
    nomination_no: str
    cells: dict[str, CellText]
    end: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is objected to whom: on which ground, in which words, and the end of its project."""

    nomination_no: str
    received_on: date
    article: str
    says: str
    end: str


def disputes(cycle: Cycle, on_notice: Sequence[str], posted_on: date, closes_on: date) -> list[Dispute]:
    """Return six objections.

    One is upheld, one not, one still open when the notice ends, one comes too late; two are anonymous, of which only
    the one with evidence holds its project.
    """
    upheld, rejected, unsettled, late = on_notice[3], on_notice[8], on_notice[-4], on_notice[-9]
    unproven, proven = on_notice[12], on_notice[-12]
    first_on, after = posted_on + _ONE_DAY, closes_on + _ONE_DAY
    return six_disputes(
        cycle,
        (
            Complaint(upheld, first_on, "award/4.1", "该成果曾获市级科学技术奖，见获奖公告。", "declined"),
            Complaint(rejected, first_on, "award/5", "应用时间可能不足两年。", "awarded"),
            Complaint(unsettled, closes_on, "award/17", "建议内容与邻厂已有做法雷同，请核查。", "held"),
            Complaint(late, after, "award/10", "单位公示时本人不在岗，未能看到。", "awarded"),
            Complaint(unproven, first_on, "award/5", "听说这个项目并没有真正用起来。", "awarded"),
            Complaint(proven, first_on, "award/17", "附上的照片能看出与外厂产品相同。", "held"),
        ),
        closes_on,
        ("经查证获奖属实", "查阅应用证明，已满两年"),
    )


def six_disputes(
    cycle: Cycle, complaints: Sequence[Complaint], closes_on: date, findings: tuple[str, str]
) -> list[Dispute]:
    """Return the objections of these complaints: the first upheld, the second not, the last two without a name."""
    ends: tuple[dict[str, CellText], ...] = (
        {"finding": findings[0], "is_upheld": "成立", "closed_on": closes_on, "wanted_remedy": "取消该项"},
        {"finding": findings[1], "is_upheld": "不成立", "closed_on": closes_on},
    )
    return [
        _dispute(cycle, number, complaint, ends[number - 1] if number <= len(ends) else {})
        for number, complaint in enumerate(complaints, 1)
    ]


def objection_letters(cycle: Cycle, listed: Sequence[Dispute], *, saved_on: date) -> Iterator[Letter]:
    """Yield the evidence and then the register with these objections."""
    for one in listed:
        if one.evidence:
            yield Letter(one.evidence, photo(one.evidence), at(saved_on, 9))
    blank = objection_register_workbook(cycle, fixed_on=saved_on)
    content = fill_first_sheet(
        blank, SubmissionKind.OBJECTION_REGISTER, [one.cells for one in listed], saved_on=saved_on, scheme=cycle.scheme
    )
    yield Letter(f"公示异议登记表（{cycle.label}）.xlsx", content, at(saved_on))


def _dispute(cycle: Cycle, number: int, complaint: Complaint, outcome: dict[str, CellText]) -> Dispute:
    objection_no = f"YY-{cycle.year}-{number:03d}"
    asked = form(SubmissionKind.OBJECTION_REGISTER, cycle.scheme).sheets[0]
    is_anonymous, has_evidence = number > len(_AUTHORS), number in (1, len(_AUTHORS) + 2)
    evidence = f"异议证据-{cycle.year}{short_name(cycle.scheme)}-{objection_no}-照片.png" if has_evidence else ""
    cells: dict[str, CellText] = {
        "objection_no": objection_no,
        "nomination_no": complaint.nomination_no,
        "received_on": complaint.received_on,
        "is_anonymous": "匿名" if is_anonymous else "实名",
        "objector_name": "匿名" if is_anonymous else _AUTHORS[number - 1],
        "contact": None if is_anonymous else f"0510-8200{number:04d}",
        "ground_article": asked.field("ground_article").label_of(complaint.article),
        "statement": complaint.says,
        "evidence_names": evidence or None,
        "handler": _HANDLERS[number % len(_HANDLERS)],
        **outcome,
    }
    return Dispute(objection_no, complaint.nomination_no, cells, complaint.end, evidence)
