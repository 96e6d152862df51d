"""Writes a whole workbook from its form: instructions, sheets, the hidden sheet; the same bytes for the same values."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook

from honours.domain.cycle import Cycle
from honours.regulation.forms import Form, Mark
from honours.regulation.office import office
from honours.services.documents.package import freeze_package
from honours.services.workbooks.sheets import Row, write_form_sheet, write_instructions, write_marks


def office_values(cycle: Cycle) -> dict[str, str]:
    """Return what instructions may say of the office and of the regulation of the cycle."""
    known = office()
    return {
        "department": f"{known.issuer}{known.department}",
        "phone": known.contact_phone,
        "email": known.contact_email,
        "submission": known.submission,
        "regulation_title": known.regulation_titles[cycle.scheme],
    }


def write_workbook(
    asked: Form,
    heading: str,
    values: Mapping[str, str],
    rows: Mapping[str, Sequence[Row]],
    marks: Mapping[Mark, str],
    fixed_on: date,
) -> bytes:
    """Return the workbook; ``values`` fill in the instructions, ``rows`` the prefilled cells by the name of the sheet.

    ``fixed_on`` becomes the date of the file.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = office().issuer
    book.properties.title = heading
    write_instructions(book, heading, asked.instructions, values)
    for sheet in asked.sheets:
        prefilled = rows.get(sheet.sheet_name, ())
        write_form_sheet(book, sheet, prefilled, max(asked.prepared_rows, len(prefilled)))
    write_marks(book, asked, marks)
    data = io.BytesIO()
    book.save(data)
    return freeze_package(data.getvalue(), fixed_on)
