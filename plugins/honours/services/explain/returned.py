"""Rows of a nomination that came and went back: when, in which file, what was wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from honours.domain.nomination_numbers import NominationNo
from honours.domain.submissions import SubmissionStatus
from honours.regulation.forms import FIRST_ROW, SheetForm
from honours.services.explain.privacy import without_long_numbers
from honours.services.explain.workbooks import places_in
from honours.services.intake.files import SHANGHAI
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing that was wrong; ``cell`` is empty when it is of the whole sheet.

    ``found`` is empty for an empty cell, and for one that holds a personal number: then ``is_hidden`` is set.
    """

    cell: str
    field: str
    found: str
    is_hidden: bool
    says: str


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row of one file that was not taken; ``has_copy`` says that an annotated copy went back."""

    file_name: str
    received_on: date
    status: SubmissionStatus
    sheet: str
    row: int
    faults: tuple[RowFault, ...]
    message: str
    has_copy: bool

    @property
    def place(self) -> str:
        """File, sheet and row, in Chinese."""
        return f"{self.file_name}，工作表“{self.sheet}”第{self.row}行"


def returned_rows(number: NominationNo, form: SheetForm, work: UnitOfWork, after: datetime) -> tuple[ReturnedRow, ...]:
    """Return the rows of this number that came after a moment and were returned, oldest first; ``work`` has begun."""
    key = {"cycle": str(number.cycle), "body_code": number.body_code, "after": after}
    found: list[ReturnedRow] = []
    for file in work.run("explain/list_returning_files", key).all():
        places = places_in(file.sha256, form, work)
        if places is None:
            continue
        for row_no in places.rows.get(number.serial_no, ()):
            found.extend(_returned(file, row_no, form, work))
    return tuple(found)


def _returned(file: Row[Any], row_no: int, form: SheetForm, work: UnitOfWork) -> Iterator[ReturnedRow]:
    """Yield the row unless it was taken: nothing was wrong with it, and the file came in time."""
    key = {"submission_id": file.submission_id, "sheet": form.sheet_name}
    faults = _faults_of(row_no, work.run("explain/list_sheet_findings", key).all(), form)
    status = SubmissionStatus(file.status)
    if not faults and status is SubmissionStatus.PARTLY:
        return
    yield ReturnedRow(
        file_name=file.file_name,
        received_on=file.received_at.astimezone(SHANGHAI).date(),
        status=status,
        sheet=form.sheet_name,
        row=row_no,
        faults=faults,
        message=file.message,
        has_copy=file.is_annotated,
    )


def _faults_of(row_no: int, findings: Sequence[Row[Any]], form: SheetForm) -> tuple[RowFault, ...]:
    """Return what was wrong with the row, and with the head of its sheet, without which no row can be read."""
    sensitive = {field.header for field in form.fields if field.is_sensitive}
    return tuple(
        RowFault(
            cell=item.cell,
            field=item.field,
            found="" if item.field in sensitive else without_long_numbers(item.found),
            is_hidden=item.field in sensitive,
            says=without_long_numbers(item.says),
        )
        for item in findings
        if item.sheet and _row_of(item.cell) in (row_no, *range(FIRST_ROW))
    )


def _row_of(cell: str) -> int:
    digits = "".join(character for character in cell if character.isdigit())
    return int(digits) if digits else 0
