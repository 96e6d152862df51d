"""Whether a reserve moves up where an objection removed an entry (award/12), as the office's practice has it.

The next in rank of the category takes the place, on a notice of its own. Those of one rank who are more than the places
are chosen among by people, never by chance; and people may leave a place open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Category, Cycle
from honours.domain.errors import RefusedInput
from honours.domain.notices import NoticeKind
from honours.domain.policies import Reserve
from honours.domain.states import NominationState
from honours.regulation.policies import notice_policy
from honours.services.decisions import Decision, DecisionKind, find_decision, record_decision
from honours.services.documents.letter import ListedProject
from honours.services.documents.wording import DocumentNo, NotDocumentNo
from honours.services.moves import move_all
from honours.services.notice.notices import read_notices
from honours.services.notice.posting import Announced, announce
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Vacancy:
    """The open places of a category: who moves up for certain, and who stands at one rank for what is left."""

    category: Category
    places: int
    certain: tuple[ListedProject, ...]
    tied: tuple[ListedProject, ...]

    @property
    def places_for_tied(self) -> int:
        """How many of the tied may be chosen."""
        return self.places - len(self.certain)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveUp:
    """What people decided on the open places; nothing moves up where ``is_filled`` is false.

    ``chosen`` are the numbers of the tied that move up.
    """

    cycle: Cycle
    is_filled: bool
    chosen: tuple[str, ...]
    minutes_no: str
    document_no: str
    planned_on: date
    decided_by: str
    decided_on: date
    run_id: str


class MoveUpRefused(RefusedInput):
    """What was entered for the reserve cannot be carried out; carries every fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"递补未被接受：{'；'.join(faults)}。请更正后重新提交。")


def vacancies(cycle: Cycle, on: date, work: UnitOfWork) -> tuple[Vacancy, ...]:
    """Return the open places that somebody could move up to; none where the practice has no reserve."""
    if notice_policy(cycle.scheme, on).reserve is Reserve.NONE:
        return ()
    with work:
        key = {"cycle": str(cycle)}
        removed = {Category(row.category): row.removed for row in work.run("notice/list_vacancies", key)}
        rows = work.run("notice/list_reserves", key).all()
    decided = _decisions(cycle, work)
    found = []
    for category in cycle.categories:
        settled = sum(int(one.answer["places"].get(category.value, 0)) for one in decided)
        places = removed.get(category, 0) - settled
        ranked = [row for row in rows if row.category == category.value]
        if places > 0 and ranked:
            found.append(_vacancy(category, places, ranked))
    return tuple(found)


def move_up(command: MoveUp, work: UnitOfWork) -> int:
    """Record the decision, move the reserves up and announce their notice; return how many moved. Idempotent.

    Raise :class:`MoveUpRefused` when nothing is open or the choice does not fit the places.
    """
    decisions = _decisions(command.cycle, work)
    open_places = vacancies(command.cycle, command.decided_on, work)
    faults = _faults(command, open_places, work)
    if faults:
        raise MoveUpRefused(faults)
    moving = _moving(command, open_places)
    answer = {
        "places": {one.category.value: one.places for one in open_places},
        "moved": [one.nomination_no for one in moving],
        "minutes_no": command.minutes_no,
        "document_no": command.document_no,
        "planned_on": command.planned_on.isoformat(),
    }
    decided = Decision(
        cycle=command.cycle,
        kind=DecisionKind.RESERVE,
        decided_on=command.decided_on,
        decided_by=command.decided_by,
        answer=answer,
        run_id=command.run_id,
        decision_no=len(decisions) + 1,
    )
    record_decision(decided, work)
    return carry_out(decided, work)


def carry_out(decided: Decision, work: UnitOfWork) -> int:
    """Move those of a recorded decision up who have not moved yet, and announce their notice; return how many moved."""
    with work:
        work.run("notice/lock_notices", {"cycle": str(decided.cycle)})
        rows = work.run("notice/list_reserves", {"cycle": str(decided.cycle)}).all()
        moving = tuple(_listed(row) for row in rows if row.nomination_no in decided.answer["moved"])
        if not moving:
            return 0
        moved = move_all(
            work,
            decided.cycle,
            NominationState.NOT_PROPOSED,
            NominationState.ON_NOTICE,
            nomination_nos=[one.nomination_no for one in moving],
            on=decided.decided_on,
            actor=decided.decided_by,
            run_id=decided.run_id,
            reason=f"公示期间有项目被取消，按评审名次递补（{decided.answer['minutes_no']}）",
        )
        announced = Announced(
            cycle=decided.cycle,
            notice_no=max(one.notice_no for one in read_notices(decided.cycle, work)) + 1,
            kind=NoticeKind.RESERVE,
            document_no=decided.answer["document_no"],
            ready_on=decided.decided_on,
            planned_on=date.fromisoformat(decided.answer["planned_on"]),
            projects=moving,
            reason="前次公示期间有项目经核查取消，按评审名次递补如下，公示期单独计算，前次公示的其他项目不受影响。",
        )
        announce(announced, work)
        return moved


