"""When DAGs start by themselves: on working days, once a year, and never with an exception."""

from __future__ import annotations

from datetime import date, timedelta

import pendulum
import pytest
from airflow.exceptions import AirflowTimetableInvalid, InvalidPartitionKeyError
from airflow.timetables.base import DagRunInfo, DataInterval, TimeRestriction, Timetable

from honours.domain.cycle import Cycle, Scheme
from honours.orchestration import timetables
from honours.orchestration.timetables import (
    EveryMinutesTimetable,
    WorkingDayTimetable,
    YearlyCallTimetable,
    call_day,
    working_day_from,
)
from honours.regulation.calendar import working_days

ZONE = "Asia/Shanghai"


def _at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> pendulum.DateTime:
    return pendulum.datetime(year, month, day, hour, minute, tz=ZONE)


def _from(earliest: pendulum.DateTime, latest: pendulum.DateTime | None = None) -> TimeRestriction:
    return TimeRestriction(earliest, latest, catchup=True)


def _next_day(last: pendulum.DateTime) -> pendulum.DateTime:
    info = WorkingDayTimetable(7, 30).next_dagrun_info(
        last_automated_data_interval=DataInterval.exact(last), restriction=_from(_at(2021, 1, 1))
    )
    assert info is not None
    return info.run_after.in_timezone(ZONE)


@pytest.mark.parametrize(
    ("last", "following"),
    [
        pytest.param(_at(2025, 9, 25, 7, 30), _at(2025, 9, 26, 7, 30), id="the next day"),
        pytest.param(_at(2025, 9, 26, 7, 30), _at(2025, 9, 28, 7, 30), id="a Sunday made a working day"),
        pytest.param(_at(2025, 9, 30, 7, 30), _at(2025, 10, 9, 7, 30), id="over the National Day holiday"),
        pytest.param(_at(2025, 9, 26, 7, 29), _at(2025, 9, 26, 7, 30), id="later on the same day"),
        pytest.param(_at(2025, 12, 31, 7, 30), _at(2026, 1, 4, 7, 30), id="into the next year"),
    ],
)
def test_a_working_day_run_follows(last: pendulum.DateTime, following: pendulum.DateTime) -> None:
    assert _next_day(last) == following


def test_a_working_day_run_does_not_make_up_for_missed_days() -> None:
    info = WorkingDayTimetable(7, 30).next_dagrun_info(
        last_automated_data_interval=DataInterval.exact(_at(2025, 9, 1, 7, 30)),
        restriction=TimeRestriction(_at(2021, 1, 1), None, catchup=False),
    )

    assert info is not None
    assert info.run_after > pendulum.now("UTC")


def test_a_working_day_run_ends_with_its_dag() -> None:
    info = WorkingDayTimetable(7, 30).next_dagrun_info(
        last_automated_data_interval=None, restriction=_from(_at(2025, 10, 1), _at(2025, 10, 8))
    )

    assert info is None


def test_beyond_all_calendars_plain_weekdays_stand_in() -> None:
    saturday = date(2099, 1, 3)
    assert saturday > working_days().last_on

    assert working_day_from(saturday) == date(2099, 1, 5)
    assert _next_day(_at(2099, 1, 2, 7, 30)) == _at(2099, 1, 5, 7, 30)


def test_the_call_goes_out_on_a_working_day_of_its_year() -> None:
    days = {year: call_day(Scheme.ACHIEVEMENT_AWARD, year) for year in (2022, 2023, 2024, 2025)}

    assert all(working_days().is_working(day) for day in days.values())
    assert all(day.year == year for year, day in days.items())
    assert days == {
        2022: date(2022, 9, 1),
        2023: date(2023, 9, 1),
        2024: date(2024, 9, 2),
        2025: date(2025, 9, 1),
    }


@pytest.mark.parametrize("year", [1900, 2020, 2021, 2026, 2027, 2035, 2040, 2100, 9990])
def test_the_call_has_a_day_in_every_year(year: int) -> None:
    day = call_day(Scheme.ACHIEVEMENT_AWARD, year)

    assert day.weekday() < 5 or working_days().is_working(day)


def test_thirty_years_of_calls_of_all_schemes_follow_each_other() -> None:
    timetable = YearlyCallTimetable()
    info: DagRunInfo | None = None
    keys = []
    for _ in range(30 * len(Scheme)):
        last = info
        info = timetable.next_dagrun_info_v2(last_dagrun_info=last, restriction=_from(_at(2022, 1, 1)))
        assert info is not None
        assert last is None or last.run_after < info.run_after < last.run_after + timedelta(days=300)
        keys.append(str(info.partition_key))

    order = ("model_worker_studio", "employee_studio", "achievement_award")
    assert keys == [f"{year}/{scheme}" for year in range(2022, 2052) for scheme in order]


