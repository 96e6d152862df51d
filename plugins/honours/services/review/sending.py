"""Sends every expert a sheet with only the entries that are theirs to score (award/11, employee-studio/6).

What was put to an expert once stays as it is: a retry sends nothing new, and entries that become theirs later come in a
sheet of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.policies import ReviewPolicy
from honours.domain.stages import Stage
from honours.services.review.assigning.record import NoAssignment, runs
from honours.services.review.blinding.key_list import publish_key_list
from honours.services.review.blinding.leaks import refuse_leaks
from honours.services.review.blinding.names import names_of
from honours.services.review.blinding.redaction import Redactor
from honours.services.review.entries import ShownEntry, shown_entries
from honours.services.review.policy import policy_of
from honours.services.workbooks import SheetAddressee, score_sheet_workbook
from honours.storage.tables import score_sheet, score_sheet_entry
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class MissingSheet:
    """A score sheet that was sent out and has not come back whole."""

    expert_no: str
    expert_name: str
    email: str
    category: Category


def send_score_sheets(cycle: Cycle, on: date, work: UnitOfWork) -> int:
    """Produce one score sheet an expert and category in the outbox; return how many were ever sent. A retry adds none.

    Where the review is blind, the staff's own list of codes is produced beside them. Raise :class:`NoAssignment`
    before experts are assigned, and :class:`BlindLeak` when a sheet would tell whose an entry is.
    """
    with work:
        if not runs(cycle, work):
            raise NoAssignment(cycle)
        policy = policy_of(cycle, work)
        assigned = work.run("review/list_assignments", {"cycle": str(cycle)}).all()
        known = _sent(cycle, work)
        due = [row for row in assigned if (row.expert_no, row.nomination_no) not in known]
        names = Redactor(names_of(cycle, work) if policy.is_blind else ())
        entries = shown_entries(cycle, [row.nomination_no for row in due], policy, names, work)
    for _, rows in groupby(due, key=lambda row: (row.expert_no, row.category)):
        _send(cycle, list(rows), policy, entries, names, on, work)
    if policy.is_blind:
        publish_key_list(cycle, on, work)
    with work:
        return len({(sheet.category, sheet.expert_no, sheet.sheet_no) for sheet in _sheets(cycle, work)})


def missing_score_sheets(cycle: Cycle, work: UnitOfWork) -> list[MissingSheet]:
    """Return the score sheets that have not come back whole yet."""
    with work:
        rows = work.run("review/list_missing_sheets", {"cycle": str(cycle)}).all()
    return [MissingSheet(row.expert_no, row.name, row.email, Category(row.category)) for row in rows]


def _sheets(cycle: Cycle, work: UnitOfWork) -> Sequence[Row[Any]]:
    return work.connection.execute(select(score_sheet_entry).where(score_sheet_entry.c.cycle == str(cycle))).all()


def _sent(cycle: Cycle, work: UnitOfWork) -> set[tuple[str, str]]:
    return {(row.expert_no, row.nomination_no) for row in _sheets(cycle, work)}


def _send(
    cycle: Cycle,
    rows: list[Row[Any]],
    policy: ReviewPolicy,
    entries: Mapping[str, ShownEntry],
    names: Redactor,
    on: date,
    work: UnitOfWork,
) -> None:
    """Lay one sheet in the outbox and note what is on it; in one transaction, so that it is noted once."""
    addressee = SheetAddressee(cycle, Category(rows[0].category), rows[0].expert_no, rows[0].expert_name)
    own = {row.nomination_no for row in rows}
    listed = [entry for number, entry in entries.items() if number in own]
    content = score_sheet_workbook(addressee, policy, listed, fixed_on=on)
    key = {"cycle": str(cycle), "category": addressee.category.value, "expert_no": addressee.expert_no}
    with work:
        before = [
            row.sheet_no
            for row in _sheets(cycle, work)
            if (row.category, row.expert_no) == (key["category"], key["expert_no"])
        ]
        sheet_no = max(before, default=0) + 1
        file_name = addressee.file_name(sheet_no)
        if policy.is_blind:
            refuse_leaks(file_name, content, score_sheet_workbook(addressee, policy, [], fixed_on=on), names)
        sha256 = work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.REVIEW.value,
            kind=DocumentKind.SCORE_SHEET,
            subject=f"{addressee.expert_no}-{addressee.category.value}",
            file_name=file_name,
            made_on=on,
        )
        sent = upsert(score_sheet).values(**key, sent_sha256=sha256)
        work.connection.execute(
            sent.on_conflict_do_update(
                index_elements=["cycle", "category", "expert_no"],
                # What was sealed stays sealed; the sheet as a whole is open again.
                set_={"sent_sha256": sent.excluded.sent_sha256, "received_on": None},
            )
        )
        work.connection.execute(
            insert(score_sheet_entry),
            [{**key, "nomination_no": entry.nomination_no, "sheet_no": sheet_no} for entry in listed],
        )
