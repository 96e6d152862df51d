"""The trigger behind every wait: it asks our database and calendar again and again, and fires when the wait is over.

A holiday that is moved while it waits moves its end. A database that cannot be reached for a while is waited out.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from typing import Any

from airflow.triggers.base import BaseTrigger, TriggerEvent
from sqlalchemy.exc import SQLAlchemyError

from honours.domain.errors import EnvironmentFault

log = logging.getLogger(__name__)

POLL_VARIABLE = "HONOURS_POLL_SECONDS"
DEFAULT_POLL_SECONDS = 20.0
# A task that resumes before the scheduler has noted that it paused is marked as failed (apache/airflow#72716).
SETTLE_SECONDS = 3.0
FAILURES_BORNE = 90


def poll_seconds() -> float:
    """Return how often a wait looks again: ``HONOURS_POLL_SECONDS``, or the default."""
    return float(os.environ.get(POLL_VARIABLE, DEFAULT_POLL_SECONDS))


class WaitTrigger(BaseTrigger):
    """Fires once when the wait ``wait_for`` of ``cycle`` is over; raises after too many failed looks in a row."""

    def __init__(
        self,
        wait_for: str,
        cycle: str,
        poll_seconds: float = DEFAULT_POLL_SECONDS,
        settle_seconds: float = SETTLE_SECONDS,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.wait_for = wait_for
        self.cycle = cycle
        self.poll_seconds = poll_seconds
        self.settle_seconds = settle_seconds

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Return the import path and the arguments that make this trigger again."""
        return (
            "honours.orchestration.triggers.WaitTrigger",
            {
                "wait_for": self.wait_for,
                "cycle": self.cycle,
                "poll_seconds": self.poll_seconds,
                "settle_seconds": self.settle_seconds,
            },
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Yield one event when the wait is over."""
        await asyncio.sleep(self.settle_seconds)
        failures = 0
        while True:
            try:
                is_over, says, seconds = await asyncio.to_thread(self._look)
                failures = 0
            except (SQLAlchemyError, EnvironmentFault):
                failures += 1
                log.exception("等待期间第 %s 次无法读取数据库", failures)
                if failures >= FAILURES_BORNE:
                    raise
                is_over, says, seconds = False, "", self.poll_seconds
            if is_over:
                yield TriggerEvent({"cycle": self.cycle, "says": says})  # type: ignore[no-untyped-call]
                return
            await asyncio.sleep(seconds)

    def _look(self) -> tuple[bool, str, float]:
        """Return whether the wait is over, what it waits for, and how long to sleep; reads the database."""
        from honours import wiring
        from honours.domain.cycle import Cycle
        from honours.orchestration import clock
        from honours.orchestration.waits import WaitFor, look

        now = clock.now()
        state = look(WaitFor(self.wait_for), Cycle.parse(self.cycle), now, wiring.unit_of_work())
        return state.is_over, state.says, state.seconds_left(now, self.poll_seconds)
