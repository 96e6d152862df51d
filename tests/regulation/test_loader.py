"""The values of the regulation are the ones in force; broken data files are refused with the words that mend them."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from honours.domain.calendar import Counts, Window
from honours.domain.cycle import CATEGORIES, Category, Cycle, Scheme
from honours.domain.money import Money
from honours.regulation.loader import DATA, NoCycle, UnknownKey, WrongUnit, regulation
from honours.regulation.tables import BrokenTable
from honours.regulation.values import NotInForce, Rhythm, YearlyDate

KNOWN = regulation()
DAY = date(2025, 9, 26)
IN_FORCE = date(2021, 9, 22)

VALUE = """
[prize.test.amount_cny]
article = "award/14"
label = "奖金"
unit = "cny"

[[prize.test.amount_cny.values]]
from = 2021-09-22
value = 2000.00
source = "office practice"
published_on = 2021-09-22
"""


def test_there_are_many_values() -> None:
    assert len(KNOWN.values) >= 80


@pytest.mark.parametrize(
    ("category", "amount"),
    [
        (Category.TECH_ACHIEVEMENT, "5000"),
        (Category.OPERATING_METHOD, "3000"),
        (Category.INVENTION_PATENT, "3000"),
        (Category.GOLDEN_IDEA, "2000"),
    ],
)
def test_prizes_are_at_the_floor_and_ten_a_category(category: Category, amount: str) -> None:
    assert KNOWN.prize(category).on(DAY) == KNOWN.prize_floor(category).on(DAY) == Money(amount)
    assert KNOWN.prize(category).life_on(DAY).is_office_practice
    assert not KNOWN.prize_floor(category).life_on(DAY).is_office_practice
    assert KNOWN.quota(category).on(DAY) == 10


@pytest.mark.parametrize(
    ("category", "quota"),
    [
        pytest.param(Category.GOLDEN_IDEA, 10, id="limited"),
        pytest.param(Category.STANDARD, None, id="studios are not"),
        pytest.param(Category.DEMONSTRATION, None, id="nor are those that lead"),
    ],
)
def test_no_quota_is_no_limit(category: Category, quota: int | None) -> None:
    assert KNOWN.quota_on(category, DAY) == quota


@pytest.mark.parametrize(
    ("scheme", "category", "amount"),
    [
        (Scheme.MODEL_WORKER_STUDIO, Category.STANDARD, "20000"),
        (Scheme.MODEL_WORKER_STUDIO, Category.DEMONSTRATION, "40000"),
        (Scheme.EMPLOYEE_STUDIO, Category.STANDARD, "10000"),
        (Scheme.EMPLOYEE_STUDIO, Category.DEMONSTRATION, "20000"),
    ],
)
def test_studios_get_their_subsidy_once(scheme: Scheme, category: Category, amount: str) -> None:
    assert KNOWN.subsidy(scheme, category).on(DAY) == Money(amount)


def test_windows_are_five_days_and_five_working_days() -> None:
    assert KNOWN.window("grassroots_posting").on(DAY) == Window(5, Counts.CALENDAR_DAYS)
    assert KNOWN.window("public_notice").on(DAY) == Window(5, Counts.WORKING_DAYS)
    assert KNOWN.window("grassroots_posting").life_on(DAY).article == "award/10"
    assert KNOWN.window("public_notice").life_on(DAY).article == "award/12"
    assert KNOWN.window("employee_studio_notice").life_on(DAY).is_office_practice


@pytest.mark.parametrize(
    ("key", "number", "article"),
    [
        ("award.applied_years", 2, "award/5"),
        ("award.projects_per_person", 1, "award/4.4"),
        ("award.patent_effect_years", 5, "award/7"),
        ("award.patent_granted_years_before", 1, "award/7.1"),
        ("award.patent_projects_per_patentee", 2, "award/7.4"),
        ("award.golden_idea_years_before", 0, "award/8"),
        ("model_worker_studio.founding_team_min", 3, "model-studio/5.2"),
        ("model_worker_studio.naming_team_min", 5, "model-studio/7.3"),
        ("model_worker_studio.operating_years_min", 1, "model-studio/7.3"),
        ("model_worker_studio.projects_per_year_min", 1, "model-studio/7.5"),
        ("model_worker_studio.named_years_min", 2, "model-studio/8.1"),
        ("model_worker_studio.inspection_every_years", 3, "model-studio/15"),
        ("employee_studio.team_min", 3, "employee-studio/4.2"),
        ("employee_studio.results_per_year_min", 1, "employee-studio/4.7"),
    ],
)
def test_numbers_of_the_rules(key: str, number: int, article: str) -> None:
    life = KNOWN.number(f"rule.{key}").life_on(DAY)
    assert (life.value, life.article, life.source) == (number, article, "锡工发〔2021〕31号")


def test_golden_idea_must_bring_its_amount() -> None:
    assert KNOWN.money("rule.award.golden_idea_benefit_cny").on(DAY) == Money(Decimal(300000))


def test_values_begin_on_the_day_the_regulation_takes_effect() -> None:
    prize = KNOWN.value("prize.golden_idea.amount_cny")
    assert prize.on(IN_FORCE) == Money(2000)
    with pytest.raises(NotInForce, match="在2021-09-21没有规定。有规定的期间为：2021-09-22起") as caught:
        prize.on(date(2021, 9, 21))
    assert (caught.value.key, caught.value.day) == (prize.key, date(2021, 9, 21))
    assert caught.value.lives == prize.lives


def test_an_unknown_key_lists_near_ones() -> None:
    with pytest.raises(UnknownKey, match=r"prize\.golden_idea\.amount_cny"):
        KNOWN.value("prize.golden_idee.amount_cny")
    with pytest.raises(UnknownKey, match=r"window\.public_notice"):
        KNOWN.window("public_notices")
    with pytest.raises(UnknownKey, match="可用的键见"):
        KNOWN.value("zzzz")


def test_a_value_is_not_given_as_another_type() -> None:
    with pytest.raises(WrongUnit, match="单位是 cny"):
        KNOWN.number("prize.golden_idea.amount_cny")
    with pytest.raises(WrongUnit, match="单位是 count"):
        KNOWN.money("quota.golden_idea.max")


@pytest.mark.parametrize(
    ("cycle", "categories"),
    [
        ("2010/model_worker_studio", ["standard"]),
        ("2012/model_worker_studio", ["standard", "demonstration"]),
        ("2025/model_worker_studio", ["standard"]),
        ("2026/model_worker_studio", ["standard", "demonstration"]),
        ("2021/employee_studio", ["standard", "demonstration"]),
        ("2021/achievement_award", ["tech_achievement", "operating_method", "invention_patent", "golden_idea"]),
        ("2025/achievement_award", ["tech_achievement", "operating_method", "invention_patent", "golden_idea"]),
    ],
)
def test_categories_that_a_year_holds(cycle: str, categories: list[str]) -> None:
    assert [category.value for category in KNOWN.categories_due(Cycle.parse(cycle))] == categories


@pytest.mark.parametrize("cycle", ["2009/model_worker_studio", "2020/employee_studio", "2020/achievement_award"])
def test_a_year_before_the_first_has_no_cycle(cycle: str) -> None:
    with pytest.raises(NoCycle, match="请核对年份"):
        KNOWN.categories_due(Cycle.parse(cycle))


def test_every_scheme_and_category_has_its_rhythm_and_money() -> None:
    for scheme, categories in CATEGORIES.items():
        for category in categories:
            assert KNOWN.rhythm(scheme, category).lives
            money = KNOWN.prize(category) if scheme is Scheme.ACHIEVEMENT_AWARD else KNOWN.subsidy(scheme, category)
            assert money.on(DAY) > Money(0)


def test_the_award_is_due_before_may_day_of_the_next_year() -> None:
    assert KNOWN.award_by(Cycle.parse("2025/achievement_award")) == date(2026, 4, 28)
    assert KNOWN.award_by(Cycle.parse("2025/employee_studio")) == date(2025, 12, 20)


def test_office_practice_is_marked_and_the_rest_names_the_document() -> None:
    sources = {life.source for dated in KNOWN.values.values() for life in dated.lives}
    assert sources == {"office practice", "锡工发〔2021〕31号"}
    practice = [dated for key, dated in KNOWN.values.items() if key.startswith("practice.")]
    assert len(practice) >= 20
    assert all(life.is_office_practice for dated in practice for life in dated.lives)


def test_rhythm_and_yearly_date() -> None:
    assert [year for year in range(2010, 2018) if Rhythm(2012, 2).is_due(year)] == [2012, 2014, 2016]
    assert YearlyDate(4, 28, 1).in_cycle(2025) == date(2026, 4, 28)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data with the real articles and one value."""
    shutil.copytree(DATA / "articles", tmp_path / "articles")
    (tmp_path / "values").mkdir()
    (tmp_path / "values" / "test.toml").write_text(VALUE, encoding="utf-8")
    return tmp_path


