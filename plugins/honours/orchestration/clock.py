"""The only place of the Airflow side that looks at a clock; everything below it is given its dates."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return this moment, in Asia/Shanghai."""
    return datetime.now(SHANGHAI)


def today() -> date:
    """Return this day, in Asia/Shanghai."""
    return now().date()
