"""Enters the named studios of a cycle in the register (model-studio/6, /8, /20, employee-studio/6, /11, /12).

A first naming gives a number for good; a promotion is a second naming under the same number. Everything or nothing is
entered, one worker at a time, and what is entered already is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Category, Cycle
from honours.domain.errors import RefusedInput
from honours.domain.studio_numbers import NamesNoStudios, allot, prefix
from honours.regulation.loader import regulation
from honours.services.documents.wording import DocumentNo
from honours.services.studios.conflicts import Conflict, NotEntered, conflicts_of
from honours.storage.unit_of_work import UnitOfWork


class NamedBeforeItsYear(RefusedInput):
    """The day of naming lies before the cycle's year; carries cycle and day."""

    def __init__(self, cycle: Cycle, on: date) -> None:
        self.cycle, self.on = cycle, on
        super().__init__(f"命名日期 {on} 早于{cycle.label}的年份，没有登记任何工作室。请核对日期。")


@dataclass(frozen=True, slots=True)
class Entered:
    """What a call entered: the numbers of new studios and of promoted ones, in order; both empty on a retry."""

    new: tuple[str, ...]
    promoted: tuple[str, ...]

    def __str__(self) -> str:
        return f"新登记工作室 {len(self.new)} 个，晋级 {len(self.promoted)} 个"


def enter_named(cycle: Cycle, on: date, decision_no: str, work: UnitOfWork) -> Entered:
    """Enter every named studio of the cycle that the register does not have yet, named on ``on``; a retry adds none.

    New numbers follow the order of level, body and nomination. Raises :class:`NotEntered` with every conflict,
    :class:`NotDocumentNo`, :class:`NamesNoStudios` and :class:`NumbersUsedUp`; then nothing is entered.
    """
    _check_scheme(cycle)
    number = str(DocumentNo.parse(decision_no))
    if on.year < cycle.year:
        raise NamedBeforeItsYear(cycle, on)
    with work:
        work.run("studios/lock_register")
        rows = _unentered(cycle, work)
        conflicts = conflicts_of(cycle, rows)
        if conflicts:
            raise NotEntered(cycle, conflicts)
        new, promoted = _number(cycle, rows, work)
        if new:
            work.run("studios/insert_studios", {"scheme": cycle.scheme.value, **_arrays(new)})
        if new or promoted:
            given = {**new, **promoted}
            work.run(
                "studios/insert_namings",
                {"named_on": on, "decision_no": number, **_grants(cycle, on), **_arrays(given)},
            )
    return Entered(tuple(new.values()), tuple(sorted(promoted.values())))


def find_conflicts(cycle: Cycle, work: UnitOfWork) -> list[Conflict]:
    """Return what would stand against :func:`enter_named` now; empty when everything named can be entered."""
    _check_scheme(cycle)
    with work:
        return conflicts_of(cycle, _unentered(cycle, work))


def _check_scheme(cycle: Cycle) -> None:
    if not cycle.scheme.names_studios:
        raise NamesNoStudios(cycle.scheme)


def _unentered(cycle: Cycle, work: UnitOfWork) -> Sequence[Row[Any]]:
    return work.run("studios/list_unentered", {"cycle": str(cycle), "scheme": cycle.scheme.value}).all()


def _number(cycle: Cycle, rows: Sequence[Row[Any]], work: UnitOfWork) -> tuple[dict[str, str], dict[str, str]]:
    """Return the studio number of each nomination: new ones in order, and those that keep theirs."""
    first = sorted((row for row in rows if row.studio_no is None), key=lambda row: place(cycle, row))
    last: int = work.run("studios/find_last_serial", {"prefix": prefix(cycle.scheme, cycle.year)}).scalar_one()
    numbers = allot(cycle.scheme, cycle.year, last, len(first))
    new = {row.nomination_no: str(number) for row, number in zip(first, numbers, strict=True)}
    return new, {row.nomination_no: row.studio_no for row in rows if row.studio_no is not None}


def place(cycle: Cycle, row: Any) -> tuple[int, str, str]:
    """Return where a nomination stands in the order in which numbers are given."""
    return cycle.categories.index(Category(row.category)), row.body_code, row.nomination_no


def _arrays(numbers: dict[str, str]) -> dict[str, list[str]]:
    return {"nomination_nos": list(numbers), "studio_nos": list(numbers.values())}


def _grants(cycle: Cycle, on: date) -> dict[str, list[Any]]:
    return {
        "categories": [category.value for category in cycle.categories],
        "amounts": [regulation().subsidy(cycle.scheme, category).on(on).cny for category in cycle.categories],
    }
