"""When the DAGs start by themselves. No timetable here ever raises: one that does would end its schedule in silence.

Where the calendar or the regulation data cannot answer (years beyond the tables, a broken file), plain weekdays stand
in; the steward reports it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pendulum
from airflow.exceptions import AirflowTimetableInvalid, InvalidPartitionKeyError
from airflow.timetables.base import DagRunInfo, DataInterval, TimeRestriction, Timetable
from airflow.timetables.trigger import CronTriggerTimetable

from honours.domain.cycle import Cycle, Scheme
from honours.domain.errors import HonoursError

log = logging.getLogger(__name__)

ZONE = "Asia/Shanghai"
_ONE_DAY = timedelta(days=1)
# The day of the year on which a call would go out if the regulation data could not be read.
_LAST_RESORT = (7, 1)


def _utc(day: date, at: time) -> pendulum.DateTime:
    return pendulum.instance(datetime.combine(day, at), tz=ZONE).in_timezone("UTC")


def _local(moment: datetime) -> pendulum.DateTime:
    return pendulum.instance(moment).in_timezone(ZONE)


def working_day_from(day: date) -> date:
    """Return the first working day on or after ``day``; a plain weekday where the calendar cannot say."""
    from honours.regulation.calendar import working_days

    try:
        return working_days().working_day_from(day)
    except HonoursError as error:
        log.warning("日历不能回答 %s，按周一至周五计算：%s", day, error)
        while day.weekday() > 4:
            day += _ONE_DAY
        return day


def call_day(scheme: Scheme, year: int) -> date:
    """Return the working day on which the call of a scheme's year goes out by itself (office practice)."""
    from honours.regulation.loader import regulation

    try:
        chosen = regulation().due(f"{scheme.value}.call_by").on(date(year, 12, 31)).in_cycle(year)
    except HonoursError as error:
        log.warning("没有 %s 年%s的征集日期，暂按年中近似：%s", year, scheme.label, error)
        chosen = date(year, *_LAST_RESORT)
    return working_day_from(chosen)


