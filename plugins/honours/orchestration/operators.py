"""The operator that waits without holding a worker: it defers to :mod:`honours.orchestration.triggers`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from airflow.sdk import BaseOperator

from honours.orchestration.steps import RETRIES, RETRY_DELAY, manual, on_failure, refusals_are_final
from honours.orchestration.waits import WaitFor

_KEEP_TRYING = RETRIES * 3


class Wait(BaseOperator):
    """Ends when the wait of the cycle is over; a wait whose end lies in the past ends at once and does not defer."""

    template_fields: Sequence[str] = ("cycle",)
    ui_color = "#e8f0fe"

    def __init__(
        self, *, cycle: Any, wait_for: str, name: str, says: str, articles: tuple[str, ...] = (), **options: Any
    ) -> None:
        super().__init__(
            task_display_name=name,
            doc_md=manual(says, articles),
            retries=_KEEP_TRYING,
            retry_delay=RETRY_DELAY,
            on_failure_callback=on_failure(name, articles),
            **options,
        )
        self.cycle = cycle
        self.wait_for = WaitFor(wait_for).value

    @refusals_are_final
    def execute(self, context: Any) -> str:
        """Return what was waited for; defer while it is not over."""
        from honours import wiring
        from honours.domain.cycle import Cycle
        from honours.orchestration import clock
        from honours.orchestration.triggers import WaitTrigger, poll_seconds
        from honours.orchestration.waits import look

        state = look(WaitFor(self.wait_for), Cycle.parse(self.cycle), clock.now(), wiring.unit_of_work())
        self.log.info("%s：%s", "等待结束" if state.is_over else "继续等待", state.says)
        if not state.is_over:
            self.defer(trigger=WaitTrigger(self.wait_for, self.cycle, poll_seconds()), method_name="resume")
        return state.says

    def resume(self, context: Any, event: Any = None) -> str:
        """Look again after the trigger fired: what the database says now decides, not the event."""
        return self.execute(context)
