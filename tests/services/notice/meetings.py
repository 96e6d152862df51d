"""Holds the chair's meeting in tests: minutes in the inbox, a result by one login, its approval by another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from tests.builders import CYCLE

from honours.domain.cycle import Cycle
from honours.domain.meetings import Votes
from honours.regulation.leadership import leadership
from honours.services.intake import SubmissionOutcome, take_in
from honours.services.notice.meeting import ApproveMeeting, EntryVotes, MeetingResult, approve_meeting, carry_out
from honours.services.notice.meeting import record_meeting as record
from honours.storage.unit_of_work import UnitOfWork

HELD_ON = date(2025, 11, 24)
POSTED_ON = date(2025, 11, 26)
PREPARER, APPROVER = "operations", "leadership"


def names(on: date = HELD_ON) -> tuple[str, ...]:
    """Return the members in office."""
    return tuple(one.name for one in leadership().members_on(on))


def minutes_name(cycle: Cycle, more: str = "") -> str:
    return f"主席会议纪要（{cycle.label}）{more}.pdf"


def against(members: int, reason: str = "材料待核") -> EntryVotes:
    """Return a vote that fails: two for, all others against."""
    return EntryVotes(Votes(2, members - 2), reason)


def result(cycle: Cycle = CYCLE, *, struck: Mapping[str, str] | None = None, **changes: Any) -> MeetingResult:
    """Return a result with everybody present and every entry approved but those ``struck`` with their reasons."""
    held_on = changes.get("held_on", HELD_ON)
    present = changes.get("present", names(held_on))
    given: dict[str, Any] = {
        "cycle": cycle,
        "held_on": held_on,
        "minutes_no": f"主席办公会纪要{cycle.year}-18",
        "minutes_file": minutes_name(cycle),
        "present": present,
        "absent": {name: "公务出差" for name in names(held_on) if name not in present},
        "recusals": (),
        "votes": {number: against(len(present), reason) for number, reason in (struck or {}).items()},
        "chosen_of_tied": (),
        "notice_posted_on": POSTED_ON,
        "notice_document_no": f"锡工办发〔{cycle.year}〕27号",
        "decision_document_no": f"锡工办发〔{cycle.year}〕28号",
        "prepared_by": PREPARER,
        "prepared_on": held_on,
        "run_id": "run",
        **changes,
    }
    return MeetingResult(**given)


def file_minutes(
    unit: UnitOfWork, cycle: Cycle = CYCLE, *, name: str | None = None, content: bytes = b"%PDF-1.7 minutes"
) -> SubmissionOutcome:
    """Take in the minutes of the cycle."""
    folder = unit.settings.var / "desk"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or minutes_name(cycle))
    path.write_bytes(content)
    return take_in(path, datetime.combine(HELD_ON.replace(year=cycle.year), time(2), UTC), unit)


def approve(unit: UnitOfWork, given: MeetingResult, by: str = APPROVER) -> int:
    """Approve the record of the result on the day on which it was entered."""
    command = ApproveMeeting(cycle=given.cycle, approved_by=by, approved_on=given.prepared_on, run_id=given.run_id)
    return approve_meeting(command, unit)


def hold(unit: UnitOfWork, given: MeetingResult) -> int:
    """Hold the meeting to its end and return how many entries went to public notice."""
    file_minutes(unit, given.cycle)
    record(given, unit)
    approve(unit, given)
    return carry_out(given.cycle, given.prepared_on, given.run_id, unit).approved
