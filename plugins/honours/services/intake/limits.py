"""Technical limits on what is read: far above any honest form, far below what harms the machine."""

from __future__ import annotations

from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. A workbook of 200 000 rows stays within them."""

    file_bytes: int = 50 * _MIB
    member_count: int = 1000
    member_bytes: int = 320 * _MIB
    total_bytes: int = 400 * _MIB
    # How many times a member may grow when unpacked; members below ``ratio_from_bytes`` are not asked.
    ratio: int = 200
    ratio_from_bytes: int = 2 * _MIB
    sheet_count: int = 100
    rows: int = 400_000
    columns: int = 200
    cells: int = 12_000_000
    # One cell holds at most 32 767 characters in Excel; with entities and styles that stays below this.
    cell_bytes: int = _MIB
    child_memory_bytes: int = 2048 * _MIB
    child_seconds: float = 120.0


LIMITS = Limits()