def carried_out(cycle: Cycle, work: UnitOfWork) -> Decision | None:
    """Return the last decision on reserves after carrying out what may be left undone; None where there is none."""
    decisions = _decisions(cycle, work)
    for decided in decisions:
        carry_out(decided, work)
    return decisions[-1] if decisions else None


def vacancies_markdown(cycle: Cycle, open_places: Sequence[Vacancy]) -> str:
    """Return the open places as a person is shown them."""
    lines = [
        "公示期间有项目被取消，按本市办法可由评审名次在后的递补。递补的项目另行公示，完成后再公布。",
        "",
        "| 类别 | 空出名额 | 应递补 | 名次并列，由会议确定 |",
        "|---|---|---|---|",
    ]
    for one in open_places:
        tied = f"{_names(one.tied)}（选{one.places_for_tied}项）" if one.tied else "无"
        lines.append(
            f"| {cycle.category_label(one.category)} | {one.places} | {_names(one.certain) or '无'} | {tied} |"
        )
    return "\n".join(lines)


def _names(projects: Sequence[ListedProject]) -> str:
    return "；".join(f"{one.nomination_no} {one.title}（{one.unit}）" for one in projects).replace("|", "\\|")


def _vacancy(category: Category, places: int, ranked: Sequence[Row[Any]]) -> Vacancy:
    certain: list[ListedProject] = []
    for _, group in groupby(ranked, key=lambda row: row.rank):
        same = [_listed(row) for row in group]
        if len(certain) + len(same) > places:
            return Vacancy(category, places, tuple(certain), tuple(same) if len(certain) < places else ())
        certain.extend(same)
    return Vacancy(category, places, tuple(certain), ())


def _moving(command: MoveUp, open_places: Sequence[Vacancy]) -> list[ListedProject]:
    if not command.is_filled:
        return []
    return [
        one
        for vacancy in open_places
        for one in (*vacancy.certain, *(tied for tied in vacancy.tied if tied.nomination_no in command.chosen))
    ]


def _faults(command: MoveUp, open_places: Sequence[Vacancy], work: UnitOfWork) -> list[str]:
    if not open_places:
        return ["没有空出的名额，或没有可以递补的项目"]
    if not command.is_filled:
        return ["不递补的不选并列项目"] if command.chosen else []
    faults = []
    tied = {one.nomination_no for vacancy in open_places for one in vacancy.tied}
    strangers = sorted(set(command.chosen) - tied)
    if strangers:
        faults.append(
            f"选定的编号并非名次并列的项目：{'、'.join(strangers)}；并列的为：{'、'.join(sorted(tied)) or '无'}"
        )
    for vacancy in open_places:
        chosen = [one for one in vacancy.tied if one.nomination_no in command.chosen]
        if vacancy.tied and len(chosen) != vacancy.places_for_tied:
            faults.append(
                f"{command.cycle.category_label(vacancy.category)}名次并列{len(vacancy.tied)}项，空出"
                f"{vacancy.places_for_tied}个名额，选了{len(chosen)}项"
            )
    if not command.minutes_no.strip():
        faults.append("会议纪要编号不能为空，递补要经主席会议同意")
    if command.planned_on < command.decided_on:
        faults.append(f"公示日期 {command.planned_on} 早于决定之日 {command.decided_on}")
    return [*faults, *_number_faults(command, work)]


def _number_faults(command: MoveUp, work: UnitOfWork) -> list[str]:
    try:
        number = str(DocumentNo.parse(command.document_no))
    except NotDocumentNo as error:
        return [str(error).rstrip("。")]
    with work:
        used = {row.document_no for row in work.run("notice/list_document_numbers", {"cycle": str(command.cycle)})}
    return [f"文号{number}已用于本周期的另一份文件"] if number in used else []


def _decisions(cycle: Cycle, work: UnitOfWork) -> list[Decision]:
    found: list[Decision] = []
    while (one := find_decision(cycle, DecisionKind.RESERVE, work, decision_no=len(found) + 1)) is not None:
        found.append(one)
    return found


def _listed(row: Row[Any]) -> ListedProject:
    return ListedProject(Category(row.category), row.nomination_no, row.project_name, row.person_name, row.unit_name)
