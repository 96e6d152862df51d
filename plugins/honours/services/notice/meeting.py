"""The chair's meeting (award/11): the list that is put to it, and the record of what it decided.

What the meeting may leave open is small: it strikes entries with a reason, and it chooses among those tied at the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput
from honours.domain.stages import Stage
from honours.domain.states import NominationState, RankingOutcome
from honours.regulation.loader import regulation
from honours.services.decisions import Decision, DecisionKind, find_decision, record_decision
from honours.services.documents.spreadsheet import write_list
from honours.services.documents.wording import DocumentNo
from honours.services.moves import move_all
from honours.services.notice.columns import cells_of, headers_of
from honours.services.notice.projects import RankedProject, ranked_projects
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MeetingList:
    """The list as the meeting sees it; ``places`` is how many of the tied may be chosen in each category."""

    markdown: str
    sha256: str
    proposed: tuple[str, ...]
    tied: tuple[str, ...]
    places: Mapping[Category, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairMeeting:
    """What the meeting decided, as a person entered it, by nomination numbers; what is struck has a reason."""

    cycle: Cycle
    held_on: date
    minutes_no: str
    approved_by: str
    not_approved: Mapping[str, str]
    chosen_of_tied: tuple[str, ...]
    notice_posted_on: date
    notice_document_no: str
    decision_document_no: str
    run_id: str


class MeetingRefused(RefusedInput):
    """What was entered for the meeting contradicts the list; carries every fault."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("会议结果未被接受：" + "；".join(faults) + "。请更正后重新提交。")


def prepare_list(cycle: Cycle, on: date, work: UnitOfWork) -> MeetingList:
    """Produce the list for the meeting in the outbox and return it; a retry returns the same."""
    projects = _put_to_meeting(cycle, work)
    rows = [cells_of(one, cycle) for one in projects]
    content = write_list(f"{cycle.year}年{_list_name(cycle)}", headers_of(cycle), rows, fixed_on=on)
    with work:
        sha256 = work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.NOTICE.value,
            kind=DocumentKind.MEETING_LIST,
            subject="",
            file_name=f"{cycle.label}{_list_name(cycle)}.xlsx",
            made_on=on,
        )
    return MeetingList(
        markdown=_markdown(projects, cycle),
        sha256=sha256,
        proposed=tuple(one.listed.nomination_no for one in projects),
        tied=tuple(one.listed.nomination_no for one in projects if one.outcome is RankingOutcome.TIED),
        places=_places(cycle, on, projects),
    )


def record_meeting(meeting: ChairMeeting, work: UnitOfWork) -> int:
    """Record the meeting and move every entry on; return how many go to public notice. A retry changes nothing.

    Raise :class:`MeetingRefused` when the entries contradict the list that was put to the meeting.
    """
    if find_decision(meeting.cycle, DecisionKind.CHAIR_MEETING, work) is None:
        listed = prepare_list(meeting.cycle, meeting.held_on, work)
        _check(meeting, listed)
        record_decision(_as_decision(meeting, listed), work)
    standing = find_decision(meeting.cycle, DecisionKind.CHAIR_MEETING, work)
    struck: dict[str, str] = dict(standing.answer["struck"]) if standing else {}
    with work:
        for nomination_no, reason in sorted(struck.items()):
            _move(meeting, NominationState.DECLINED, reason, work, nomination_nos=(nomination_no,))
        return _move(meeting, NominationState.ON_NOTICE, f"主席会议（{meeting.minutes_no}）同意公示", work)


def _move(
    meeting: ChairMeeting,
    to_state: NominationState,
    reason: str,
    work: UnitOfWork,
    nomination_nos: tuple[str, ...] | None = None,
) -> int:
    return move_all(
        work,
        meeting.cycle,
        NominationState.PROPOSED,
        to_state,
        nomination_nos=nomination_nos,
        on=meeting.held_on,
        actor=meeting.approved_by,
        run_id=meeting.run_id,
        reason=reason,
    )


