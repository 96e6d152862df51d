"""The end of the public notice (award/12, award/13): objections hold one entry each, the others are honoured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from honours.domain.actors import SYSTEM
from honours.domain.calendar import ProvisionalClosing
from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput
from honours.domain.notices import NoticeKind, ProofSide
from honours.domain.stages import Stage
from honours.domain.states import NominationState
from honours.regulation.loader import regulation
from honours.regulation.office import office
from honours.services.decisions import DecisionKind, last_decision
from honours.services.documents.letter import Colophon, Letterhead, ListedProject
from honours.services.documents.naming import naming_decision
from honours.services.documents.official import Decision, decision
from honours.services.documents.wording import DocumentNo
from honours.services.moves import move_all
from honours.services.notice.consultation.sending import is_consulted
from honours.services.notice.notices import NotDecidedYet, Notice, notices_of, standing
from honours.services.notice.projects import ranked_projects
from honours.services.notice.supervision import hand_to_supervision
from honours.storage.unit_of_work import UnitOfWork

_ADDRESSEES = ("各市（县）区、经开区总工会", "各局（公司）、直属单位工会")


class NoticeStillOpen(RefusedInput):
    """The notice has not closed yet; carries the closing day and the day on which it was to be concluded."""

    def __init__(self, closes_on: date, on: date) -> None:
        self.closes_on = closes_on
        self.on = on
        super().__init__(f"公示到 {closes_on} 24时才结束，{on} 还不能公布结果。请在次日以后再办。")


class NotProven(RefusedInput):
    """A notice without a proof that it was posted, or that it hung until its end; carries it and what is missing."""

    def __init__(self, notice: Notice, missing: tuple[ProofSide, ...]) -> None:
        self.notice, self.missing = notice, missing
        sides = "、".join(f"{side.label}证明" for side in missing)
        super().__init__(f"{notice.label}公示缺少{sides}，不能公布结果。请在“待操作”中补登，证明文件放入收件文件夹。")


class ContentChanged(RefusedInput):
    """Entries are called otherwise now than the notice showed them; carries their numbers. The window is not theirs."""

    def __init__(self, nomination_nos: tuple[str, ...]) -> None:
        self.nomination_nos = nomination_nos
        super().__init__(
            f"{'、'.join(nomination_nos)} 现在的名称、姓名或单位与公示的不同，不能按原公示公布。"
            "请用公示更正登记表更正并重新公示。"
        )


@dataclass(frozen=True, slots=True)
class Concluded:
    """How many entries came to which end."""

    awarded: int
    held: int
    declined: int


def conclude(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> Concluded:
    """Move every entry whose own notice is over to its end and produce the decision; a retry changes nothing.

    An entry with an open objection that is heard and came in time, or whose industry consultation is not settled, is
    held; one with an upheld objection or finding is declined; the others are awarded. A held one follows when nothing
    is open any more. A reserve whose notice still stands is left on it. Objections that came outside the window are
    listed for those who supervise.

    Raise :class:`NoticeStillOpen` on or before the closing day, :class:`ProvisionalClosing` when the holidays of that
    time are not announced yet, :class:`NotProven` without proofs of both ends, and :class:`ContentChanged`.
    """
    ended = ended_notices(cycle, on, work)
    counts = {NominationState.AWARDED: 0, NominationState.HELD: 0, NominationState.DECLINED: 0}
    closes = [notice.window.closes_on for notice in ended]
    with work:
        numbers = [notice.notice_no for notice in ended]
        changed = work.run("notice/list_changed_entries", {"cycle": str(cycle), "notice_nos": numbers}).all()
        if changed:
            raise ContentChanged(tuple(row.nomination_no for row in changed))
        key = {"cycle": str(cycle), "notice_nos": numbers, "closes": closes, "is_consulted": is_consulted(cycle, on)}
        ends = work.run("notice/list_ends", key).all()
        for (from_state, to_state, reason), nominations in _grouped(ends).items():
            counts[NominationState(to_state)] += move_all(
                work,
                cycle,
                NominationState(from_state),
                NominationState(to_state),
                nomination_nos=nominations,
                on=on,
                actor=SYSTEM,
                run_id=run_id,
                reason=reason,
            )
    produce_decision(cycle, max(closes), on, work)
    hand_to_supervision(cycle, work)
    return Concluded(counts[NominationState.AWARDED], counts[NominationState.HELD], counts[NominationState.DECLINED])


def ended_notices(cycle: Cycle, on: date, work: UnitOfWork) -> tuple[Notice, ...]:
    """Return the notices that are over on a day and proven; those of reserves that are not yet are left out.

    Raise :class:`NotDecidedYet` when there is none at all, and what :func:`conclude` raises of any other notice.
    """
    found = standing(notices_of(cycle, work))
    if not found:
        raise NotDecidedYet(cycle)
    return tuple(notice for notice in found if _is_ended(notice, on))


def _is_ended(notice: Notice, on: date) -> bool:
    window = notice.window
    proofs = ((ProofSide.START, notice.has_start_proof), (ProofSide.END, notice.has_end_proof))
    missing = tuple(side for side, is_there in proofs if not is_there)
    if not missing and not window.is_provisional and on > window.closes_on:
        return True
    if notice.kind is NoticeKind.RESERVE:
        return False
    if window.is_provisional:
        raise ProvisionalClosing(window.posted_on, window.closes_on)
    if on <= window.closes_on:
        raise NoticeStillOpen(window.closes_on, on)
    raise NotProven(notice, missing)


def produce_decision(cycle: Cycle, closed_on: date, on: date, work: UnitOfWork) -> int:
    """Produce the decision with everything awarded so far in the outbox; return how many projects it lists.

    Nothing is produced while nothing is awarded. A later list is the next version of the document.
    """
    honoured = (NominationState.AWARDED, NominationState.PAID)
    projects = tuple(one.listed for one in ranked_projects(cycle, honoured, work))
    if not projects:
        return 0
    content = _document(cycle, projects, closed_on, on, _document_no(cycle, work))
    with work:
        work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.NOTICE.value,
            kind=DocumentKind.NAMING_DECISION if cycle.scheme.names_studios else DocumentKind.DECISION,
            subject="",
            file_name=f"{cycle.label}{'命名' if cycle.scheme.names_studios else '表扬'}决定.docx",
            made_on=on,
        )
    return len(projects)


def _document(
    cycle: Cycle, projects: tuple[ListedProject, ...], closed_on: date, on: date, document_no: DocumentNo
) -> bytes:
    house = office()
    letterhead = Letterhead(
        issuer=house.issuer,
        document_no=document_no,
        cycle=cycle,
        regulation=house.regulation_titles[cycle.scheme],
        issued_on=on,
    )
    colophon = Colophon(printed_by=house.printed_by, printed_on=on, copied_to=house.copied_to)
    facts = Decision(
        letterhead=letterhead,
        colophon=colophon,
        addressees=_ADDRESSEES,
        projects=projects,
        prizes={category: regulation().grant(cycle.scheme, category).on(on) for category in cycle.categories},
        notice_closed_on=closed_on,
        medal=house.medal,
    )
    return naming_decision(facts) if cycle.scheme.names_studios else decision(facts)


def _document_no(cycle: Cycle, work: UnitOfWork) -> DocumentNo:
    meeting = last_decision(cycle, DecisionKind.CHAIR_MEETING, work)
    if meeting is None:
        raise NotDecidedYet(cycle)
    return DocumentNo.parse(meeting.answer["decision_document_no"])


def _grouped(ends: Sequence[Row[Any]]) -> dict[tuple[str, str, str], list[str]]:
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for row in ends:
        grouped.setdefault((row.from_state, row.to_state, row.reason), []).append(row.nomination_no)
    return grouped
