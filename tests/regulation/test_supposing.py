"""What people suppose on the command line is read as strictly as the data files, and refused with what is allowed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.calendar import Counts, Roll, Window
from honours.domain.money import Money
from honours.regulation.loader import UnknownKey, regulation
from honours.regulation.supposing import NotASetting, SettingRefused, SetTwice, read_settings
from honours.regulation.values import Value

LAW = regulation()
DAY = date(2025, 12, 31)
YEARS, PRIZE, POSTING = "rule.award.applied_years", "prize.golden_idea.amount_cny", "window.grassroots_posting"


def read(*texts: str) -> dict[str, Value]:
    return read_settings(texts, LAW, DAY)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        (f"{YEARS}=1", YEARS, 1),
        (f" {YEARS} = 0 ", YEARS, 0),
        (f"{PRIZE}=3000", PRIZE, Money(3000)),
        (f"{PRIZE}=3000.50", PRIZE, Money("3000.50")),
        (f"{PRIZE}=20000", PRIZE, Money(20000)),
        (f"{POSTING}.days=7", POSTING, Window(7, Counts.CALENDAR_DAYS)),
        (f"{POSTING}.counts=working_days", POSTING, Window(5, Counts.WORKING_DAYS)),
        (f'{POSTING}.roll="never"', POSTING, Window(5, Counts.CALENDAR_DAYS, roll=Roll.NEVER)),
        (
            f'{POSTING}={{days=3, counts="working_days", counts_posting_day=true, roll="day_off"}}',
            POSTING,
            Window(3, Counts.WORKING_DAYS, counts_posting_day=True),
        ),
    ],
)
def test_a_value_is_read_by_its_kind(text: str, key: str, value: Value) -> None:
    assert read(text) == {key: value}


def test_parts_of_one_value_come_together() -> None:
    assert read(f"{POSTING}.days=7", f"{YEARS}=1", f"{POSTING}.counts_posting_day=true") == {
        POSTING: Window(7, Counts.CALENDAR_DAYS, counts_posting_day=True),
        YEARS: 1,
    }


@pytest.mark.parametrize("text", ["", "=", "=1", YEARS, f"{YEARS}=", f"{YEARS}:1"])
def test_what_is_no_setting_is_refused(text: str) -> None:
    with pytest.raises(NotASetting, match="键=值"):
        read(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{YEARS}=x", "不小于 0、不大于 9999 的整数"),
        (f"{YEARS}=一", "不小于 0、不大于 9999 的整数"),
        (f"{YEARS}=1.5", "不小于 0、不大于 9999 的整数"),
        (f"{YEARS}=-1", "不小于 0、不大于 9999 的整数"),
        (f"{YEARS}=true", "不小于 0、不大于 9999 的整数"),
        (f"{YEARS}=10000", "不小于 0、不大于 9999 的整数"),
        (f"{YEARS}=1\nmore=2", "不小于 0、不大于 9999 的整数"),
        (f"{YEARS}.days=1", "只有一个值，没有分项，应为不小于 0"),
        (f"{PRIZE}=3,000", "应为金额，例如 3000"),
        (f"{PRIZE}=3000.005", "最多两位小数"),
        (f"{PRIZE}=-3", "应大于 0"),
        (f"{PRIZE}=0", "应大于 0"),
        (f"{PRIZE}=nan", "不是金额"),
        (f"{PRIZE}=true", "应写成两位小数"),
        (f"{PRIZE}=many", "应写成两位小数"),
        (f"{POSTING}=7", "完整的一组"),
        (f"{POSTING}={{days=7}}", "缺少字段 counts"),
        (f"{POSTING}.days=0", "不小于 1 的整数"),
        (f"{POSTING}.counts=weeks", "应为以下之一：calendar_days、working_days"),
        (f"{POSTING}.length=7", "不认识字段 length。可用的字段为：counts、counts_posting_day、days、roll"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_with_what_is_allowed(text: str, says: str) -> None:
    with pytest.raises(SettingRefused, match=says) as caught:
        read(text)
    assert caught.value.text == text
    assert caught.value.exit_code == 2


def test_an_unknown_key_lists_near_ones() -> None:
    with pytest.raises(UnknownKey, match=r"rule\.award\.applied_years"):
        read("rule.award.aplied_years=1")


@pytest.mark.parametrize(
    "texts",
    [
        (f"{YEARS}=1", f"{YEARS}=3"),
        (f"{POSTING}.days=7", f"{POSTING}.days=8"),
        (f'{POSTING}={{days=3, counts="working_days", counts_posting_day=true, roll="day_off"}}', f"{POSTING}.days=3"),
    ],
)
def test_two_values_for_one_key_are_refused(texts: tuple[str, ...]) -> None:
    with pytest.raises(SetTwice, match="只留一个"):
        read(*texts)


def test_the_same_value_twice_is_one() -> None:
    assert read(f"{YEARS}=1", f"{YEARS}=1") == {YEARS: 1}


@given(st.permutations([f"{YEARS}=1", f"{PRIZE}=3000", f"{POSTING}.days=7", f"{POSTING}.counts=working_days"]))
def test_the_order_does_not_matter(texts: list[str]) -> None:
    assert read(*texts) == {YEARS: 1, PRIZE: Money(3000), POSTING: Window(7, Counts.WORKING_DAYS)}


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        (YEARS, 3, "3年"),
        (PRIZE, Money(3000), "3,000.00元"),
        ("quota.golden_idea.max", 12, "12项"),
        (POSTING, Window(7, Counts.WORKING_DAYS, roll=Roll.NEVER), "7个工作日（公示当日不计入），末日不顺延"),
    ],
)
def test_a_value_is_said_with_its_unit(key: str, value: Value, says: str) -> None:
    assert LAW.value(key).say(value) == says


def test_every_value_can_be_said() -> None:
    said = {key: dated.say(dated.lives[-1].value) for key, dated in LAW.values.items()}
    assert all(said.values())
    assert said["due.achievement_award.award_by"] == "次年4月28日"
    assert said["rhythm.model_worker_studio.demonstration"] == "2012年起每2年"
