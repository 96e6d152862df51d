"""The recommendation to the province (award/15): whom, and in which order, is for people to say; never golden ideas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput
from honours.domain.stages import Stage
from honours.regulation.office import office
from honours.services.decisions import Decision, DecisionKind, find_decision, last_decision, record_decision
from honours.services.documents.honouring import ProvincialLetter, provincial_letter
from honours.services.documents.letter import Contact, Letterhead
from honours.services.documents.spreadsheet import write_list
from honours.services.documents.wording import DocumentNo
from honours.services.notice.certificates import HONOURED
from honours.services.notice.projects import RankedProject, ranked_projects
from honours.storage.unit_of_work import UnitOfWork

RECOMMENDABLE = (Category.TECH_ACHIEVEMENT, Category.OPERATING_METHOD, Category.INVENTION_PATENT)
_HEADERS = ("推荐次序", "奖项", "编号", "项目名称", "第一完成人（发明人）", "所在单位", "推荐单位")
_TABLE = ("编号", "奖项", "名次", "项目名称", "第一完成人（发明人）", "所在单位")


class RecommendationRefused(RefusedInput):
    """What was entered contradicts what may be recommended; carries every fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"省级推荐未被接受：{'；'.join(faults)}。请更正后重新提交。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommend:
    """Whom a person recommends, in this order; nobody needs ``is_nobody``, anybody the number of the letter."""

    cycle: Cycle
    decided_on: date
    decided_by: str
    nomination_nos: tuple[str, ...]
    is_nobody: bool
    document_no: str
    run_id: str


def recommendable(cycle: Cycle, work: UnitOfWork) -> list[RankedProject]:
    """Return the awarded entries that may be recommended (award/15), by category and rank."""
    return [one for one in ranked_projects(cycle, HONOURED, work) if one.listed.category in RECOMMENDABLE]


def recommendable_markdown(cycle: Cycle, work: UnitOfWork) -> str | None:
    """Return what the person is shown; None when there is nothing that may be recommended."""
    rows = recommendable(cycle, work)
    if not rows:
        return None
    lines = [
        f"可以推荐的获奖项目共{len(rows)}项（十佳金点子不在推荐范围，办法第十五条）：",
        "",
        f"| {' | '.join(_TABLE)} |",
        f"|{'---|' * len(_TABLE)}",
    ]
    for one in rows:
        listed = one.listed
        cells = (
            *(listed.nomination_no, cycle.category_label(listed.category), str(one.rank)),
            *(listed.title, listed.person, listed.unit),
        )
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def recommend(command: Recommend, work: UnitOfWork) -> int:
    """Record the recommendation and return how many it names; raise :class:`RecommendationRefused`."""
    _check(command, work)
    decided = Decision(
        cycle=command.cycle,
        kind=DecisionKind.PROVINCIAL_RECOMMENDATION,
        decided_on=command.decided_on,
        decided_by=command.decided_by,
        answer={"recommended": list(command.nomination_nos), "document_no": command.document_no},
        run_id=command.run_id,
    )
    record_decision(decided, work)
    return len(command.nomination_nos)


def make_recommendation(cycle: Cycle, on: date, work: UnitOfWork) -> int:
    """Lay the letter (Word) and the list (Excel) in the outbox and return how many are recommended; none, no files."""
    decided = find_decision(cycle, DecisionKind.PROVINCIAL_RECOMMENDATION, work)
    numbers = decided.answer["recommended"] if decided is not None else []
    if decided is None or not numbers:
        return 0
    house = office()
    known = {one.listed.nomination_no: one for one in recommendable(cycle, work)}
    chosen = [known[number] for number in numbers if number in known]
    letter = provincial_letter(
        ProvincialLetter(
            letterhead=Letterhead(
                issuer=house.issuer,
                document_no=DocumentNo.parse(decided.answer["document_no"]),
                cycle=cycle,
                regulation=house.regulation_titles[cycle.scheme],
                issued_on=on,
            ),
            addressee=house.province,
            projects=tuple(one.listed for one in chosen),
            contact=Contact(house.department, house.contact_person, house.contact_phone, house.contact_email),
        )
    )
    rows = [
        (
            *(seq, cycle.category_label(one.listed.category), one.listed.nomination_no),
            *(one.listed.title, one.listed.person, one.listed.unit, one.body_name),
        )
        for seq, one in enumerate(chosen, 1)
    ]
    listed = write_list(f"{cycle.year}年省级评选推荐清单", _HEADERS, rows, fixed_on=on)
    with work:
        for content, kind, file_name in (
            (letter, DocumentKind.PROVINCIAL_LETTER, f"{cycle.label}省级评选推荐函.docx"),
            (listed, DocumentKind.PROVINCIAL_LIST, f"{cycle.label}省级评选推荐清单.xlsx"),
        ):
            work.publish(
                content,
                cycle=str(cycle),
                stage=Stage.NOTICE.value,
                kind=kind,
                subject="",
                file_name=file_name,
                made_on=on,
            )
    return len(chosen)


def _check(command: Recommend, work: UnitOfWork) -> None:
    numbers, cycle = command.nomination_nos, command.cycle
    known = {one.listed.nomination_no for one in recommendable(cycle, work)}
    ideas = {
        one.listed.nomination_no
        for one in ranked_projects(cycle, HONOURED, work)
        if one.listed.category not in RECOMMENDABLE
    }
    faults = [
        f"{number} 是{Category.GOLDEN_IDEA.label}，不在推荐范围（办法第十五条）"
        for number in numbers
        if number in ideas
    ]
    faults += [f"{number} 不是本周期的获奖项目" for number in numbers if number not in known | ideas]
    faults += [f"{number} 写了两次" for number in sorted(set(numbers)) if numbers.count(number) > 1]
    if command.is_nobody and numbers:
        faults.append("既写了推荐的编号，又选了本年度不推荐")
    if not command.is_nobody and not numbers:
        faults.append("没有写推荐的编号；本年度不推荐的，请打开“本年度不推荐”的开关")
    if numbers:
        faults += _faults_of_number(command, work)
    if faults:
        raise RecommendationRefused(faults)


def _faults_of_number(command: Recommend, work: UnitOfWork) -> list[str]:
    number = str(DocumentNo.parse(command.document_no))
    meeting = last_decision(command.cycle, DecisionKind.CHAIR_MEETING, work)
    used = {} if meeting is None else {meeting.answer["notice_document_no"], meeting.answer["decision_document_no"]}
    return [f"文号 {number} 已用于公示或表扬决定，推荐函要另有文号"] if number in used else []
