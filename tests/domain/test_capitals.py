"""Amounts in Chinese capitals: the examples of the rules for filling in bank forms, and every amount told apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.capitals import NegativeInCapitals, in_capitals, says
from honours.domain.money import Money

_DIGITS = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}
fen = st.one_of(st.integers(0, 10**14 - 1), st.integers(0, 10**7), st.integers(0, 10**10 - 1).map(lambda n: n * 10_000))


def read_back(text: str) -> int:
    """Return the fen that capitals name, read from left to right; independent of how they are written."""
    total = section = digit = 0
    for sign in text.removesuffix("整"):
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _PLACES:
            section += digit * _PLACES[sign]
            digit = 0
        elif sign in "亿万元":
            total += (section + digit) * {"亿": 10**8, "万": 10**4, "元": 1}[sign] * 100
            section = digit = 0
        else:
            total += digit * {"角": 10, "分": 1}[sign]
            digit = 0
    return total


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10", "壹拾元整"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1409.50", "壹仟肆佰零玖元伍角"),
        ("5000", "伍仟元整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("20000", "贰万元整"),
        ("100000005", "壹亿零伍元整"),
        ("100100000", "壹亿零壹拾万元整"),
    ],
)
def test_capitals_are_written_as_banks_write_them(amount: str, text: str) -> None:
    assert in_capitals(Money(amount)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
        ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
        ("5000", "伍仟圆正"),
        ("5000", "人民币：伍仟元整"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("0.05", "零元零伍分"),
    ],
)
def test_customary_spellings_say_the_same(amount: str, text: str) -> None:
    assert says(text, Money(amount))


@pytest.mark.parametrize("text", ["", "伍元整", "伍万元整", "伍仟零壹元整", "5000元", "伍仟元整伍仟元整"])
def test_other_texts_do_not_say_it(text: str) -> None:
    assert not says(text, Money("5000"))


@given(fen)
def test_capitals_read_back_as_the_amount(number: int) -> None:
    text = in_capitals(Money.from_fen(number))
    assert read_back(text) == number
    assert not re.search("零零|零[拾佰仟万亿]", text)


@given(fen, fen)
def test_capitals_of_one_amount_never_say_another(one: int, other: int) -> None:
    assert says(in_capitals(Money.from_fen(one)), Money.from_fen(other)) is (one == other)


def test_negative_amount_is_refused() -> None:
    with pytest.raises(NegativeInCapitals):
        in_capitals(Money("-0.01"))
