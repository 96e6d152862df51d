from __future__ import annotations

from datetime import date

import pytest

from honours.domain.money import Money
from honours.services.documents.wording import (
    DocumentNo,
    NotDocumentNo,
    chinese_date,
    chinese_numeral,
    day_list,
    day_spans,
    yuan,
)


def test_date_has_no_leading_zeros() -> None:
    assert chinese_date(date(2025, 9, 6)) == "2025年9月6日"


def test_document_number_reads_back() -> None:
    number = DocumentNo.parse("锡工办发〔2025〕5号")
    assert number == DocumentNo("锡工办发", 2025, 5)
    assert str(number) == "锡工办发〔2025〕5号"


@pytest.mark.parametrize(
    "text",
    ["锡工办发[2025]5号", "锡工办发〔2025〕05号", "锡工办发〔2025〕第5号", "〔2025〕5号", "锡工办发〔25〕5号", ""],
)
def test_other_texts_are_no_document_numbers(text: str) -> None:
    with pytest.raises(NotDocumentNo, match="发文字号"):
        DocumentNo.parse(text)


def test_a_document_number_cannot_be_built_wrong() -> None:
    with pytest.raises(NotDocumentNo):
        DocumentNo("锡工办发", 2025, 0)


@pytest.mark.parametrize(("amount", "text"), [("5000", "5000"), ("2000.50", "2000.50"), ("0.05", "0.05")])
def test_yuan_shows_fen_only_when_there_are_some(amount: str, text: str) -> None:
    assert yuan(Money(amount)) == text


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (31, "三十一"), (99, "九十九")]
)
def test_chinese_numeral(number: int, text: str) -> None:
    assert chinese_numeral(number) == text


@pytest.mark.parametrize("number", [0, 100])
def test_chinese_numeral_refuses_what_it_cannot_write(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese_numeral(number)


def test_day_list_writes_the_year_where_it_changes() -> None:
    days = [date(2025, 12, 30), date(2025, 12, 31), date(2026, 1, 4)]
    assert day_list(days) == "2025年12月30日、12月31日、2026年1月4日"


def test_day_spans_draw_neighbours_of_one_reason_together() -> None:
    days = [(date(2025, 10, day), "国庆节") for day in (3, 1, 2)] + [
        (date(2025, 10, 4), "周六"),
        (date(2025, 10, 6), "国庆节"),
    ]
    assert day_spans(days) == "10月1日至10月3日（国庆节）、10月4日（周六）、10月6日（国庆节）"
    assert day_spans([]) == ""
