"""The calendar put together from the library, corrections and tables of newly announced years."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from honours.domain.calendar import DayKind
from honours.regulation.calendar import TABLES, TableContradicts, YearsMissing, working_days
from honours.regulation.tables import BrokenTable

LAST_KNOWN = max(chinese_calendar.constants.holidays).year
NEXT = LAST_KNOWN + 1


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder of tables of one's own, with what every folder must hold."""
    for name in ("statutory.toml", "corrections.toml"):
        shutil.copy(TABLES / name, tmp_path / name)
    return tmp_path


def spans(year: int) -> list[tuple[str, str, str, str]]:
    return [
        ("元旦", f"{year - 1}-12-30", f"{year}-01-01", f"{year - 1}-12-29"),
        ("春节", f"{year}-02-05", f"{year}-02-11", ""),
        ("清明节", f"{year}-04-04", f"{year}-04-05", ""),
        ("劳动节", f"{year}-05-01", f"{year}-05-05", ""),
        ("端午节", f"{year}-06-09", f"{year}-06-09", ""),
        ("国庆节、中秋节", f"{year}-10-01", f"{year}-10-08", ""),
    ]


def table_text(year: int, holidays: list[tuple[str, str, str, str]], **head: str) -> str:
    fields = {"year": str(year), "source": '"国办发明电〔2026〕1号"', "published_on": f"{year - 1}-11-30"} | head
    lines = [f"{name} = {value}" for name, value in fields.items()]
    for name, first, last, working in holidays:
        lines += ["[[holiday]]", f'name = "{name}"', f"from = {first}", f"until = {last}"]
        lines.append(f"working_weekends = [{working}]")
    return "\n".join(lines)


def a_weekend(year: int, month: int) -> date:
    on = date(year, month, 12)
    return on + timedelta(days=5 - on.weekday())


def test_calendar_reaches_from_2004_to_ten_years_behind_the_last_announced_one() -> None:
    calendar = working_days()
    assert calendar.first_on == date(2004, 1, 1)
    assert calendar.announced_until >= date(LAST_KNOWN, 12, 28)
    assert calendar.last_on.year == calendar.announced_until.year + 10


def test_every_day_agrees_with_the_library_except_the_correction() -> None:
    calendar = working_days()
    differs, on, checked = [], date(2004, 1, 1), 0
    while on <= date(LAST_KNOWN, 12, 28):
        if chinese_calendar.is_workday(on) is not calendar.is_working(on):
            differs.append(on)
        on += timedelta(days=1)
        checked += 1
    assert checked > 8000
    assert differs == [date(2005, 12, 31)]


def test_december_always_was_settled_up_to_the_day_that_we_say() -> None:
    moved = [on for on in {**chinese_calendar.holidays, **chinese_calendar.workdays} if on.month == 12]
    assert len(moved) >= 10
    assert min(on.day for on in moved) == working_days().announced_until.day + 1


def test_names_are_the_usual_chinese_ones() -> None:
    names = {working_days().day(on).label for on in chinese_calendar.holidays}
    assert {"元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"} <= names
    assert "清明" not in names


def test_a_table_makes_its_year_settled(tables: Path) -> None:
    working = a_weekend(NEXT, 9)
    holidays = spans(NEXT)
    holidays[-1] = (*holidays[-1][:3], str(working))
    holidays[0] = ("元旦", f"{NEXT}-01-01", f"{NEXT}-01-03", "")
    (tables / f"{NEXT}.toml").write_text(table_text(NEXT, holidays), encoding="utf-8")
    calendar = working_days(tables)
    assert calendar.announced_until == date(NEXT, 12, 28)
    assert calendar.day(working).kind is DayKind.WORKING_WEEKEND
    assert calendar.day(date(NEXT, 10, 8)).label == "国庆节、中秋节"
    assert not calendar.is_provisional(date(NEXT, 10, 8))
    assert calendar.is_provisional(date(NEXT, 12, 29))


def test_a_table_may_move_the_last_days_of_the_december_before(tables: Path) -> None:
    weekend = next(on for on in (date(LAST_KNOWN, 12, 29) + timedelta(days=n) for n in range(7)) if on.weekday() > 4)
    assert working_days(tables).is_provisional(date(LAST_KNOWN, 12, 30))
    holidays = spans(NEXT)
    working = weekend if weekend.year == LAST_KNOWN else ""
    holidays[0] = ("元旦", f"{LAST_KNOWN}-12-31", f"{NEXT}-01-01", str(working))
    (tables / f"{NEXT}.toml").write_text(table_text(NEXT, holidays), encoding="utf-8")
    calendar = working_days(tables)
    assert calendar.day(date(LAST_KNOWN, 12, 31)).kind is DayKind.HOLIDAY
    assert not calendar.is_provisional(date(LAST_KNOWN, 12, 30))


def test_the_example_is_complete_but_for_its_source(tables: Path) -> None:
    text = (TABLES / "2027.toml.example").read_text(encoding="utf-8")
    path = tables / "2027.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenTable, match="样例文字"):
        working_days(tables)
    path.write_text(text.replace("…", "99"), encoding="utf-8")
    if LAST_KNOWN == 2026:
        assert working_days(tables).announced_until == date(2027, 12, 28)


