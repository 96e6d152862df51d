"""Waits: looked up anew each time, over when the database says so, and carried on through a lost database."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException, TaskDeferred
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from tests.builders import CYCLE, DUE_ON, add_nominations, lay_calendar, lay_ground, nominee

from honours.domain.cycle import Category
from honours.orchestration import clock, triggers, waits
from honours.orchestration.clock import SHANGHAI
from honours.orchestration.operators import Wait
from honours.orchestration.triggers import WaitTrigger
from honours.orchestration.waits import WaitFor, WaitState, end_of, look
from honours.storage.tables import milestone
from honours.storage.unit_of_work import UnitOfWork

BEFORE = datetime(2025, 10, 31, 23, 59, 59, tzinfo=SHANGHAI)
AFTER = datetime(2025, 11, 1, tzinfo=SHANGHAI)


@pytest.fixture
def open_cycle(unit_of_work: UnitOfWork) -> UnitOfWork:
    """A cycle whose nominations are due on ``DUE_ON``."""
    with unit_of_work:
        lay_ground(unit_of_work)
        unit_of_work.connection.execute(
            milestone.insert().values(
                cycle=str(CYCLE),
                code="nominations_due",
                label="推荐材料报送截止",
                planned_on=DUE_ON,
                rests_on="award/10",
                is_lawful_limit=False,
                is_provisional=False,
            )
        )
    return unit_of_work


def _events(trigger: WaitTrigger, seconds: float = 5) -> list[Any]:
    async def collect() -> list[Any]:
        return [event async for event in trigger.run()]

    return asyncio.run(asyncio.wait_for(collect(), seconds))


def test_a_day_ends_at_midnight_in_shanghai() -> None:
    assert end_of(DUE_ON) == AFTER
    assert AFTER.utcoffset() == timedelta(hours=8)


def test_a_wait_on_a_day_lasts_to_its_end(open_cycle: UnitOfWork) -> None:
    assert not look(WaitFor.NOMINATIONS_DUE, CYCLE, BEFORE, open_cycle).is_over
    assert look(WaitFor.NOMINATIONS_DUE, CYCLE, AFTER, open_cycle).is_over


def test_a_due_day_that_is_moved_moves_the_wait(open_cycle: UnitOfWork) -> None:
    with open_cycle as work:
        work.connection.execute(update(milestone).values(planned_on=date(2025, 11, 7)))

    state = look(WaitFor.NOMINATIONS_DUE, CYCLE, AFTER, open_cycle)

    assert not state.is_over
    assert state.over_at == datetime(2025, 11, 8, tzinfo=SHANGHAI)


def test_no_posting_is_not_waited_for(open_cycle: UnitOfWork) -> None:
    assert look(WaitFor.POSTINGS_CLOSED, CYCLE, BEFORE, open_cycle).is_over


@pytest.mark.parametrize(
    ("posted_on", "is_over"),
    [
        pytest.param(date(2025, 10, 15), True, id="announced"),
        pytest.param(date(2030, 1, 7), False, id="holidays not announced yet"),
    ],
)
def test_no_window_closes_on_a_provisional_day(posted_on: date, is_over: bool, open_cycle: UnitOfWork) -> None:
    with open_cycle as work:
        lay_calendar(work, date(2029, 12, 1), date(2030, 3, 1))
        add_nominations(work, [nominee(Category.GOLDEN_IDEA, 1, posted_on=posted_on)])

    state = look(WaitFor.POSTINGS_CLOSED, CYCLE, datetime(2031, 1, 1, tzinfo=SHANGHAI), open_cycle)

    assert state.is_over is is_over
    assert ("暂定" in state.says) is not is_over


def test_every_wait_can_be_looked_up() -> None:
    assert set(waits._LOOKS) == set(WaitFor)


@pytest.mark.parametrize(
    ("over_at", "seconds"),
    [
        pytest.param(BEFORE + timedelta(seconds=4), 4.0, id="soon"),
        pytest.param(BEFORE + timedelta(days=4), 20.0, id="far"),
        pytest.param(BEFORE - timedelta(days=4), 0.0, id="past"),
        pytest.param(None, 20.0, id="on people"),
    ],
)
def test_a_wait_sleeps_no_longer_than_it_lasts(over_at: datetime | None, seconds: float) -> None:
    assert WaitState(False, over_at, "").seconds_left(BEFORE, 20.0) == seconds


def test_the_trigger_fires_once_when_the_wait_is_over(open_cycle: UnitOfWork) -> None:
    events = _events(WaitTrigger("nominations_due", str(CYCLE), 0.01, 0.0))

    assert [event.payload["cycle"] for event in events] == [str(CYCLE)]


def test_the_trigger_waits_until_the_wait_is_over(open_cycle: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = [BEFORE, BEFORE, AFTER]
    monkeypatch.setattr(clock, "now", lambda: moments.pop(0))

    assert len(_events(WaitTrigger("nominations_due", str(CYCLE), 0.01, 0.0))) == 1
    assert moments == []


def test_the_trigger_lets_the_task_settle_before_it_fires(
    open_cycle: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(TimeoutError):
        _events(WaitTrigger("nominations_due", str(CYCLE), 0.01, 30.0), seconds=0.3)


def test_the_trigger_waits_out_a_database_that_is_away(open_cycle: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    really = WaitTrigger._look
    faults = [OperationalError("select", {}, Exception("away"))] * 3

    def look_or_fail(trigger: WaitTrigger) -> tuple[bool, str, float]:
        if faults:
            raise faults.pop()
        return really(trigger)

    monkeypatch.setattr(WaitTrigger, "_look", look_or_fail)

    assert len(_events(WaitTrigger("nominations_due", str(CYCLE), 0.01, 0.0))) == 1
    assert faults == []


def test_the_trigger_gives_up_on_a_database_that_stays_away(
    open_cycle: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: WaitTrigger) -> tuple[bool, str, float]:
        raise OperationalError("select", {}, Exception("away"))

    monkeypatch.setattr(WaitTrigger, "_look", fail)
    monkeypatch.setattr(triggers, "FAILURES_BORNE", 3)

    with pytest.raises(OperationalError):
        _events(WaitTrigger("nominations_due", str(CYCLE), 0.01, 0.0))


def test_a_trigger_survives_serialisation() -> None:
    from airflow.sdk.module_loading import import_string

    trigger = WaitTrigger("notice_closed", str(CYCLE), 7.0, 2.0)
    path, arguments = trigger.serialize()

    assert import_string(path)(**arguments).serialize() == trigger.serialize()


def test_the_triggers_pace_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert triggers.poll_seconds() == triggers.DEFAULT_POLL_SECONDS
    monkeypatch.setenv(triggers.POLL_VARIABLE, "2.5")
    assert triggers.poll_seconds() == 2.5


def _wait() -> Wait:
    return Wait(task_id="w", cycle=str(CYCLE), wait_for="nominations_due", name="等待", says="等到截止")


def test_a_wait_that_is_over_does_not_defer(open_cycle: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AFTER)

    assert "报送材料" in _wait().resume({})


def test_a_wait_that_is_not_over_defers_again_whatever_the_event_says(
    open_cycle: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: BEFORE)

    with pytest.raises(TaskDeferred) as deferred:
        _wait().resume({}, {"cycle": str(CYCLE)})

    assert isinstance(deferred.value.trigger, WaitTrigger)
    assert deferred.value.method_name == "resume"


def test_a_wait_for_a_cycle_that_is_not_open_is_not_tried_again(unit_of_work: UnitOfWork) -> None:
    with pytest.raises(AirflowFailException, match="尚未启动"):
        _wait().execute({})


def test_an_unknown_wait_is_refused_when_the_dag_is_parsed() -> None:
    with pytest.raises(ValueError, match="soon"):
        Wait(task_id="w", cycle="x", wait_for="soon", name="等待", says="")
