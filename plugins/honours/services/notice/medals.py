"""The medal that goes with an award (award/13): who gets it is for people to say, because the text says 原则上.

A person says of whom it is withheld, and why; everybody else of those asked about gets it. Who is awarded later, after
an objection, is asked about then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput
from honours.domain.stages import Stage
from honours.regulation.office import office
from honours.services.decisions import Decision, DecisionKind, find_decision, last_decision, record_decision
from honours.services.documents.honouring import MedalList, medal_list
from honours.services.documents.letter import Letterhead
from honours.services.documents.spreadsheet import write_list
from honours.services.documents.wording import DocumentNo, chinese_date
from honours.services.notice.certificates import HONOURED
from honours.services.notice.posting import NotDecidedYet
from honours.services.notice.projects import RankedProject, ranked_projects
from honours.storage.unit_of_work import UnitOfWork

_HEADERS = ("序号", "姓名", "所在单位", "荣誉称号", "奖项", "编号", "获奖项目", "落款", "落款日期")
_TABLE = ("编号", "奖项", "项目名称", "姓名", "所在单位")


class MedalsRefused(RefusedInput):
    """What was entered on the medals contradicts the list that was shown; carries every fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"奖章人选未被接受：{'；'.join(faults)}。请更正后重新提交。")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideMedals:
    """What a person decided: of whom the medal is withheld, by nomination number with the reason."""

    cycle: Cycle
    decided_on: date
    decided_by: str
    withheld: Mapping[str, str]
    run_id: str


@dataclass(frozen=True, slots=True)
class Medals:
    """What has been decided so far: who gets the medal, and of whom it is withheld and why; by nomination number."""

    granted: frozenset[str] = frozenset()
    withheld: Mapping[str, str] = field(default_factory=dict)
    decisions: int = 0


def medals_decided(cycle: Cycle, work: UnitOfWork) -> Medals:
    """Return all that was decided on the medals of the cycle."""
    granted: set[str] = set()
    withheld: dict[str, str] = {}
    number = 1
    while (found := find_decision(cycle, DecisionKind.MEDALS_DECIDED, work, decision_no=number)) is not None:
        granted |= set(found.answer["granted"])
        withheld |= found.answer["withheld"]
        number += 1
    return Medals(frozenset(granted), withheld, number - 1)


def medals_open(cycle: Cycle, work: UnitOfWork) -> list[RankedProject]:
    """Return the awarded entries of which nobody has said whether the medal goes with them."""
    decided = medals_decided(cycle, work)
    known = decided.granted | decided.withheld.keys()
    return [one for one in ranked_projects(cycle, HONOURED, work) if one.listed.nomination_no not in known]


def medals_markdown(cycle: Cycle, work: UnitOfWork) -> str:
    """Return what the person is shown: the entries that are open, with the person of each."""
    lines = [
        f"以下获奖项目的第一完成人（发明人、建议人）待定是否授予“{office().medal}”：",
        "",
        f"| {' | '.join(_TABLE)} |",
        f"|{'---|' * len(_TABLE)}",
    ]
    for one in medals_open(cycle, work):
        listed = one.listed
        cells = (
            listed.nomination_no,
            cycle.category_label(listed.category),
            *(listed.title, listed.person, listed.unit),
        )
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def decide_medals(command: DecideMedals, work: UnitOfWork) -> int:
    """Record the decision on all open entries and return how many medals it grants; raise :class:`MedalsRefused`."""
    asked = [one.listed.nomination_no for one in medals_open(command.cycle, work)]
    faults = [f"{number} 不在待定的获奖项目中" for number in sorted(set(command.withheld) - set(asked))]
    faults += [f"{number} 未写不授予的理由" for number, why in sorted(command.withheld.items()) if not why.strip()]
    if not asked:
        faults.append("没有待定的获奖项目")
    if faults:
        raise MedalsRefused(faults)
    granted = sorted(set(asked) - set(command.withheld))
    decided = Decision(
        cycle=command.cycle,
        kind=DecisionKind.MEDALS_DECIDED,
        decided_on=command.decided_on,
        decided_by=command.decided_by,
        answer={"granted": granted, "withheld": dict(command.withheld)},
        run_id=command.run_id,
        decision_no=medals_decided(command.cycle, work).decisions + 1,
    )
    record_decision(decided, work)
    return len(granted)


def make_medal_lists(cycle: Cycle, on: date, work: UnitOfWork) -> int:
    """Lay the list of medal holders (Word) and the list for the maker (Excel) in the outbox; return how many medals.

    Only whom a person granted it stands there. Raise :class:`NotDecidedYet` before the chair's meeting.
    """
    decided = medals_decided(cycle, work)
    holders = [one for one in ranked_projects(cycle, HONOURED, work) if one.listed.nomination_no in decided.granted]
    if not holders:
        return 0
    meeting = last_decision(cycle, DecisionKind.CHAIR_MEETING, work)
    if meeting is None:
        raise NotDecidedYet(cycle)
    house = office()
    paper = medal_list(
        MedalList(
            letterhead=Letterhead(
                issuer=house.issuer,
                document_no=DocumentNo.parse(meeting.answer["decision_document_no"]),
                cycle=cycle,
                regulation=house.regulation_titles[cycle.scheme],
                issued_on=on,
            ),
            medal=house.medal,
            holders=tuple(one.listed for one in holders),
        )
    )
    rows = [
        (
            seq,
            *(one.listed.person, one.listed.unit, house.medal, cycle.category_label(one.listed.category)),
            *(one.listed.nomination_no, one.listed.title, house.issuer, chinese_date(on)),
        )
        for seq, one in enumerate(holders, 1)
    ]
    order = write_list(f"{cycle.year}年奖章和证书制作清单", _HEADERS, rows, fixed_on=on)
    with work:
        for content, kind, file_name in (
            (paper, DocumentKind.MEDAL_LIST, f"{cycle.label}奖章授予名单.docx"),
            (order, DocumentKind.MEDAL_ORDER, f"{cycle.label}奖章制作清单.xlsx"),
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
    return len(holders)
