from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.identities import (
    NotBankAccount,
    NotIdentity,
    NotIdNumber,
    NotPatentNo,
    NotSocialCreditCode,
    id_check_digit,
    is_invention_patent_no,
    luhn_check_digit,
    parse_bank_account,
    parse_id_number,
    parse_patent_no,
    parse_uscc,
    patent_check_digit,
    uscc_check_character,
)

ON = date(2025, 11, 3)
PROVINCES = ("11", "32", "44", "50", "65", "83")
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=count, max_size=count)


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    birth = draw(st.dates(date(1900, 1, 1), ON))
    first17 = draw(st.sampled_from(PROVINCES)) + draw(digits(4)) + birth.strftime("%Y%m%d") + draw(digits(3))
    return first17 + id_check_digit(first17)


@st.composite
def usccs(draw: st.DrawFn) -> str:
    tail = draw(st.text(USCC_ALPHABET, min_size=9, max_size=9))
    first17 = "91" + draw(st.sampled_from(PROVINCES)) + draw(digits(4)) + tail
    return first17 + uscc_check_character(first17)


@st.composite
def patent_nos(draw: st.DrawFn) -> str:
    first12 = str(draw(st.integers(2003, 2099))) + draw(st.sampled_from("12389")) + draw(digits(7))
    return f"ZL{first12}.{patent_check_digit(first12)}"


@st.composite
def cards(draw: st.DrawFn) -> str:
    body = "62" + draw(digits(draw(st.integers(13, 16))))
    return body + luhn_check_digit(body)


def changed(draw: st.DrawFn, number: str, first: int, alphabet: str = "0123456789") -> str:
    """Return the number with one character of ``alphabet`` replaced by another one."""
    places = [place for place, character in enumerate(number) if place >= first and character in alphabet]
    place = draw(st.sampled_from(places))
    other = draw(st.sampled_from([character for character in alphabet if character != number[place]]))
    return number[:place] + other + number[place + 1 :]


@pytest.mark.parametrize(
    ("parse", "number"),
    [
        pytest.param(lambda text: parse_id_number(text, ON), "11010519491231002X", id="the example of GB 11643"),
        pytest.param(parse_uscc, "91350100M000100Y43", id="the example of GB 32100"),
        pytest.param(parse_patent_no, "ZL200410016940.6", id="a patent with a check digit"),
        pytest.param(parse_bank_account, "6222600260001072444", id="a card"),
        pytest.param(parse_bank_account, "1103020109000012345", id="an account of 19 digits that is no card"),
    ],
)
def test_known_numbers_are_taken(parse: Callable[[str], str], number: str) -> None:
    assert parse(number) == number


@pytest.mark.parametrize(
    ("parse", "text", "number"),
    [
        pytest.param(
            lambda text: parse_id_number(text, ON), " １１０１０５19491231 002x", "11010519491231002X", id="ID number"
        ),
        pytest.param(parse_uscc, "91350100m000100y43\t", "91350100M000100Y43", id="social credit code"),
        pytest.param(parse_patent_no, "2004100169406", "ZL200410016940.6", id="patent without ZL and point"),
        pytest.param(parse_bank_account, "6222 6002 6000 1072 444", "6222600260001072444", id="card in groups"),
    ],
)
def test_numbers_are_normalised(parse: Callable[[str], str], text: str, number: str) -> None:
    assert parse(text) == number


@given(id_numbers())
def test_id_number_with_its_check_digit_is_taken(number: str) -> None:
    assert parse_id_number(number, ON) == number


@given(st.data(), id_numbers())
def test_id_number_with_one_digit_changed_is_refused(data: st.DataObject, number: str) -> None:
    wrong = data.draw(st.composite(lambda draw: changed(draw, number, 0))())
    with pytest.raises(NotIdNumber):
        parse_id_number(wrong, ON)


@given(st.data(), usccs())
def test_social_credit_code_with_one_character_changed_is_refused(data: st.DataObject, number: str) -> None:
    assert parse_uscc(number) == number
    wrong = data.draw(st.composite(lambda draw: changed(draw, number, 0, USCC_ALPHABET))())
    with pytest.raises(NotSocialCreditCode):
        parse_uscc(wrong)


@given(st.data(), patent_nos())
def test_patent_no_with_one_digit_changed_is_refused(data: st.DataObject, number: str) -> None:
    assert parse_patent_no(number) == number
    wrong = data.draw(st.composite(lambda draw: changed(draw, number, 2))())
    with pytest.raises(NotPatentNo):
        parse_patent_no(wrong)


