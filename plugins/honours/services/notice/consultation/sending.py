"""Sends the industry consultation (award/12): experts of the trade are chosen, and each gets one workbook.

What has gone out stays: a retry chooses and sends nothing anew. An entry that goes on notice later, because another one
was removed, is asked about in a further workbook.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Row, func, insert, select

from honours.domain.calendar import Closing, Counts, Window, WorkingDays, closes_on
from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.policies import Consultation
from honours.domain.stages import Stage
from honours.regulation.calendar import working_days
from honours.regulation.policies import notice_policy
from honours.services.documents.letter import ListedProject
from honours.services.notice.consultation.choosing import Candidate, choose
from honours.services.notice.consultation.record import publish_choice
from honours.services.notice.notices import NotDecidedYet, never_sooner
from honours.services.review.conflicts.finding import find_in
from honours.services.workbooks.consultation import ConsultedExpert, consultation_name, consultation_workbook
from honours.storage.tables import consultation, consultation_sheet, expert, public_notice
from honours.storage.unit_of_work import UnitOfWork


def is_consulted(cycle: Cycle, on: date) -> bool:
    """Return whether the entries of the cycle are put to experts of the trade while they are on notice."""
    return notice_policy(cycle.scheme, on).consultation is not None


def reply_window(reply_working_days: int) -> Window:
    """Return the window in which an expert may answer."""
    return Window(reply_working_days, Counts.WORKING_DAYS)


def reply_closing(
    sent_on: date, reply_working_days: int, calendar: WorkingDays | None = None, told_on: date | None = None
) -> Closing:
    """Return until when experts may answer what was sent on a day, counted like a notice: the day itself is not.

    An expert who was told a later day, ``told_on``, has until then.
    """
    window = closes_on(sent_on, reply_window(reply_working_days), calendar or working_days())
    return window if told_on is None else never_sooner(window, told_on, was_provisional=False)


def send_consultations(cycle: Cycle, on: date, work: UnitOfWork, policy: Consultation | None = None) -> int:
    """Choose experts for every entry on notice that has none, send their workbooks, return how many are out in all.

    ``policy`` is the scheme's of the day unless another is given; a scheme without one asks nobody. Raise
    :class:`NotDecidedYet` when nothing is posted and :class:`ConsultantsMissing` when a trade has too few experts.
    """
    asked = policy or notice_policy(cycle.scheme, on).consultation
    if asked is None:
        return 0
    with work:
        work.run("intake/lock_place", {"place": f"consultation {cycle}"})
        seed = _seed(cycle, work)
        entries = {row.nomination_no: row for row in work.run("notice/list_unconsulted", {"cycle": str(cycle)}).all()}
        if entries:
            find_in(cycle, on, work)
            _send(cycle, on, asked, entries, seed, work)
            publish_choice(cycle, on, work)
        sent = select(func.count()).select_from(consultation_sheet).where(consultation_sheet.c.cycle == str(cycle))
        return int(work.connection.execute(sent).scalar_one())


def _seed(cycle: Cycle, work: UnitOfWork) -> str:
    """Return the hash of the notice that was published last: known to all, and fixed before anybody is chosen."""
    found = work.connection.scalar(
        select(public_notice.c.document_sha256)
        .where(public_notice.c.cycle == str(cycle))
        .order_by(public_notice.c.notice_no.desc())
        .limit(1)
    )
    if found is None:
        raise NotDecidedYet(cycle)
    return str(found)


def _send(
    cycle: Cycle, on: date, asked: Consultation, entries: Mapping[str, Row[Any]], seed: str, work: UnitOfWork
) -> None:
    candidates: dict[str, list[Candidate]] = {number: [] for number in entries}
    for row in work.run("notice/list_consultants", {"nomination_nos": list(entries)}).all():
        candidates[row.nomination_no].append(Candidate(row.expert_no, row.has_scored))
    standing = work.run("notice/list_consultation_loads", {"cycle": str(cycle)}).all()
    loads = {row.expert_no: row.entries for row in standing}
    sheets = {row.expert_no: row.sheets for row in standing}
    chosen = choose(candidates, loads, asked.experts_per_entry, seed)
    of_expert: dict[str, list[str]] = defaultdict(list)
    for number, panel in chosen.items():
        for expert_no in panel:
            of_expert[expert_no].append(number)
    names = {
        row.expert_no: row.name
        for row in work.connection.execute(
            select(expert.c.expert_no, expert.c.name).where(expert.c.expert_no.in_(sorted(of_expert)))
        )
    }
    has_scored = {(number, one.expert_no): one.has_scored for number, found in candidates.items() for one in found}
    closing = reply_closing(on, asked.reply_working_days)
    for expert_no, numbers in sorted(of_expert.items()):
        addressee = ConsultedExpert(expert_no, names[expert_no], sheets.get(expert_no, 0) + 1)
        projects = [_listed(entries[number]) for number in numbers]
        content = consultation_workbook(cycle, addressee, projects, closing, asked.silence, fixed_on=on)
        sha256 = work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.NOTICE.value,
            kind=DocumentKind.CONSULTATION_FORM,
            subject=f"{expert_no}-{addressee.sheet_no}",
            file_name=consultation_name(addressee),
            made_on=on,
        )
        key = {"cycle": str(cycle), "expert_no": expert_no, "sheet_no": addressee.sheet_no}
        work.connection.execute(
            insert(consultation_sheet).values(
                **key,
                sent_sha256=sha256,
                sent_on=on,
                reply_working_days=asked.reply_working_days,
                due_on=closing.closes_on,
                silence=asked.silence.value,
                seed=seed,
            )
        )
        work.connection.execute(
            insert(consultation),
            [{**key, "nomination_no": number, "has_scored": has_scored[number, expert_no]} for number in numbers],
        )


def _listed(row: Row[Any]) -> ListedProject:
    return ListedProject(Category(row.category), row.nomination_no, row.project_name, row.person_name, row.unit_name)
