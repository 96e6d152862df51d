"""``honours calendar`` answers in Chinese and in JSON."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner, Result
from tests.builders import add_nominations, add_notice, lay_ground, nomination_no, nominee

from honours.cli.calendar import calendar
from honours.domain.calendar import OutsideCalendar
from honours.domain.cycle import Category
from honours.domain.states import NominationState
from honours.storage.unit_of_work import UnitOfWork


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "140"}).invoke(calendar, arguments)


def test_window_lists_each_day_and_ends_with_the_closing_date() -> None:
    result = run("window", "--posted", "2025-09-26", "--days", "5", "--working")
    assert result.exit_code == 0
    lines = result.output.strip().splitlines()
    assert lines[-1] == "截止日：2025-10-10 周五 24时"
    days = [line for line in lines if line.startswith("│")]
    assert len(days) == 15
    assert [line.split("│")[3].strip() for line in days if "不计 " not in line] == ["1", "2", "3", "4", "5"]
    assert any("国庆节调休上班" in line for line in days)


def test_window_as_json() -> None:
    result = run("window", "--posted", "2025-09-26", "--days", "5", "--calendar", "--json")
    answer = json.loads(result.output)
    assert (answer["closes_on"], answer["is_provisional"], answer["counts"]) == ("2025-10-09", False, "calendar_days")
    assert [day["on"] for day in answer["counted"]] == [
        "2025-09-27",
        "2025-09-28",
        "2025-09-29",
        "2025-09-30",
        "2025-10-09",
    ]
    assert answer["skipped"][0] == {"on": "2025-09-26", "weekday": "周五", "reason": "公示当日不计入"}
    assert len(answer["skipped"]) == 9


def test_window_may_count_the_posting_day() -> None:
    result = run("window", "--posted", "2025-09-26", "--days", "5", "--working", "--count-posting-day", "--json")
    assert json.loads(result.output)["closes_on"] == "2025-10-09"


def test_a_provisional_window_says_so() -> None:
    result = run("window", "--posted", "2035-05-01", "--days", "5", "--working")
    assert result.exit_code == 0
    assert "24时（暂定）" in result.output
    assert "国务院尚未公布" in result.output


def test_a_day_before_2004_is_wrong_use() -> None:
    result = run("window", "--posted", "2003-12-31", "--days", "5", "--working")
    assert isinstance(result.exception, OutsideCalendar)
    assert result.exception.exit_code == 2


def test_plan_backwards_and_forwards() -> None:
    backwards = json.loads(run("plan", "--scheme", "achievement_award", "--award-by", "2026-04-28", "--json").output)
    assert backwards["award_by"] == "2026-04-28"
    assert {item["code"]: item["on"] for item in backwards["milestones"]}["notice_posted"] == "2026-04-16"
    forwards = json.loads(run("plan", "--scheme", "achievement_award", "--call-on", "2026-01-15", "--json").output)
    assert [item["code"] for item in forwards["milestones"]] == [item["code"] for item in backwards["milestones"]]
    table = run("plan", "--scheme", "achievement_award", "--award-by", "2026-04-28").output
    assert "职工创新成果奖进度（倒排）" in table
    assert "第十二条，5个工作日（公示当日不计入）" in table
    assert "award/" not in table
    assert "暂定" not in table


@pytest.mark.parametrize("scheme", ["achievement_award", "model_worker_studio", "employee_studio"])
def test_what_follows_the_award_has_no_latest_day(scheme: str) -> None:
    backwards = ("plan", "--scheme", scheme, "--award-by", "2026-04-28")
    by_code = {item["code"]: item for item in json.loads(run(*backwards, "--json").output)["milestones"]}
    assert by_code["disbursed"]["lawful_on"] is None
    assert by_code["awarded"]["lawful_on"] == "2026-04-28"
    (paid,) = [line for line in run(*backwards).output.splitlines() if "拨付完成" in line]
    assert "未规定" in paid
    forwards = json.loads(run("plan", "--scheme", scheme, "--call-on", "2026-01-15", "--json").output)
    assert all(item["lawful_on"] <= item["on"] for item in forwards["milestones"])


def test_plan_is_whole_on_a_narrow_screen() -> None:
    arguments = ("plan", "--scheme", "achievement_award", "--award-by", "2026-04-28")
    narrow = CliRunner(env={"COLUMNS": "80"}).invoke(calendar, arguments).output
    assert "…" not in narrow
    assert "工作惯例15个工作日" in narrow.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "--scheme", "achievement_award"),
        ("plan", "--scheme", "achievement_award", "--award-by", "2026-04-28", "--call-on", "2026-01-15"),
        ("plan", "--scheme", "award", "--award-by", "2026-04-28"),
        ("window", "--posted", "2025-02-30", "--days", "5", "--working"),
        ("window", "--posted", "2025-02-28", "--days", "0", "--working"),
        ("window", "--posted", "2025-02-28", "--days", "5"),
    ],
)
def test_wrong_use_is_refused(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


@pytest.mark.parametrize("command", [(), ("window",), ("plan",)])
def test_help_is_chinese(command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert any("一" <= letter <= "鿿" for letter in result.output)


@pytest.mark.usefixtures("unit_of_work")
def test_tables_that_did_not_change_move_nothing() -> None:
    for more in ((), ("--preview",), ()):
        result = run("load", *more)
        assert (result.exit_code, result.output.strip()) == (0, "放假安排没有变动，所有期限照旧。")
    assert json.loads(run("load", "--json").output) == {"change_no": None, "days": [], "windows": []}


def test_changed_table_is_shown_first_and_followed_once(unit_of_work: UnitOfWork) -> None:
    """The database was told that a day of a running notice counts; the tables say that it does not."""
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(Category.GOLDEN_IDEA, 1, state=NominationState.ON_NOTICE)])
        add_notice(work, [nomination_no(Category.GOLDEN_IDEA, 1)], date(2025, 9, 29), date(2025, 10, 10))
        work.connection.exec_driver_sql(
            "UPDATE honours.calendar_day SET is_working = true, reason = '工作日' WHERE day = '2025-10-08'"
        )
    for more in (("--preview",), ()):
        shown = run("load", *more)
        assert shown.exit_code == 0, shown.exception
        assert "放假安排有 1 天变动，1 项期限随之变动" in shown.output
        assert "2025-10-13" in shown.output
    assert "没有变动" in run("load").output