def test_lives_follow_each_other_from_one_day_to_the_next(folder: Path) -> None:
    second = VALUE[VALUE.index("[[") :].replace("2021-09-22", "2024-01-01").replace("2000.00", "2500.00")
    first = VALUE.replace("value = ", "until = 2023-12-31\nvalue = ")
    (folder / "values" / "test.toml").write_text(first + second, encoding="utf-8")
    prize = regulation(folder).money("prize.test.amount_cny")
    assert [prize.on(day) for day in (date(2023, 12, 31), date(2024, 1, 1))] == [Money(2000), Money(2500)]
    assert len(prize.lives) == 2


LIFE = VALUE[VALUE.index("[[") :]
FLOOR = VALUE.replace("amount_cny", "floor_cny").replace("2000.00", "2000.01")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(VALUE.replace("award/14", "award/41"), "条款“award/41”不存在。相近的有", id="article"),
        pytest.param(VALUE + 'article = "award/99"\n', "条款“award/99”不存在", id="article of one life"),
        pytest.param(VALUE.replace('article = "award/14"\n', ""), "缺少字段 article", id="no article"),
        pytest.param(VALUE.replace('source = "office practice"\n', ""), "缺少字段 source", id="no source"),
        pytest.param(VALUE.replace("published_on", "published"), "缺少字段 published_on", id="no publication"),
        pytest.param(VALUE.replace("from = 2021-09-22\n", ""), "缺少字段 from", id="no beginning"),
        pytest.param(VALUE.replace("value = 2000.00\n", ""), "缺少字段 value", id="no value"),
        pytest.param(VALUE + 'note = "x"\n', "不认识字段 note。可用的字段为", id="unknown field"),
        pytest.param(VALUE.replace("2000.00", "2000"), "应写成两位小数", id="whole number as money"),
        pytest.param(VALUE.replace("2000.00", '"2000.00"'), "应写成两位小数", id="text as money"),
        pytest.param(VALUE.replace("2000.00", "2000.005"), "最多两位小数", id="tenth of a fen"),
        pytest.param(VALUE.replace("2000.00", "-1.00"), "应大于 0", id="negative money"),
        pytest.param(VALUE.replace("2000.00", "nan"), "不是金额", id="no number"),
        pytest.param(VALUE.replace('"cny"', '"usd"'), "unit 的值“usd”不对，应为以下之一", id="unit"),
        pytest.param(VALUE.replace('"cny"', '"count"'), "应为不小于 0 的整数", id="money as count"),
        pytest.param(
            VALUE.replace('"cny"', '"count"').replace("2000.00", "true"), "应为不小于 0 的整数", id="flag as count"
        ),
        pytest.param(VALUE.replace("from = 2021-09-22", 'from = "2021-09-22"'), "日期，不加引号", id="date as text"),
        pytest.param(
            VALUE.replace("from = 2021-09-22", "from = 2021-09-22T00:00:00"), "日期，不加引号", id="time as date"
        ),
        pytest.param(VALUE + "until = 2021-09-21\n", "早于 from", id="ends before it begins"),
        pytest.param(VALUE + LIFE, "没有写 until", id="open end before another life"),
        pytest.param(VALUE + "until = 2021-09-22\n" + LIFE, "重叠", id="overlap on one day"),
        pytest.param(
            VALUE + "until = 2022-09-21\n" + LIFE.replace("2021-09-22", "2020-01-01"), "日期先后", id="out of order"
        ),
        pytest.param(
            VALUE + "until = 2024-12-30\n" + LIFE.replace("2021-09-22", "2025-01-01"),
            "中间的日子没有规定。请把前一项的 until 改为 2024-12-31",
            id="gap of one day",
        ),
        pytest.param(VALUE[: VALUE.index("[[")] + "values = []\n", "values 是空的", id="no life"),
        pytest.param(VALUE + FLOOR, "低于下限2000.01元（award/14）", id="below the floor"),
        pytest.param(VALUE + VALUE, "不是正确的 TOML", id="key twice"),
        pytest.param("[prize.test]\namount_cny = 3\n", "应为一个表", id="number instead of a table"),
        pytest.param(
            VALUE.replace('"cny"', '"window"').replace(
                "2000.00", '{ days = 0, counts = "working_days", counts_posting_day = false, roll = "never" }'
            ),
            "days 的值“0”不对",
            id="window of no day",
        ),
        pytest.param(
            VALUE.replace('"cny"', '"window"').replace(
                "2000.00", '{ days = 5, counts = "weeks", counts_posting_day = false, roll = "never" }'
            ),
            "counts 的值“weeks”不对",
            id="window of weeks",
        ),
        pytest.param(
            VALUE.replace('"cny"', '"window"').replace("2000.00", '{ days = 5, counts = "working_days" }'),
            "缺少字段 counts_posting_day",
            id="window that leaves the posting day open",
        ),
        pytest.param(
            VALUE.replace('"cny"', '"yearly_date"').replace("2000.00", "{ month = 2, day = 29, years_after = 0 }"),
            "2月29日不是每年都有",
            id="leap day",
        ),
        pytest.param(
            VALUE.replace('"cny"', '"rhythm"').replace("2000.00", "{ first_year = 2021, every_years = 0 }"),
            "every_years 的值“0”不对",
            id="rhythm of no years",
        ),
    ],
)
def test_a_broken_value_is_refused(folder: Path, text: str, says: str) -> None:
    (folder / "values" / "test.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenTable, match=says):
        regulation(folder)


def test_the_same_key_in_two_files_is_refused(folder: Path) -> None:
    (folder / "values" / "again.toml").write_text(VALUE, encoding="utf-8")
    with pytest.raises(BrokenTable, match="已在另一个文件中定义"):
        regulation(folder)


def test_data_that_is_not_there_is_refused(folder: Path) -> None:
    shutil.rmtree(folder / "articles")
    with pytest.raises(BrokenTable, match="award/14”不存在"):
        regulation(folder)
