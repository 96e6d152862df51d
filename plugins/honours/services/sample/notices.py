"""What the sample's office sends of its public notices: pictures of both ends, and a correction of what one shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import form
from honours.services.documents.letter import ListedProject
from honours.services.sample.books import CellText, fill_first_sheet
from honours.services.sample.letters import Letter, at, photo
from honours.services.workbooks import notice_correction_workbook


def proof_picture(begins: str, on: date) -> Letter:
    """Return a picture of the notice as it hung on a day; its name begins as a proof's has to."""
    name = f"{begins}-网站截图.png"
    return Letter(name, photo(f"{name} {on}"), at(on, 16))


def correction_register(
    cycle: Cycle, shown: ListedProject, unit_name: str, *, document_no: str, planned_on: date
) -> Letter:
    """Return the register that puts the unit of one entry right; it comes on the day on which it is posted anew."""
    asked = form(SubmissionKind.NOTICE_CORRECTION, cycle.scheme).sheets[0]
    row: Mapping[str, CellText] = {
        "correction_no": f"GZ-{cycle.year}-001",
        "nomination_no": shown.nomination_no,
        "item": asked.field("item").label_of("unit_name"),
        "was": shown.unit,
        "becomes": unit_name,
        "reason": "单位来函说明已经更名，附登记通知书",
        "document_no": document_no,
        "planned_on": planned_on,
    }
    rows: Sequence[Mapping[str, CellText]] = [row]
    blank = notice_correction_workbook(cycle, fixed_on=planned_on)
    kind = SubmissionKind.NOTICE_CORRECTION
    content = fill_first_sheet(blank, kind, rows, saved_on=planned_on, scheme=cycle.scheme)
    return Letter(f"公示更正登记表（{cycle.label}）.xlsx", content, at(planned_on, 9))
