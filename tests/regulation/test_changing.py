"""A changed law differs on the days asked about and nowhere else, and the law in force never changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.money import Money
from honours.regulation.changing import Noting, Span, below_floor, changed
from honours.regulation.loader import UnknownKey, regulation
from honours.regulation.values import NotInForce

LAW = regulation()
KEY = "rule.award.applied_years"
PRIZE, FLOOR = "prize.golden_idea.amount_cny", "prize.golden_idea.floor_cny"
BEGIN = date(2021, 9, 22)
YEAR = Span(date(2025, 1, 1), date(2026, 12, 31))
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(days, days, days, st.integers(0, 9))
def test_the_value_differs_within_the_days_only(one: date, other: date, on: date, years: int) -> None:
    span = Span(min(one, other), max(one, other))
    supposed = changed(LAW, {KEY: years}, span)
    if on < BEGIN:
        with pytest.raises(NotInForce):
            supposed.value(KEY).on(on)
    else:
        assert supposed.value(KEY).on(on) == (years if span.first_on <= on <= span.last_on else 2)
    lives = supposed.value(KEY).lives
    assert [after.from_on for after in lives[1:]] == [
        (before.until_on or date.max) + timedelta(days=1) for before in lives[:-1]
    ]
    assert LAW.value(KEY).on(date(2025, 6, 1)) == 2


def test_several_lives_keep_their_gaps_and_their_own_articles() -> None:
    (life,) = LAW.value(KEY).lives
    first = replace(life, until_on=date(2024, 12, 31), article="award/5.1")
    second = replace(life, from_on=date(2025, 3, 1), value=3)
    law = replace(LAW, values={**LAW.values, KEY: replace(LAW.value(KEY), lives=(first, second))})
    lives = changed(law, {KEY: 4}, Span(date(2024, 1, 1), date(2025, 12, 31))).value(KEY).lives
    assert [(one.from_on, one.until_on, one.value, one.article) for one in lives] == [
        (BEGIN, date(2023, 12, 31), 2, "award/5.1"),
        (date(2024, 1, 1), date(2024, 12, 31), 4, "award/5.1"),
        (date(2025, 3, 1), date(2025, 12, 31), 4, "award/5"),
        (date(2026, 1, 1), None, 3, "award/5"),
    ]


def test_its_own_value_changes_nothing() -> None:
    assert changed(LAW, {KEY: 2, PRIZE: Money(2000)}, YEAR) == LAW


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(UnknownKey, match="applied_years"):
        changed(LAW, {"rule.award.applied_year": 1}, YEAR)


@pytest.mark.parametrize(
    ("values", "low"),
    [
        pytest.param({PRIZE: Money("1999.99")}, [PRIZE], id="amount lowered"),
        pytest.param({FLOOR: Money("2000.01")}, [PRIZE], id="floor raised"),
        pytest.param({PRIZE: Money(1500), FLOOR: Money(1500)}, [], id="both lowered"),
        pytest.param({PRIZE: Money(2000)}, [], id="at the floor"),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_amounts_below_their_floor_are_found(values: dict[str, Money], low: list[str]) -> None:
    assert [key for key, _, _ in below_floor(changed(LAW, values, YEAR), YEAR)] == low


def test_amounts_below_their_floor_at_another_time_are_no_matter() -> None:
    law = changed(LAW, {PRIZE: Money(1)}, Span(date(2027, 1, 1), date(2027, 12, 31)))
    assert list(below_floor(law, YEAR)) == []


def test_noting_remembers_what_was_asked() -> None:
    noting = Noting(LAW.values)
    law = replace(LAW, values=noting)
    law.number(KEY)
    assert noting.asked == {KEY}
    assert len(noting) == len(LAW.values)
    assert set(noting) == set(LAW.values)
    assert "rule.none" not in noting
    with pytest.raises(UnknownKey):
        law.value("rule.none")
