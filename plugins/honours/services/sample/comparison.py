"""Compares what was planted in the sample with what was found, fault by fault: none missed, none invented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Cycle
from honours.domain.states import NominationState
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import FIRST_ROW, form
from honours.services.disbursement.matching import open_items
from honours.services.sample.plants import Plant, PlantKind
from honours.storage.unit_of_work import UnitOfWork

_ROW = re.compile(r"[A-Z]+([0-9]+)")
_OF_THE_BANK = (SubmissionKind.BANK_STATEMENT, SubmissionKind.BANK_RECEIPT)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was planted beside what was found."""

    planted: frozenset[Plant]
    found: frozenset[Plant]

    @property
    def missed(self) -> list[Plant]:
        """What was planted and not found."""
        return sorted(self.planted - self.found)

    @property
    def unexpected(self) -> list[Plant]:
        """What was found and not planted."""
        return sorted(self.found - self.planted)

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.planted == self.found

    def counts(self) -> list[tuple[PlantKind, int, int]]:
        """Return of each kind how many were planted and how many of those were found."""
        planted = Counter(plant.kind for plant in self.planted)
        hit = Counter(plant.kind for plant in self.planted & self.found)
        return [(kind, planted[kind], hit[kind]) for kind in PlantKind]


def compare(
    planted: Iterable[Plant], cycle: Cycle, work: UnitOfWork, elsewhere: Collection[Plant] = frozenset()
) -> Comparison:
    """Return the planted faults of the cycle beside everything that the house found wrong in it.

    Of a file that nobody could read and of a bank line without reference the house knows no cycle: they count here
    unless they were planted ``elsewhere``.
    """
    own = frozenset(planted)
    found = frozenset(_found(cycle, work))
    return Comparison(own, found - (frozenset(elsewhere) - own))


def _found(cycle: Cycle, work: UnitOfWork) -> Iterator[Plant]:
    key = {"cycle": str(cycle)}
    with work:
        verdicts = work.run("sample/list_verdicts", key).all()
        cells = work.run("sample/list_cells", key).all()
        files = work.run("sample/list_files", key).all()
        conflicts = work.run("sample/list_conflicts", key).all()
        replaced = work.run("sample/list_replaced", key).all()
        tied = work.run("sample/list_tied", key).all()
        decided = work.run("sample/list_decided", key).all()
        disputed = work.run("sample/list_disputed", key).all()
        consulted = work.run("sample/list_consulted", key).all()
    yield from (Plant(PlantKind.RULE, row.nomination_no, row.rule, row.verdict) for row in verdicts)
    yield from (Plant(PlantKind.CELL, _subject(cycle, row), row.cell, row.field) for row in cells)
    yield from (_of_file(row.file_name, SubmissionKind(row.kind), row.status) for row in files)
    yield from (Plant(PlantKind.CONFLICT, row.nomination_no, row.expert_no, row.kind) for row in conflicts)
    yield from (Plant(PlantKind.REPLACEMENT, row.nomination_no, row.expert_no, row.kind) for row in replaced)
    yield from (Plant(PlantKind.TIE, row.nomination_no, row.category, row.how) for row in tied)
    yield from (Plant(PlantKind.MEETING, row.nomination_no, f"第{row.meeting_no}次", row.what) for row in decided)
    yield from (Plant(PlantKind.OBJECTION, row.nomination_no, row.objection_no, _end(row.state)) for row in disputed)
    yield from (Plant(PlantKind.CONSULTATION, row.nomination_no, row.place, _end(row.came)) for row in consulted)
    yield from (Plant(PlantKind.BANK, item.subject, item.kind, item.reason) for item in open_items(cycle, work))


def _of_file(name: str, kind: SubmissionKind, status: str) -> Plant:
    if status == SubmissionStatus.LATE.value:
        return Plant(PlantKind.LATE, name, "", status)
    if kind in _OF_THE_BANK:
        return Plant(PlantKind.BANK, name, "file", status)
    return Plant(PlantKind.FILE, name, "", status)


def _subject(cycle: Cycle, row: Row[Any]) -> str:
    """Return whose cell it is: a nomination's, or that of a file in which rows are no nominations."""
    if row.kind != SubmissionKind.NOMINATION_WORKBOOK.value:
        return str(row.file_name)
    return _nomination_no(cycle, row.body_code, row.sheet, row.cell)


def _nomination_no(cycle: Cycle, body_code: str, sheet_name: str, cell: str) -> str:
    category = form(SubmissionKind.NOMINATION_WORKBOOK, cycle.scheme).sheet(sheet_name).category
    match = _ROW.fullmatch(cell)
    letters, serial_no = (cycle.letters(category) if category else ""), (int(match[1]) - FIRST_ROW + 1 if match else 0)
    return f"{cycle.year}-{letters}-{body_code}-{serial_no:03d}"


def _end(state: str) -> str:
    """An honoured project is paid by the time of the comparison, or still on its way there."""
    return NominationState.AWARDED.value if state == NominationState.PAID.value else state