class EveryMinutesTimetable(CronTriggerTimetable):
    """One run every so many minutes, day and night; shown in words instead of the signs of cron."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"*/{minutes} * * * *", timezone=ZONE)
        self.minutes = minutes
        self.description = f"每 {minutes} 分钟一次，全天"

    @property
    def summary(self) -> str:
        """What the list of DAGs shows."""
        return f"每 {self.minutes} 分钟"

    def serialize(self) -> dict[str, Any]:
        """Return the arguments that make this timetable again."""
        return {"minutes": self.minutes}

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> EveryMinutesTimetable:
        """Return the timetable that was serialised."""
        return cls(data["minutes"])


class _ClockTime(Timetable):
    """What both timetables share: an hour and a minute in Asia/Shanghai."""

    periodic = True

    def __init__(self, hour: int, minute: int) -> None:
        self.at = f"{hour:02d}:{minute:02d}"
        self.hour, self.minute = hour, minute

    @property
    def clock(self) -> time:
        """The time of day at which a run starts."""
        return time(self.hour, self.minute)

    def validate(self) -> None:
        """Raise ``AirflowTimetableInvalid`` for a time of day that does not exist."""
        if not (0 <= self.hour < 24 and 0 <= self.minute < 60):
            raise AirflowTimetableInvalid(f"时刻 {self.at} 不存在，应为 00:00 至 23:59。")

    def infer_manual_data_interval(self, *, run_after: pendulum.DateTime) -> DataInterval:
        """Return the moment of a manual run."""
        return DataInterval.exact(run_after)

    def next_dagrun_info(
        self, *, last_automated_data_interval: DataInterval | None, restriction: TimeRestriction
    ) -> DagRunInfo | None:
        """Return None: a timetable without partitions answers here, one with partitions in its own method."""
        return None


class WorkingDayTimetable(_ClockTime):
    """One run each working day, weekends made working days included. Missed days are not made up for."""

    def __init__(self, hour: int, minute: int = 0) -> None:
        super().__init__(hour, minute)
        self.description = f"每个工作日 {self.at}（含调休上班日）"

    @property
    def summary(self) -> str:
        """What the list of DAGs shows."""
        return f"工作日 {self.at}"

    def serialize(self) -> dict[str, Any]:
        """Return the arguments that make this timetable again."""
        return {"hour": self.hour, "minute": self.minute}

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> WorkingDayTimetable:
        """Return the timetable that was serialised."""
        return cls(data["hour"], data["minute"])

    def next_dagrun_info(
        self, *, last_automated_data_interval: DataInterval | None, restriction: TimeRestriction
    ) -> DagRunInfo | None:
        """Return the next working day's run; None only past the DAG's end date."""
        moments = [moment for moment in (restriction.earliest,) if moment is not None]
        if last_automated_data_interval is not None:
            moments.append(last_automated_data_interval.end.add(seconds=1))
        if not restriction.catchup or not moments:
            moments.append(pendulum.now("UTC"))
        earliest = max(moments)
        day = working_day_from(_local(earliest).date())
        if _utc(day, self.clock) < earliest:
            day = working_day_from(day + _ONE_DAY)
        fires = _utc(day, self.clock)
        return None if restriction.latest is not None and fires > restriction.latest else DagRunInfo.exact(fires)


class YearlyCallTimetable(_ClockTime):
    """One run a cycle, on the working day that the office chose for its call; the partition key is the cycle.

    The calls of all schemes follow each other in one schedule, because one DAG makes them all. A call whose day passed
    while the scheduler was down is made up for; those before the first run are not.
    """

    partitioned = True

    def __init__(self, hour: int = 9, minute: int = 0) -> None:
        super().__init__(hour, minute)
        names = "、".join(scheme.label for scheme in Scheme)
        self.description = f"每个项目每年一次（{names}）：征集启动日 {self.at}，分区键为周期"

    @property
    def summary(self) -> str:
        """What the list of DAGs shows."""
        return f"各项目每年征集启动日 {self.at}"

    def serialize(self) -> dict[str, Any]:
        """Return the arguments that make this timetable again."""
        return {"hour": self.hour, "minute": self.minute}

    @classmethod
    def deserialize(cls, data: dict[str, Any]) -> YearlyCallTimetable:
        """Return the timetable that was serialised."""
        return cls(data["hour"], data["minute"])

    def info(self, cycle: Cycle) -> DagRunInfo:
        """Return the run of a cycle; its partition lies on the day of the call."""
        day = call_day(cycle.scheme, cycle.year)
        return DagRunInfo(
            run_after=_utc(day, self.clock),
            data_interval=None,
            partition_date=_utc(day, time()),
            partition_key=str(cycle),
        )

    def next_dagrun_info_v2(
        self, *, last_dagrun_info: DagRunInfo | None, restriction: TimeRestriction
    ) -> DagRunInfo | None:
        """Return the run of the next cycle; None only past the DAG's end date."""
        now = pendulum.now("UTC")
        last = self._cycle_of(last_dagrun_info)
        if last is not None:
            found = self._first_from(last.year, self._place(self.info(last)), is_included=False)
            while not restriction.catchup and self._is_overtaken(found, now):
                found = self._first_from(_local(found.run_after).year, self._place(found), is_included=False)
        else:
            earliest = restriction.earliest or now
            moment = earliest if restriction.catchup else max(earliest, now)
            found = self._first_from(_local(moment).year, (moment, ""), is_included=True)
        return None if restriction.latest is not None and found.run_after > restriction.latest else found

    def iter_partition_dagrun_infos(self, *, earliest: datetime, latest: datetime) -> Iterator[DagRunInfo]:
        """Yield the runs of the cycles whose call day lies between the two moments, both included."""
        for year in range(_local(earliest).year, _local(latest).year + 1):
            for found in self._of_year(year):
                if found.partition_date is not None and earliest <= found.partition_date <= latest:
                    yield found

    def localize_partition_datetime(self, dt: datetime) -> pendulum.DateTime:
        """Return the wall-clock reading of ``dt`` as a moment in Asia/Shanghai."""
        return pendulum.instance(dt.replace(tzinfo=None), tz=ZONE).in_timezone("UTC")

    def _decode_partition_date(self, partition_key: str) -> datetime | None:
        """Return the day of the cycle's call; refuse a key that is no cycle."""
        try:
            return self.info(Cycle.parse(partition_key)).partition_date
        except HonoursError as error:
            raise InvalidPartitionKeyError(str(error)) from error

    def _of_year(self, year: int) -> list[DagRunInfo]:
        return sorted((self.info(Cycle(year, scheme)) for scheme in Scheme), key=self._place)

    @staticmethod
    def _place(info: DagRunInfo) -> tuple[datetime, str]:
        """Return where a run stands among all: by its moment, then by its scheme."""
        return (info.run_after, str(info.partition_key).partition("/")[2])

    def _first_from(self, year: int, place: tuple[datetime, str], *, is_included: bool) -> DagRunInfo:
        """Return the first run of ``year`` or later at ``place`` or behind it; every year has runs."""
        while True:
            for info in self._of_year(year):
                own = self._place(info)
                if own > place or (is_included and own == place):
                    return info
            year += 1

    def _is_overtaken(self, info: DagRunInfo, now: datetime) -> bool:
        """Return whether the same scheme's next call has come too, so that this one is not made up for."""
        cycle = Cycle.parse(str(info.partition_key))
        return self.info(Cycle(cycle.year + 1, cycle.scheme)).run_after <= now

    @staticmethod
    def _cycle_of(info: DagRunInfo | None) -> Cycle | None:
        if info is None or not info.partition_key:
            return None
        try:
            return Cycle.parse(info.partition_key)
        except HonoursError as error:
            log.warning("上一次运行的分区键无法识别：%s", error)
            return None