def test_the_key_of_a_call_is_its_cycle() -> None:
    info = YearlyCallTimetable(9).info(Cycle(2025, Scheme.ACHIEVEMENT_AWARD))

    assert info.partition_key == "2025/achievement_award"
    assert info.partition_date == _at(2025, 9, 1)
    assert info.run_after == _at(2025, 9, 1, 9)
    assert info.logical_date is None


def test_calls_that_passed_while_the_scheduler_was_down_are_made_up_for_once_a_scheme() -> None:
    timetable = YearlyCallTimetable()
    this_year = pendulum.now(ZONE).year
    restriction = TimeRestriction(_at(2021, 10, 1), None, catchup=False)
    last = timetable.info(Cycle(this_year - 4, Scheme.EMPLOYEE_STUDIO))
    made_up: list[Cycle] = []
    while True:
        info = timetable.next_dagrun_info_v2(last_dagrun_info=last, restriction=restriction)
        assert info is not None
        if info.run_after > pendulum.now("UTC"):
            break
        made_up.append(Cycle.parse(str(info.partition_key)))
        last = info

    assert {cycle.scheme for cycle in made_up} == set(Scheme)
    assert len(made_up) == len(Scheme)
    for cycle in made_up:
        assert timetable.info(Cycle(cycle.year + 1, cycle.scheme)).run_after > pendulum.now("UTC")


def test_a_new_installation_does_not_call_for_past_years() -> None:
    info = YearlyCallTimetable().next_dagrun_info_v2(
        last_dagrun_info=None, restriction=TimeRestriction(_at(2021, 10, 1), None, catchup=False)
    )

    assert info is not None
    assert info.run_after > pendulum.now("UTC")


def test_past_years_are_named_for_a_backfill() -> None:
    found = YearlyCallTimetable().iter_partition_dagrun_infos(earliest=_at(2022, 4, 1), latest=_at(2023, 3, 20))

    assert [info.partition_key for info in found] == [
        "2022/employee_studio",
        "2022/achievement_award",
        "2023/model_worker_studio",
    ]


@pytest.mark.parametrize("key", ["2025", "2025/studios", "2025/achievement_award ", "25/achievement_award", "/"])
def test_a_key_that_is_no_cycle_is_refused(key: str) -> None:
    with pytest.raises(InvalidPartitionKeyError, match="achievement_award"):
        YearlyCallTimetable().resolve_partition_date(key)


def test_a_key_that_is_a_cycle_is_read() -> None:
    assert YearlyCallTimetable().resolve_partition_date("2025/achievement_award") == _at(2025, 9, 1)
    assert YearlyCallTimetable().resolve_partition_date("2025/employee_studio") == _at(2025, 4, 15)


@pytest.mark.parametrize("timetable", [WorkingDayTimetable(7, 30), YearlyCallTimetable(9, 5)])
def test_a_timetable_survives_serialisation(timetable: Timetable) -> None:
    returned = type(timetable).deserialize(timetable.serialize())

    assert returned.serialize() == timetable.serialize()
    assert (returned.summary, returned.description) == (timetable.summary, timetable.description)


def test_a_time_of_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AirflowTimetableInvalid, match="24:00"):
        WorkingDayTimetable(24).validate()


def test_broken_regulation_data_does_not_stop_the_schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    from honours.regulation import loader
    from honours.regulation.tables import BrokenTable

    def broken(*_: object) -> None:
        raise BrokenTable("values/due.toml", "", "坏了")

    monkeypatch.setattr(loader, "regulation", broken)

    assert timetables.call_day(Scheme.ACHIEVEMENT_AWARD, 2025) == date(2025, 7, 1)


def test_minutes_are_shown_in_words_and_survive_the_database() -> None:
    timetable = EveryMinutesTimetable(5)
    again = EveryMinutesTimetable.deserialize(timetable.serialize())
    assert (again.summary, again.description) == ("每 5 分钟", "每 5 分钟一次，全天")
    info = again.next_dagrun_info(
        last_automated_data_interval=DataInterval.exact(_at(2025, 9, 26, 23, 55)), restriction=_from(_at(2021, 1, 1))
    )
    assert info is not None
    assert info.run_after == _at(2025, 9, 27)
