"""Faults between cells: headers, sheets, repeated numbers, tied priorities."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from tests.services.intake.books import CYCLE, METHOD, TECH, cell_of, nominations, row
from tests.services.intake.test_bad_cells import findings_in

from honours.regulation.forms import nomination_form

Edit = Callable[[Workbook], object]
SHEET = TECH.label
WIDTH = len(nomination_form(CYCLE.scheme, TECH).fields)
PERSON_ID = cell_of(TECH, "person_id", 1)


def set_cell(cell: str, text: str | None) -> Edit:
    def edit(book: Workbook) -> None:
        book[SHEET][cell] = text

    return edit


def delete_column(book: Workbook) -> None:
    keys = [field.key for field in nomination_form(CYCLE.scheme, TECH).fields]
    book[SHEET].delete_cols(keys.index("posting_place") + 1)


BAD_HEADERS: list[tuple[str, Edit, str, str]] = [
    ("header changed", set_cell(PERSON_ID, "身份证"), PERSON_ID, "应为“身份证号”"),
    ("header emptied", set_cell(PERSON_ID, None), PERSON_ID, "缺少表头为“身份证号”的列"),
    ("column deleted", delete_column, cell_of(TECH, "posting_place", 1), "缺少表头为“公示地点”的列"),
    ("header repeated", set_cell("AX1", "项目名称"), "AX1", "重复出现"),
    ("extra column", set_cell("AX1", "领导批示"), "AX1", "不在表样中"),
    ("explanations deleted", lambda book: book[SHEET].delete_rows(2), "A2", "第 2 行应是填写说明"),
]


@pytest.mark.parametrize(("edit", "cell", "says"), [pytest.param(*case, id=name) for name, *case in BAD_HEADERS])
def test_a_wrong_head_is_named_at_its_cell(edit: Edit, cell: str, says: str) -> None:
    assert WIDTH < 50
    book = nominations({TECH: [row(TECH)]})
    edit(book)
    found = findings_in(book)
    assert [(item.sheet, item.cell) for item in found] == [(SHEET, cell)]
    assert says in found[0].says


def test_a_missing_sheet_is_named_and_the_others_are_read() -> None:
    book = nominations({METHOD: [row(METHOD)]})
    book.remove(book[SHEET])
    found = findings_in(book)
    assert [(item.sheet, item.cell) for item in found] == [(SHEET, "")]
    assert "缺少工作表" in found[0].says


def test_a_sheet_of_ones_own_is_named_unless_it_is_empty() -> None:
    book = nominations({TECH: [row(TECH)]})
    book.create_sheet("Sheet1")
    book.create_sheet("补充项目")["A1"] = "还有一个项目"
    found = findings_in(book)
    assert [(item.sheet, item.cell) for item in found] == [("补充项目", "")]
    assert "没有读取" in found[0].says


def test_a_repeated_serial_number_is_named_in_both_rows() -> None:
    found = findings_in(nominations({TECH: [row(TECH, 3), row(TECH, 3, priority_no=4)]}))
    assert [(item.cell, item.says[:6]) for item in found] == [("A3", "与 A4 重"), ("A4", "与 A3 重")]


def test_a_tied_priority_is_named_in_every_row() -> None:
    tied = [row(TECH, number, priority_no=1) for number in (1, 2, 3)]
    found = findings_in(nominations({TECH: tied}))
    assert [item.cell for item in found] == [cell_of(TECH, "priority_no", number) for number in (3, 4, 5)]
    assert all("不得并列" in item.says for item in found)


def test_the_same_priority_in_another_category_or_of_a_withdrawn_row_is_no_tie() -> None:
    rows = {TECH: [row(TECH, 1), row(TECH, 2, priority_no=1, is_withdrawn="撤回")], METHOD: [row(METHOD, 1)]}
    assert findings_in(nominations(rows)) == []


def test_columns_in_another_order_and_a_column_of_remarks_are_read() -> None:
    book = nominations({TECH: [row(TECH)]})
    page = book[SHEET]
    page.move_range(f"AW1:AW{page.max_row}", cols=1)
    for number in (1, 2, 3):
        page.cell(number, 52).value, page.cell(number, 2).value = page.cell(number, 2).value, None
    page["AZ1"] = "备注" if page["AZ1"].value is None else page["AZ1"].value
    page["BB1"] = "备注"
    page["BB3"] = "请早日审核"
    assert findings_in(book) == []


def test_prefilled_numbers_alone_are_no_rows() -> None:
    book = nominations({TECH: [{"serial_no": number} for number in range(1, 61)], METHOD: [row(METHOD)]})
    assert findings_in(book) == []
