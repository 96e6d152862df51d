"""The public notice (award/12): the document, and the day on which it closes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.calendar import Closing, WorkingDays, closes_on
from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import WrongUse
from honours.domain.stages import Stage
from honours.domain.states import NominationState
from honours.regulation.calendar import working_days
from honours.regulation.loader import regulation
from honours.regulation.office import office
from honours.services.decisions import Decision, DecisionKind, find_decision
from honours.services.documents.letter import Letterhead
from honours.services.documents.naming import naming_notice
from honours.services.documents.official import PublicNotice, public_notice
from honours.services.documents.wording import DocumentNo
from honours.services.notice.projects import ranked_projects
from honours.storage.tables import public_notice as public_notice_table
from honours.storage.unit_of_work import UnitOfWork


class NotDecidedYet(WrongUse):
    """There is nothing to post, because the chair's meeting has not decided; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"周期 {cycle} 的主席会议结果尚未录入，不能发布公示。请先在“待操作”中完成会议结果。")


def closing(cycle: Cycle, posted_on: date, calendar: WorkingDays | None = None) -> Closing:
    """Return the closing of a public notice posted on a day, with each day counted and skipped (award/12)."""
    window = regulation().notice_window(cycle.scheme).on(posted_on)
    return closes_on(posted_on, window, calendar or working_days())


def post_notice(cycle: Cycle, work: UnitOfWork) -> Closing:
    """Produce the public notice in the outbox, record its window and return it; a retry returns the same.

    The day of posting is what the chair's meeting set. Raise :class:`NotDecidedYet` before the meeting.
    """
    meeting = find_decision(cycle, DecisionKind.CHAIR_MEETING, work)
    if meeting is None:
        raise NotDecidedYet(cycle)
    posted_on = date.fromisoformat(meeting.answer["notice_posted_on"])
    window = closing(cycle, posted_on)
    if notice_posted_on(cycle, work) is not None:
        return window
    content = _document(cycle, meeting, window, work)
    with work:
        sha256 = work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.NOTICE.value,
            kind=DocumentKind.NAMING_NOTICE if cycle.scheme.names_studios else DocumentKind.PUBLIC_NOTICE,
            subject="",
            file_name=f"{cycle.label}{'拟命名' if cycle.scheme.names_studios else '拟奖励项目'}公示.docx",
            made_on=posted_on,
        )
        work.connection.execute(
            insert(public_notice_table)
            .values(
                cycle=str(cycle),
                notice_no=1,
                posted_on=posted_on,
                closes_on=window.closes_on,
                is_provisional=window.is_provisional,
                document_sha256=sha256,
            )
            .on_conflict_do_nothing()
        )
    return window


def _document(cycle: Cycle, meeting: Decision, window: Closing, work: UnitOfWork) -> bytes:
    house = office()
    letterhead = Letterhead(
        issuer=house.issuer,
        document_no=DocumentNo.parse(meeting.answer["notice_document_no"]),
        cycle=cycle,
        regulation=house.regulation_titles[cycle.scheme],
        issued_on=window.posted_on,
    )
    notice = PublicNotice(
        letterhead=letterhead,
        projects=tuple(one.listed for one in ranked_projects(cycle, (NominationState.ON_NOTICE,), work)),
        posted_on=window.posted_on,
        closes_on=window.closes_on,
        counted_on=tuple(day.on for day in window.counted),
        skipped=tuple((skipped.day.on, skipped.reason) for skipped in window.skipped),
        is_posting_day_counted=window.window.counts_posting_day,
        channels=house.objection_channels,
    )
    return naming_notice(notice) if cycle.scheme.names_studios else public_notice(notice)


def notice_posted_on(cycle: Cycle, work: UnitOfWork) -> date | None:
    """Return the day on which the notice that stands was posted, or None when there is none."""
    with work:
        posted_on: date | None = work.connection.scalar(
            select(func.max(public_notice_table.c.posted_on)).where(public_notice_table.c.cycle == str(cycle))
        )
    return posted_on


def notice_closes_on(cycle: Cycle, work: UnitOfWork) -> Closing:
    """Return the closing of the notice by today's calendar; raise :class:`NotDecidedYet` when nothing is posted.

    Computed anew at each call, so that a holiday table that is filled in while the notice stands moves the day.
    """
    posted_on = notice_posted_on(cycle, work)
    if posted_on is None:
        raise NotDecidedYet(cycle)
    return closing(cycle, posted_on)
