"""Checks all rows of an imported register: alone, beside each other, and in the order of their levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from honours.domain.studios import StudioLevel
from honours.regulation.forms import SheetForm
from honours.services.intake.findings import Finding
from honours.services.intake.rows import Row, SheetRows
from honours.services.studios.conflicts import name_key
from honours.services.studios.import_checks import (
    OF_STUDIO,
    Fault,
    Standing,
    faults_of,
    is_standing,
    key_of,
    order_faults,
    plain,
)

_STANDARD, _DEMONSTRATION = StudioLevel.STANDARD.value, StudioLevel.DEMONSTRATION.value


def checked(rows: SheetRows, item: SheetForm, stands: Standing) -> SheetRows:
    """Return the rows with every one faulty that cannot be added to what stands."""
    rows = _told(rows, item, _repeated(rows))
    rows = _told(rows, item, _uneven(rows, item))
    rows = _told(rows, item, [(row, fault) for row in rows.rows for fault in faults_of(row, stands, _label(item))])
    # A promotion goes back with the naming that it rests on, and so is looked at again after the order was.
    rows = _told(rows, item, [(row, fault) for row in rows.rows for fault in _resting(row, rows, stands)])
    rows = _told(rows, item, [(row, fault) for row in rows.rows for fault in _order(row, rows, stands)])
    return _told(rows, item, [(row, fault) for row in rows.rows for fault in _resting(row, rows, stands)])


def is_skipped(row: Row, rows: SheetRows, stands: Standing) -> bool:
    """Return whether the row names a studio demonstration that was never named standard (model-studio/8)."""
    return row.values["level"] == _DEMONSTRATION and _first_named(row, rows.rows, stands) is None


def _told(rows: SheetRows, item: SheetForm, faults: Iterable[tuple[Row, Fault]]) -> SheetRows:
    """Return the rows with these faults at the cells of their columns."""
    findings, faulty = [], set()
    for row, (key, says) in faults:
        shown = _label(item)(key, plain(row, key)) if row.values.get(key) is not None else ""
        findings.append(Finding(rows.sheet, row.cells[key], item.field(key).header, shown, says))
        faulty.add(row.row_no)
    return rows.without(tuple(findings), faulty)


def _label(item: SheetForm) -> Any:
    def label(key: str, value: Any) -> str:
        return item.field(key).label_of(str(value)) or str(value)

    return label


def _groups(rows: Sequence[Row], key: Any) -> list[list[Row]]:
    return [list(group) for _, group in groupby(sorted(rows, key=lambda row: (key(row), row.row_no)), key=key)]


def _whole(rows: SheetRows, *keys: str) -> list[Row]:
    """Return all rows, faulty ones too, whose values under ``keys`` could be read."""
    return [row for row in (*rows.rows, *rows.faulty) if all(row.values.get(key) is not None for key in keys)]


def _others(group: Sequence[Row], row: Row, key: str) -> str:
    return "、".join(other.cells[key] for other in group if other is not row)


def _repeated(rows: SheetRows) -> list[tuple[Row, Fault]]:
    """A studio is named once a level, and a name belongs to one number of its scheme."""
    found: list[tuple[Row, Fault]] = []
    for group in _groups(_whole(rows, "studio_no", "level"), key_of):
        if len(group) > 1:
            found += [
                (row, ("studio_no", f"与 {_others(group, row, 'studio_no')} 的编号和级别重复，每一级只命名一次。"))
                for row in group
            ]
    named = _whole(rows, "studio_no", "scheme", "name")
    for group in _groups(named, lambda row: (str(row.values["scheme"]), name_key(str(row.values["name"])))):
        if len({row.values["studio_no"] for row in group}) > 1:
            found += [
                (row, ("name", f"与 {_others(group, row, 'name')} 同名而编号不同，同一项目中名称不能重复使用。"))
                for row in group
            ]
    return [one for one in found if one[0] in rows.rows]


def _uneven(rows: SheetRows, item: SheetForm) -> list[tuple[Row, Fault]]:
    """The rows of one number say the same of the studio."""
    found = []
    for group in _groups(_whole(rows, "studio_no"), lambda row: str(row.values["studio_no"])):
        for key in OF_STUDIO:
            said = [row for row in group if row.values.get(key) is not None]
            if len({plain(row, key) for row in said}) > 1:
                header = item.field(key).header
                found += [
                    (row, (key, f"与 {_others(said, row, key)} 不一致，同一编号的“{header}”应当相同。"))
                    for row in said
                    if row in rows.rows
                ]
    return found


def _first_named(row: Row, rows: Iterable[Row], stands: Standing) -> date | None:
    """Return when the studio of the row was named standard, by the register or by the file."""
    number = str(row.values["studio_no"])
    standing = stands.rows.get((number, _STANDARD))
    if standing is not None:
        named_on: date = standing.named_on
        return named_on
    days = [one.values.get("named_on") for one in rows if _is_level(one, number, _STANDARD)]
    return next((day for day in days if isinstance(day, date)), None)


def _is_level(row: Row, number: str, level: str) -> bool:
    return row.values.get("studio_no") == number and row.values.get("level") == level


def _order(row: Row, rows: SheetRows, stands: Standing) -> Iterable[Fault]:
    if is_standing(row, stands):
        return ()
    number = str(row.values["studio_no"])
    promoted = None if (number, _STANDARD) in stands.rows else stands.rows.get((number, _DEMONSTRATION))
    first = _first_named(row, (*rows.rows, *rows.faulty), stands)
    return order_faults(row, first, None if promoted is None else promoted.named_on)


def _resting(row: Row, rows: SheetRows, stands: Standing) -> Iterator[Fault]:
    number, level = key_of(row)
    if level != _DEMONSTRATION or is_standing(row, stands) or (number, _STANDARD) in stands.rows:
        return
    bad = [one for one in rows.faulty if _is_level(one, number, _STANDARD)]
    if bad:
        yield "level", f"同一工作室的普通命名（第 {bad[0].row_no} 行）退回了，请改正后两行一并报送。"
