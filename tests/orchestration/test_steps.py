"""The steps that all stages share: whose cycle it is, who works on it, and what becomes of an error."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException
from tests.builders import CYCLE

from honours.domain.cycle import Cycle, UnknownCycle
from honours.domain.errors import EnvironmentFault, RefusedInput, WrongUse
from honours.domain.stages import Stage
from honours.orchestration import runs, stage_dag
from honours.orchestration.clock import SHANGHAI
from honours.orchestration.runs import CycleMissing, cycle_of
from honours.orchestration.steps import on_failure, refusals_are_final
from honours.services import stages
from honours.storage.unit_of_work import UnitOfWork

AT = datetime(2025, 11, 3, 9, tzinfo=SHANGHAI)


class Instance:
    """A task instance that knows which runs are at work."""

    def __init__(self, *live: str) -> None:
        self.live = live

    def get_dr_count(self, dag_id: str, run_ids: list[str], states: list[str]) -> int:
        return len(set(run_ids) & set(self.live))


def _claim(monkeypatch: pytest.MonkeyPatch, stage: Stage, run_id: str, *live: str, key: str | None = str(CYCLE)) -> Any:
    run = SimpleNamespace(partition_key=key, run_id=run_id)
    context = {"dag_run": run, "ti": Instance(*live)}
    monkeypatch.setattr("airflow.sdk.get_current_context", lambda: context)
    monkeypatch.setattr(runs, "get_current_context", lambda: context)
    return stage_dag.claim.function(stage.value)


def test_the_first_run_works_on_the_cycle(unit_of_work: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _claim(monkeypatch, Stage.CALL, "r1") == str(CYCLE)
    assert _claim(monkeypatch, Stage.CALL, "r1") == str(CYCLE)


def test_a_second_run_is_skipped_while_the_first_is_at_work(
    unit_of_work: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    _claim(monkeypatch, Stage.CALL, "r1")

    with pytest.raises(AirflowSkipException, match="正由另一次运行办理"):
        _claim(monkeypatch, Stage.CALL, "r2", "r1")


def test_a_run_whose_predecessor_died_takes_over(unit_of_work: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    _claim(monkeypatch, Stage.CALL, "r1")

    assert _claim(monkeypatch, Stage.CALL, "r2", "r3") == str(CYCLE)
    with pytest.raises(AirflowSkipException):
        _claim(monkeypatch, Stage.CALL, "r1", "r2")


def test_what_is_done_is_not_done_again(unit_of_work: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    _claim(monkeypatch, Stage.CALL, "r1")
    stages.finish(CYCLE, Stage.CALL, "r1", AT, unit_of_work)

    for run_id in ("r1", "r2"):
        with pytest.raises(AirflowSkipException, match="已经办结"):
            _claim(monkeypatch, Stage.CALL, run_id)


def test_a_stage_does_not_begin_before_the_one_before_it_ended(
    unit_of_work: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    _claim(monkeypatch, Stage.CALL, "r1")

    with pytest.raises(AirflowFailException, match="“征集申报”尚未办结"):
        _claim(monkeypatch, Stage.PUBLICITY, "p1")

    stages.finish(CYCLE, Stage.CALL, "r1", AT, unit_of_work)
    assert _claim(monkeypatch, Stage.PUBLICITY, "p1") == str(CYCLE)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        pytest.param(None, "没有分区键", id="none"),
        pytest.param("", "没有分区键", id="empty"),
        pytest.param("2025", "不是周期", id="a year"),
        pytest.param("2025/prizes", "不是周期", id="an unknown scheme"),
    ],
)
def test_a_run_without_a_cycle_fails_and_says_what_to_do(
    key: str | None, says: str, unit_of_work: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AirflowFailException, match=says) as refused:
        _claim(monkeypatch, Stage.CALL, "r1", key=key)
    assert "2025/achievement_award" in str(refused.value)


def test_the_cycle_of_a_run_is_its_partition_key() -> None:
    assert cycle_of(SimpleNamespace(partition_key="2025/achievement_award")) == CYCLE
    with pytest.raises(CycleMissing):
        cycle_of(SimpleNamespace(partition_key=None))
    with pytest.raises(UnknownCycle):
        cycle_of(SimpleNamespace(partition_key="2025-achievement_award"))
    assert isinstance(CYCLE, Cycle)


@pytest.mark.parametrize("error", [RefusedInput("不行"), WrongUse("不对")])
def test_a_refusal_is_not_tried_again(error: Exception) -> None:
    def work() -> None:
        raise error

    with pytest.raises(AirflowFailException, match=str(error)):
        refusals_are_final(work)()


@pytest.mark.parametrize("error", [EnvironmentFault("数据库不在"), ConnectionError("away")])
def test_a_fault_of_the_surroundings_is_tried_again(error: Exception) -> None:
    def work() -> None:
        raise error

    with pytest.raises(type(error)):
        refusals_are_final(work)()


def test_a_failure_says_which_step_of_which_cycle_and_its_articles(caplog: pytest.LogCaptureFixture) -> None:
    run = SimpleNamespace(partition_key=str(CYCLE), run_id="r1")

    on_failure("核验基层公示", ("award/10",))({"dag_run": run, "exception": RefusedInput("公示不足五天。")})

    said = caplog.records[0].getMessage()
    assert all(part in said for part in ("核验基层公示", str(CYCLE), "r1", "award/10", "公示不足五天", "清除"))
