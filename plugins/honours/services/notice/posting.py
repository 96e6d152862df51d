"""Makes the public notices (award/12): the document for the board, the page for the website, the list on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from honours.domain.calendar import Closing
from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.notices import NoticeKind
from honours.domain.stages import Stage
from honours.domain.states import NominationState
from honours.regulation.office import office
from honours.services.decisions import Decision, DecisionKind, last_decision
from honours.services.documents.letter import Letterhead, ListedProject
from honours.services.documents.naming import naming_notice
from honours.services.documents.official import PublicNotice, public_notice
from honours.services.documents.wording import DocumentNo
from honours.services.notice.notices import NotDecidedYet, closing, content_mark, notice_closes_on, notices_of
from honours.services.notice.page import notice_page
from honours.services.notice.projects import ranked_projects
from honours.storage.tables import notice_entry
from honours.storage.tables import public_notice as public_notice_table
from honours.storage.unit_of_work import UnitOfWork

__all__ = ["Announced", "NotDecidedYet", "announce", "closing", "notice_closes_on", "post_notice", "publish_notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A notice that is to be made; ``ready_on`` is the first day on which it could be posted."""

    cycle: Cycle
    notice_no: int
    kind: NoticeKind
    document_no: str
    ready_on: date
    planned_on: date
    projects: tuple[ListedProject, ...]
    replaces_no: int | None = None
    reason: str = ""


def post_notice(cycle: Cycle, work: UnitOfWork) -> Closing:
    """Produce the first public notice in the outbox, record it and return its window; a retry returns the same.

    It is planned for the day that the chair's meeting set. Raise :class:`NotDecidedYet` before the meeting.
    """
    meeting = last_decision(cycle, DecisionKind.CHAIR_MEETING, work)
    if meeting is None:
        raise NotDecidedYet(cycle)
    made = notices_of(cycle, work)
    if made:
        return made[0].window
    listed = Announced(
        cycle=cycle,
        notice_no=1,
        kind=NoticeKind.FIRST,
        document_no=meeting.answer["notice_document_no"],
        ready_on=_ready_on(meeting),
        planned_on=date.fromisoformat(meeting.answer["notice_posted_on"]),
        projects=tuple(one.listed for one in ranked_projects(cycle, (NominationState.ON_NOTICE,), work)),
    )
    with work:
        return announce(listed, work)


def _ready_on(meeting: Decision) -> date:
    """Return the day from which the notice may hang: that of the approval; earlier versions knew the meeting's only."""
    approved_on = meeting.answer.get("approved_on")
    return date.fromisoformat(approved_on) if approved_on else meeting.decided_on


def announce(made: Announced, work: UnitOfWork) -> Closing:
    """Produce the notice, record it with its list and return its window; the unit of work must have begun."""
    window = closing(made.cycle, made.planned_on)
    sha256 = publish_notice(made, window, work)
    key = {"cycle": str(made.cycle), "notice_no": made.notice_no}
    work.connection.execute(
        insert(public_notice_table)
        .values(
            **key,
            kind=made.kind.value,
            replaces_no=made.replaces_no,
            reason=made.reason,
            document_no=made.document_no,
            ready_on=made.ready_on,
            planned_on=made.planned_on,
            posted_on=window.posted_on,
            closes_on=window.closes_on,
            is_provisional=window.is_provisional,
            content_sha256=content_mark(made.projects),
            document_sha256=sha256,
        )
        .on_conflict_do_nothing()
    )
    if made.projects:
        rows = [{**key, **_entry(one)} for one in made.projects]
        work.connection.execute(insert(notice_entry).on_conflict_do_nothing(), rows)
    return window


def publish_notice(made: Announced, window: Closing, work: UnitOfWork) -> str:
    """Lay the notice in the outbox as a Word file and as a page for the website; return the SHA-256 of the former."""
    facts = _facts(made, window)
    is_naming = made.cycle.scheme.names_studios
    name = f"{made.cycle.label}{'拟命名' if is_naming else '拟奖励项目'}公示"
    if made.notice_no > 1:
        name = f"{name}（第{made.notice_no}号）"
    shared: dict[str, Any] = {
        "cycle": str(made.cycle),
        "stage": Stage.NOTICE.value,
        "subject": "" if made.notice_no == 1 else f"第{made.notice_no}号",
        "made_on": window.posted_on,
    }
    page = notice_page(facts, work.settings.templates)
    work.publish(page, kind=DocumentKind.NOTICE_PAGE, file_name=f"{name}.html", **shared)
    content = naming_notice(facts) if is_naming else public_notice(facts)
    kind = DocumentKind.NAMING_NOTICE if is_naming else DocumentKind.PUBLIC_NOTICE
    return work.publish(content, kind=kind, file_name=f"{name}.docx", **shared)


def listed_on(cycle: Cycle, notice_nos: Sequence[int], work: UnitOfWork) -> tuple[ListedProject, ...]:
    """Return what the notices listed, as it was posted; the unit of work must have begun."""
    rows = work.run("notice/list_entries", {"cycle": str(cycle), "notice_nos": list(notice_nos)}).all()
    return tuple(
        ListedProject(Category(row.category), row.nomination_no, row.project_name, row.person_name, row.unit_name)
        for row in rows
    )


def _entry(one: ListedProject) -> dict[str, str]:
    return {
        "nomination_no": one.nomination_no,
        "category": one.category.value,
        "project_name": one.title,
        "person_name": one.person,
        "unit_name": one.unit,
    }


def _facts(made: Announced, window: Closing) -> PublicNotice:
    house = office()
    letterhead = Letterhead(
        issuer=house.issuer,
        document_no=DocumentNo.parse(made.document_no),
        cycle=made.cycle,
        regulation=house.regulation_titles[made.cycle.scheme],
        issued_on=window.posted_on,
    )
    return PublicNotice(
        letterhead=letterhead,
        projects=made.projects,
        posted_on=window.posted_on,
        closes_on=window.closes_on,
        counted_on=tuple(day.on for day in window.counted),
        skipped=tuple((skipped.day.on, skipped.reason) for skipped in window.skipped),
        is_posting_day_counted=window.window.counts_posting_day,
        channels=house.objection_channels,
        occasion=made.reason,
    )
