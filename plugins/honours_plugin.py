"""Registers with Airflow what the package ``honours`` brings; nothing else happens here."""

from __future__ import annotations

from airflow.plugins_manager import AirflowPlugin

from honours.orchestration.pages.registration import applications, views
from honours.orchestration.timetables import EveryMinutesTimetable, WorkingDayTimetable, YearlyCallTimetable


class HonoursPlugin(AirflowPlugin):
    """The timetables of the year, of the working days and of the minutes; our pages and where they are offered."""

    name = "honours"
    timetables = [EveryMinutesTimetable, WorkingDayTimetable, YearlyCallTimetable]  # noqa: RUF012  Airflow's own declaration
    fastapi_apps = applications()
    external_views = views()