def _put_to_meeting(cycle: Cycle, work: UnitOfWork) -> list[RankedProject]:
    return ranked_projects(cycle, (NominationState.PROPOSED,), work)


def _list_name(cycle: Cycle) -> str:
    return "建议命名名单" if cycle.scheme.names_studios else "建议奖励项目名单"


def _places(cycle: Cycle, on: date, projects: Sequence[RankedProject]) -> dict[Category, int]:
    """Return how many of the tied may be chosen in each category; without a quota nothing is ever tied."""
    if cycle.scheme.names_studios:
        return {}
    inside = Counter(one.listed.category for one in projects if one.outcome is RankingOutcome.IN)
    return {category: regulation().quota(category).on(on) - inside[category] for category in cycle.categories}


def _as_decision(meeting: ChairMeeting, listed: MeetingList) -> Decision:
    left = [number for number in listed.tied if number not in meeting.chosen_of_tied]
    struck = {**dict.fromkeys(left, "名额线上并列，会议未选定"), **meeting.not_approved}
    return Decision(
        cycle=meeting.cycle,
        kind=DecisionKind.CHAIR_MEETING,
        decided_on=meeting.held_on,
        decided_by=meeting.approved_by,
        answer={
            "minutes_no": meeting.minutes_no,
            "struck": struck,
            "chosen_of_tied": sorted(meeting.chosen_of_tied),
            "notice_posted_on": meeting.notice_posted_on.isoformat(),
            "notice_document_no": meeting.notice_document_no,
            "decision_document_no": meeting.decision_document_no,
        },
        run_id=meeting.run_id,
        list_sha256=listed.sha256,
    )


def _check(meeting: ChairMeeting, listed: MeetingList) -> None:
    faults = []
    if not meeting.minutes_no.strip():
        faults.append("会议纪要编号不能为空")
    numbers = {DocumentNo.parse(meeting.notice_document_no), DocumentNo.parse(meeting.decision_document_no)}
    if len(numbers) == 1:
        faults.append(f"公示和决定的文号相同（{meeting.decision_document_no}），两份文件要各有文号")
    if meeting.notice_posted_on < meeting.held_on:
        faults.append(f"公示起始日 {meeting.notice_posted_on} 早于会议日期 {meeting.held_on}")
    unknown = sorted(set(meeting.not_approved) - set(listed.proposed))
    if unknown:
        faults.append(f"不通过的编号不在名单上：{'、'.join(unknown)}")
    faults.extend(
        f"{number} 未写不通过的理由" for number, why in sorted(meeting.not_approved.items()) if not why.strip()
    )
    strangers = sorted(set(meeting.chosen_of_tied) - set(listed.tied))
    if strangers:
        faults.append(
            f"并列入选的编号并非并列项目：{'、'.join(strangers)}；并列项目为：{'、'.join(listed.tied) or '无'}"
        )
    both = sorted(set(meeting.chosen_of_tied) & set(meeting.not_approved))
    if both:
        faults.append(f"同一编号既入选又不通过：{'、'.join(both)}")
    letters = {meeting.cycle.letters(category): category for category in meeting.cycle.categories}
    chosen = Counter(letters.get(number.split("-")[1]) for number in meeting.chosen_of_tied if number in listed.tied)
    for category, count in chosen.items():
        if category is not None and count > listed.places[category]:
            faults.append(f"{category.label}只余 {listed.places[category]} 个名额，却选了 {count} 个并列项目")
    if faults:
        raise MeetingRefused(faults)


def _markdown(projects: Sequence[RankedProject], cycle: Cycle) -> str:
    headers = headers_of(cycle)
    lines = ["| " + " | ".join(headers) + " |", "|" + "---|" * len(headers)]
    lines.extend(
        "| " + " | ".join(_text(cell).replace("|", "\\|") for cell in cells_of(one, cycle)) + " |" for one in projects
    )
    return "\n".join(lines)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