@given(st.data(), cards())
def test_card_with_one_digit_after_the_prefix_changed_is_refused(data: st.DataObject, number: str) -> None:
    assert parse_bank_account(number) == number
    wrong = data.draw(st.composite(lambda draw: changed(draw, number, 2))())
    with pytest.raises(NotBankAccount):
        parse_bank_account(wrong)


@given(st.text(max_size=30), st.sampled_from([parse_uscc, parse_patent_no, parse_bank_account]))
def test_any_text_is_taken_or_refused_by_name(text: str, parse: Callable[[str], str]) -> None:
    with contextlib.suppress(NotIdentity):
        assert parse(parse(text)) == parse(text)
    with contextlib.suppress(NotIdentity):
        assert len(parse_id_number(text, ON)) == 18


def id_born(birth: str) -> str:
    first17 = f"320211{birth}123"
    return first17 + id_check_digit(first17)


def test_id_number_of_one_born_on_the_day_is_taken() -> None:
    assert parse_id_number(id_born("20251103"), ON) == id_born("20251103")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        pytest.param(id_born((ON + timedelta(1)).strftime("%Y%m%d")), "出生日期", id="born the day after"),
        pytest.param(id_born("18991231"), "出生日期", id="born before 1900"),
        pytest.param(id_born("19930229"), "不是存在的日期", id="no such day"),
        pytest.param(id_born("19931301"), "不是存在的日期", id="no such month"),
        pytest.param("990211199001011234", "行政区划", id="no such province"),
        pytest.param("320211900101123", "18 位", id="the old form of 15 digits"),
        pytest.param("32021119900101123A", "18 位", id="letter at the end"),
        pytest.param("3.20211199001011E+17", "18 位", id="what Excel makes of a number"),
        pytest.param("", "现有 0 位", id="nothing"),
        pytest.param("٣٢٠٢١١١٩٩٠٠١٠١١٢٣٤", "18 位", id="digits of another script"),
    ],
)
def test_wrong_id_number_says_why(number: str, says: str) -> None:
    with pytest.raises(NotIdNumber, match=says):
        parse_id_number(number, ON)


def test_refusal_does_not_show_the_personal_number() -> None:
    number = id_born("19900101")
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    with pytest.raises(NotIdNumber) as caught:
        parse_id_number(wrong, ON)
    assert wrong not in str(caught.value)
    assert wrong[-4:] in str(caught.value)
    with pytest.raises(NotBankAccount) as account:
        parse_bank_account("6222600260001072445")
    assert "622260026000107244" not in str(account.value)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        pytest.param("000000000000000000", "18 位规定字符", id="zeros"),
        pytest.param("91990100M000100Y43", "行政区划", id="no such province"),
        pytest.param("91350100M000100Y4", "现有 17 位", id="too short"),
        pytest.param("91350100M000100O43", "18 位规定字符", id="the letter O"),
        pytest.param("91350100M000100Y44", "校验码", id="check character"),
    ],
)
def test_wrong_social_credit_code_says_why(number: str, says: str) -> None:
    with pytest.raises(NotSocialCreditCode, match=says):
        parse_uscc(number)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        pytest.param("ZL200210016940.6", "2003", id="before the numbers of today"),
        pytest.param("ZL200470016940.6", "专利种类", id="no such kind"),
        pytest.param("ZL200410016940.7", "校验码", id="check digit"),
        pytest.param("CN101234567B", "写法不符", id="publication number"),
        pytest.param("ZL20041001694.6", "写法不符", id="too short"),
    ],
)
def test_wrong_patent_no_says_why(number: str, says: str) -> None:
    with pytest.raises(NotPatentNo, match=says):
        parse_patent_no(number)


@pytest.mark.parametrize(
    ("type_digit", "is_invention"), [("1", True), ("8", True), ("2", False), ("3", False), ("9", False)]
)
def test_patent_no_tells_inventions(type_digit: str, *, is_invention: bool) -> None:
    first12 = f"2021{type_digit}0123456"
    assert is_invention_patent_no(parse_patent_no(first12 + patent_check_digit(first12))) is is_invention


@pytest.mark.parametrize("length", [12, 21])
def test_bank_account_of_boundary_length_is_taken(length: int) -> None:
    assert parse_bank_account("3" * length) == "3" * length


@pytest.mark.parametrize("number", ["3" * 11, "3" * 22, "12345678901A", "1.23457E+18"])
def test_bank_account_of_other_shape_is_refused(number: str) -> None:
    with pytest.raises(NotBankAccount, match="12 至 21 位"):
        parse_bank_account(number)