def test_no_example_is_taken_for_a_table() -> None:
    assert [path.name for path in TABLES.glob("*.example")] == ["2027.toml.example"]
    assert working_days().is_provisional(date(LAST_KNOWN + 1, 6, 1)) or (TABLES / f"{NEXT}.toml").exists()


def test_a_year_may_not_be_left_out(tables: Path) -> None:
    year = NEXT + 1
    holidays = [("元旦", f"{year}-01-01", f"{year}-01-01", ""), *spans(year)[1:]]
    (tables / f"{year}.toml").write_text(table_text(year, holidays), encoding="utf-8")
    with pytest.raises(YearsMissing, match=f"请先补录 {NEXT}.toml"):
        working_days(tables)


def test_a_table_for_a_year_of_the_library_must_agree_with_it(tables: Path) -> None:
    year = LAST_KNOWN
    holidays = [("元旦", f"{year}-01-01", f"{year}-01-01", ""), *spans(year)[1:]]
    (tables / f"{year}.toml").write_text(table_text(year, holidays), encoding="utf-8")
    with pytest.raises(TableContradicts, match="不一致") as caught:
        working_days(tables)
    assert date(year, 10, 8) in caught.value.days


def changed(index: int, **fields: str) -> list[tuple[str, str, str, str]]:
    holidays = spans(NEXT)
    old = dict(zip(("name", "first", "last", "working"), holidays[index], strict=True))
    new = old | fields
    holidays[index] = (new["name"], new["first"], new["last"], new["working"])
    return holidays


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(table_text(NEXT - 1, spans(NEXT)), "与文件名不一致", id="another year than the file"),
        pytest.param(table_text(NEXT, spans(NEXT), source='""'), "source 的值“”不对", id="empty source"),
        pytest.param(
            table_text(NEXT, spans(NEXT), source='"国办发明电…号"'), "还是样例文字", id="source of the example"
        ),
        pytest.param(
            table_text(NEXT, spans(NEXT), published_on="2019-11-30"), "应在 .* 年公布", id="published years before"
        ),
        pytest.param(
            table_text(NEXT, spans(NEXT), published_on='"2026-11-30"'), "日期，不加引号", id="a date in quotes"
        ),
        pytest.param(table_text(NEXT, spans(NEXT), note='"x"'), "不认识字段 note", id="unknown field"),
        pytest.param(table_text(NEXT, spans(NEXT)).replace("until =", "to =", 1), "缺少字段 until", id="no until"),
        pytest.param(table_text(NEXT, changed(0, name="新年")), "不认识节日“新年”。可用：元旦", id="unknown holiday"),
        pytest.param(table_text(NEXT, changed(1, last=f"{NEXT}-02-01")), "早于 from", id="ends before it begins"),
        pytest.param(table_text(NEXT, changed(1, last=f"{NEXT}-04-04")), "在春节和清明节中重复", id="overlap"),
        pytest.param(table_text(NEXT, changed(1, first=f"{NEXT - 1}-02-05")), "不属于 .* 年的安排", id="wrong year"),
        pytest.param(
            table_text(NEXT, changed(0, first=f"{NEXT - 1}-12-28")), "不属于 .* 年的安排", id="too early in December"
        ),
        pytest.param(
            table_text(NEXT, changed(5, last=f"{NEXT + 1}-01-01")), "不属于 .* 年的安排", id="into the next year"
        ),
        pytest.param(
            table_text(NEXT, changed(1, working=str(a_weekend(NEXT, 3) - timedelta(days=1)))),
            "不是周六或周日",
            id="working weekend on a Friday",
        ),
        pytest.param(
            table_text(NEXT, changed(1, working=f"{a_weekend(NEXT, 3)}, {a_weekend(NEXT, 3)}")),
            "调休上班重复",
            id="working weekend twice",
        ),
        pytest.param(
            table_text(NEXT, changed(1, working=str(a_weekend(NEXT, 3)), last=f"{NEXT}-03-20")),
            "只能是其中之一",
            id="working weekend inside a holiday",
        ),
        pytest.param(table_text(NEXT, spans(NEXT)[1:]), "缺少节日：元旦", id="a holiday missing"),
        pytest.param(
            table_text(NEXT, changed(3, first=f"{NEXT}-05-02")), "05-01 是劳动节的法定休假日", id="a fixed day missing"
        ),
        pytest.param("year = 2027\nyear = 2027", "不是正确的 TOML", id="a key twice"),
        pytest.param("holiday = 3\n" + table_text(NEXT, []), "应为表的数组", id="holidays that are no tables"),
        pytest.param(
            table_text(NEXT, changed(1, working='"2027-02-20"')), "日期，不加引号", id="working weekend in quotes"
        ),
    ],
)
def test_a_broken_table_is_refused(tables: Path, text: str, says: str) -> None:
    valid_working = table_text(NEXT, spans(NEXT))
    working = date(NEXT - 1, 12, 29)
    if working.weekday() < 5:  # the shared sample needs a weekend; without one it carries no working day in December
        text, valid_working = (body.replace(f"[{working}]", "[]") for body in (text, valid_working))
    path = tables / f"{NEXT}.toml"
    path.write_text(valid_working, encoding="utf-8")
    assert working_days(tables).announced_until.year == NEXT
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenTable, match=says) as caught:
        working_days(tables)
    assert f"{NEXT}.toml" in str(caught.value)
