"""Posts notices and proves it, as staff do: a picture into the inbox, then the form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from honours.domain.calendar import Closing
from honours.domain.cycle import Cycle
from honours.domain.notices import ProofSide
from honours.services.intake import SubmissionOutcome, take_in
from honours.services.notice.notices import current_notice
from honours.services.notice.proofs import PostingNoted, note_posting
from honours.services.sample.letters import photo
from honours.storage.unit_of_work import UnitOfWork

PLACE = "http://example.invalid/gsgg/2025"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def send_picture(unit: UnitOfWork, folder: Path, name: str, on: date) -> SubmissionOutcome:
    """Take in a picture under this name, arrived at noon of the day."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(photo(f"{name} {on}"))
    return take_in(path, datetime.combine(on, time(12), SHANGHAI), unit)


def prove(
    unit: UnitOfWork, folder: Path, cycle: Cycle, side: ProofSide, on: date, more: Mapping[str, object] | None = None
) -> Closing:
    """Send the picture of one end of the notice that is being dealt with and note it; ``more`` changes the form."""
    notice = current_notice(cycle, unit)
    name = f"{notice.proof_name(side)}-{on}.png"
    outcome = send_picture(unit, folder, name, on)
    assert outcome.is_clean, outcome
    form = {
        "cycle": cycle,
        "notice_no": notice.notice_no,
        "side": side,
        "shown_on": on,
        "address": PLACE,
        "file_names": (name,),
        "noted_by": "operations",
        "noted_on": on,
        "run_id": "run",
        **(more or {}),
    }
    return note_posting(PostingNoted(**form), unit)  # type: ignore[arg-type]


def prove_both(unit: UnitOfWork, folder: Path, cycle: Cycle) -> Closing:
    """Prove both ends of the notice on the days of its window."""
    window = current_notice(cycle, unit).window
    prove(unit, folder, cycle, ProofSide.START, window.posted_on)
    return prove(unit, folder, cycle, ProofSide.END, window.closes_on)
