"""Which cycle a run works on, and whether another run is still at work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from airflow.sdk import get_current_context

from honours.domain.cycle import Cycle
from honours.domain.errors import WrongUse
from honours.domain.stages import Stage

_LIVE_STATES = ["queued", "running"]


class CycleMissing(WrongUse):
    """A run was started without a partition key; nothing was done."""

    def __init__(self) -> None:
        super().__init__(
            "这次运行没有分区键，不知道办理哪个周期，因此什么也没有做。"
            "请重新触发，并在“分区键”一栏填写周期，例如 2025/achievement_award。"
        )


def cycle_of(dag_run: Any) -> Cycle:
    """Return the cycle of a run; raise :class:`CycleMissing` or ``UnknownCycle`` for a key that names none."""
    key = dag_run.partition_key
    if not key:
        raise CycleMissing
    return Cycle.parse(key)


def current_run_id() -> str:
    """Return the id of the run that the current task belongs to."""
    return str(get_current_context()["dag_run"].run_id)


def liveness(stage: Stage) -> Callable[[str], bool]:
    """Return the question whether a run of the stage is queued or running; a run that Airflow does not know is not."""

    def is_live(run_id: str) -> bool:
        instance = get_current_context()["ti"]
        return instance.get_dr_count(dag_id=stage.value, run_ids=[run_id], states=_LIVE_STATES) > 0

    return is_live
