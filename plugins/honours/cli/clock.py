"""The only place of the commands that looks at a clock; everything below is given its dates."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """Return this day, in Asia/Shanghai."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()
