"""Money is exact and never a float."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.money import ZERO, Money, NotMoney

fen = st.integers(-(10**12), 10**12)


@given(fen)
def test_fen_and_text_lead_back_to_the_amount(number: int) -> None:
    money = Money.from_fen(number)
    assert money.fen == number
    assert Money(str(money)) == money


@given(fen, fen)
def test_sums_are_exact(one: int, other: int) -> None:
    first, second = Money.from_fen(one), Money.from_fen(other)
    assert (first + second).fen == one + other
    assert (first - second).fen == one - other
    assert first + -first == ZERO
    assert (first < second) is (one < other)


@given(st.integers(-(10**9), 10**9), st.integers(0, 100))
def test_products_are_exact(number: int, times: int) -> None:
    assert (Money.from_fen(number) * times).fen == number * times


@pytest.mark.parametrize(
    "value",
    [5000.0, 0.1, True, "", "五千", "1,000.00", "0.001", "NaN", "Infinity", "1e12", Decimal("-0.005"), Decimal("1e12")],
)
def test_what_is_no_money_is_refused(value: object) -> None:
    with pytest.raises(NotMoney, match="最多两位小数"):
        Money(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "text", "grouped"),
    [
        ("5000", "5000.00", "5,000.00"),
        (20000, "20000.00", "20,000.00"),
        (Decimal("0.1"), "0.10", "0.10"),
        ("999999999999.99", "999999999999.99", "999,999,999,999.99"),
        ("-3000.5", "-3000.50", "-3,000.50"),
    ],
)
def test_money_is_written_with_two_places(value: Decimal | int | str, text: str, grouped: str) -> None:
    assert str(Money(value)) == text
    assert Money(value).grouped() == grouped


def test_same_amounts_are_equal_however_written() -> None:
    assert Money("5000") == Money("5000.00") == Money(5000)
    assert len({Money("5000"), Money("5000.0")}) == 1
