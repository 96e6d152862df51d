"""The notices of a cycle as they stand: what each lists, its window by today's calendar, which one is being dealt with.

A notice is never changed. Other content, or a reserve that moves up, is another notice with a number, a document and a
window of its own; one that was replaced stays on record and counts no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Row

from honours.domain.calendar import Closing, WorkingDays, closes_on
from honours.domain.cycle import Cycle
from honours.domain.errors import WrongUse
from honours.domain.notices import NoticeKind, ProofSide, short_name
from honours.regulation.calendar import working_days
from honours.regulation.loader import regulation
from honours.services.documents.letter import ListedProject
from honours.storage.unit_of_work import UnitOfWork


class NotDecidedYet(WrongUse):
    """There is nothing to post, because the chair's meeting has not decided; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"周期 {cycle} 的主席会议结果尚未录入，不能发布公示。请先在“待操作”中完成会议结果。")


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice with its window by today's calendar.

    ``is_replaced`` says that a later one took its place, ``is_confirmed`` that a person has confirmed its end.
    """

    cycle: Cycle
    notice_no: int
    kind: NoticeKind
    replaces_no: int | None
    reason: str
    document_no: str
    ready_on: date | None
    planned_on: date | None
    window: Closing
    content_sha256: str | None
    has_start_proof: bool
    has_end_proof: bool
    is_replaced: bool
    is_confirmed: bool

    @property
    def label(self) -> str:
        """The notice as people call it."""
        return f"第{self.notice_no}号（{self.kind.label}）"

    def proof_name(self, side: ProofSide) -> str:
        """Return how the file of a proof has to begin, for example ``公示证明-2025成果奖-第1号-张贴``."""
        return f"公示证明-{self.cycle.year}{short_name(self.cycle.scheme)}-第{self.notice_no}号-{side.label}"


def closing(cycle: Cycle, posted_on: date, calendar: WorkingDays | None = None) -> Closing:
    """Return the closing of a public notice posted on a day, with each day counted and skipped (award/12)."""
    window = regulation().notice_window(cycle.scheme).on(posted_on)
    return closes_on(posted_on, window, calendar or working_days())


def never_sooner(window: Closing, told_on: date, *, was_provisional: bool) -> Closing:
    """Return the window, but not shorter than people were told: a day that was settled and announced is kept to."""
    if was_provisional or told_on <= window.closes_on:
        return window
    return replace(window, closes_on=told_on)


def content_mark(projects: Iterable[ListedProject]) -> str:
    """Return the mark of what a notice lists; other content gives another mark, another order does not."""
    lines = sorted(
        "\t".join((one.nomination_no, one.category.value, one.title, one.person, one.unit)) for one in projects
    )
    return sha256("\n".join(lines).encode()).hexdigest()


def notices_of(cycle: Cycle, work: UnitOfWork) -> tuple[Notice, ...]:
    """Return all notices of the cycle, by number."""
    with work:
        return read_notices(cycle, work)


def read_notices(cycle: Cycle, work: UnitOfWork) -> tuple[Notice, ...]:
    """Return all notices of the cycle, by number; the unit of work must have begun."""
    rows = work.run("notice/list_notices", {"cycle": str(cycle)}).all()
    replaced = {row.replaces_no for row in rows}
    return tuple(_notice(cycle, row, is_replaced=row.notice_no in replaced) for row in rows)


def standing(notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """Return those that were not replaced."""
    return tuple(one for one in notices if not one.is_replaced)


def current_notice(cycle: Cycle, work: UnitOfWork) -> Notice:
    """Return the notice that is being dealt with: the first whose end nobody has confirmed, else the last of all.

    Raise :class:`NotDecidedYet` when there is none yet.
    """
    found = standing(notices_of(cycle, work))
    if not found:
        raise NotDecidedYet(cycle)
    return next((one for one in found if not one.is_confirmed), found[-1])


def notice_closes_on(cycle: Cycle, work: UnitOfWork) -> Closing:
    """Return the closing of the notice that is being dealt with; raise :class:`NotDecidedYet` when nothing is posted.

    Computed anew at each call, so that a holiday table that is filled in while the notice stands moves the day.
    """
    return current_notice(cycle, work).window


def own_notice(cycle: Cycle, nomination_no: str, work: UnitOfWork) -> Notice | None:
    """Return the notice by which an entry is judged, the last that lists it; None where none does."""
    with work:
        rows = work.run("notice/list_own_notices", {"cycle": str(cycle)}).all()
        number = next((row.notice_no for row in rows if row.nomination_no == nomination_no), None)
        return next((one for one in read_notices(cycle, work) if one.notice_no == number), None)


def _notice(cycle: Cycle, row: Row[Any], *, is_replaced: bool) -> Notice:
    window = never_sooner(closing(cycle, row.posted_on), row.closes_on, was_provisional=row.is_provisional)
    return Notice(
        cycle=cycle,
        notice_no=row.notice_no,
        kind=NoticeKind(row.kind),
        replaces_no=row.replaces_no,
        reason=row.reason,
        document_no=row.document_no,
        ready_on=row.ready_on,
        planned_on=row.planned_on,
        window=window,
        content_sha256=row.content_sha256,
        has_start_proof=row.started_on == row.posted_on,
        has_end_proof=row.ended_on is not None and row.ended_on >= window.closes_on,
        is_replaced=is_replaced,
        is_confirmed=row.is_confirmed,
    )
