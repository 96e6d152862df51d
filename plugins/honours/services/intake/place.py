"""From where and when a workbook of nominations came: what its rows are stored under."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from honours.domain.cycle import Category, Cycle


@dataclass(frozen=True, slots=True)
class Place:
    """From whom, for which cycle and when a workbook came."""

    cycle: Cycle
    body_code: str
    file_name: str
    received_at: datetime
    received_on: date
    submission_id: int

    def nomination_no(self, category: Category, serial_no: int) -> str:
        """Return the number by which people call a nomination, for example 2025-KJ-0101-003."""
        return self.cycle.nomination_no(category, self.body_code, serial_no)
