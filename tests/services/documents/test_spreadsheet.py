from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.workbook import Workbook

from honours.domain.money import Money
from honours.services.documents.guards import TextNotWritable
from honours.services.documents.marked import Marked
from honours.services.documents.paper import height, lines
from honours.services.documents.spreadsheet import NotListable, Sheet, Value, write_list, write_sheets

DAY = date(2025, 3, 3)
HEADERS = ("编号", "项目名称")


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def test_values_are_read_back_with_their_types() -> None:
    row: tuple[Value, ...] = ("2025-KJ-0001", 3, Money("5000.50"), date(2025, 9, 26), None, Decimal("88.125"))
    page = opened(write_list("清单", ("甲", "乙", "丙", "丁", "戊", "己"), [row], fixed_on=DAY))["清单"]
    assert [cell.data_type for cell in page[3]] == ["s", "n", "n", "d", "n", "n"]
    assert [page.cell(3, column).value for column in (1, 2, 3, 5, 6)] == ["2025-KJ-0001", 3, 5000.50, None, 88.125]
    assert page.cell(3, 4).value.date() == date(2025, 9, 26)  # type: ignore[union-attr]
    assert page.cell(3, 3).number_format == "#,##0.00"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#N/A", '=HYPERLINK("http://x")', "="])
def test_text_like_a_formula_stays_a_text(text: str) -> None:
    data = write_list("清单", HEADERS, [(text, "x")], fixed_on=DAY)
    cell = opened(data)["清单"]["A3"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) is (text[0] in "=+-@\t\r")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        pytest.param("把冷却喷嘴前移，\n结果更均匀", ((1, 5), (9, 11)), id="two stretches"),
        pytest.param("=1+1 整段相同", ((0, 9),), id="all of it, like a formula"),
        pytest.param("没有相同", (), id="none"),
        pytest.param("", (), id="empty"),
    ],
)
def test_marked_text_is_read_back_whole_and_says_what_is_marked(
    text: str, stretches: tuple[tuple[int, int], ...]
) -> None:
    data = write_list("清单", HEADERS, [("1", Marked(text, stretches))], fixed_on=DAY)
    assert data == write_list("清单", HEADERS, [("1", Marked(text, stretches))], fixed_on=DAY)
    cell = load_workbook(io.BytesIO(data), rich_text=True)["清单"]["B3"]
    assert str(cell.value or "") == text
    blocks = list(cell.value) if isinstance(cell.value, CellRichText) else []
    marked = [block.text for block in blocks if isinstance(block, TextBlock) and block.font.u == "single"]
    assert marked == [text[start:end] for start, end in stretches]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_long_texts_get_the_room_that_the_sheet_gives_them() -> None:
    sheet = Sheet("对照", HEADERS, [("1", Marked("长" * 300, ()))], widest=70)
    page = opened(write_sheets([sheet], fixed_on=DAY))["对照"]
    assert page.column_dimensions["B"].width == 70
    assert page.row_dimensions[3].height == height(lines("长" * 300, 70)) < 409
    longer = Sheet("对照", HEADERS, [("1", Marked("长" * 2100, ()))], widest=70)
    assert opened(write_sheets([longer], fixed_on=DAY))["对照"].row_dimensions[3].height == 409


def test_headers_are_frozen_repeated_and_filtered_below_the_notes() -> None:
    page = opened(write_list("清单", HEADERS, [("1", "甲"), ("2", "乙")], fixed_on=DAY, notes=("说明一", "说明二")))[
        "清单"
    ]
    assert [page.cell(row, 1).value for row in range(1, 7)] == ["清单", "说明一", "说明二", "编号", "1", "2"]
    assert page.freeze_panes == "A5"
    assert page.auto_filter.ref == "A4:B6"
    assert page.print_title_rows == "$4:$4"
    assert (page.page_setup.paperSize, page.page_setup.fitToHeight) == ("9", 0) or page.page_setup.paperSize == 9


def test_columns_are_as_wide_as_their_chinese_text_within_bounds() -> None:
    page = opened(write_list("清单", HEADERS, [("1", "项" * 12), ("2", "长" * 500)], fixed_on=DAY))["清单"]
    assert page.column_dimensions["A"].width == 7
    assert page.column_dimensions["B"].width == 40


def test_a_text_that_wraps_makes_its_row_as_high_as_its_lines() -> None:
    page = opened(write_list("清单", HEADERS, [("1", "项" * 12), ("2", "长" * 90), ("3", "一\n二")], fixed_on=DAY))[
        "清单"
    ]
    plain, wrapped, two = (page.row_dimensions[row].height for row in (3, 4, 5))
    assert plain is None
    assert wrapped == height(lines("长" * 90, 40)) > height(4)
    assert two == height(2)


def test_a_line_holds_fewer_characters_the_larger_they_are() -> None:
    assert [lines("长" * 40, 40, size) for size in (9, 11, 16)] == [2, 3, 4]
    assert lines("", 10) == 1
    assert lines("a\n\nb", 10) == 3


def test_list_prints_on_lying_pages_with_narrow_margins_and_numbers() -> None:
    page = opened(write_list("清单", HEADERS, [("1", "甲")], fixed_on=DAY))["清单"]
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_margins.left <= 0.5
    assert page.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_numbers_and_dates_keep_off_the_text_beside_them() -> None:
    row: tuple[Value, ...] = (3, Money(5000), date(2025, 9, 26))
    page = opened(write_list("清单", ("名次", "金额", "日期"), [row], fixed_on=DAY))["清单"]
    assert [page.cell(3, column).alignment.horizontal for column in (1, 2, 3)] == ["center", "right", "center"]
    assert page.cell(3, 2).alignment.indent == 1


def test_several_sheets_keep_their_order() -> None:
    data = write_sheets([Sheet("乙", HEADERS, []), Sheet("甲", HEADERS, [("1", "x")])], fixed_on=DAY)
    assert opened(data).sheetnames == ["乙", "甲"]


def test_the_same_list_gives_the_same_bytes() -> None:
    first, again = (write_list("清单", HEADERS, [("1", "甲")], fixed_on=DAY) for _ in range(2))
    assert first == again
    assert opened(first).properties.modified.date() == DAY
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2025, 3, 3, 0, 0, 0)}


@pytest.mark.parametrize("title", ["", "a/b", "长" * 32, "'x", "a[1]"])
def test_titles_that_excel_refuses_are_refused(title: str) -> None:
    with pytest.raises(NotListable, match="工作表名称"):
        write_list(title, HEADERS, [], fixed_on=DAY)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param([("1", "x"), ("2",)], "第2行有1个值", id="short row"),
        pytest.param([("1", 0.1)], "第1行“项目名称”的值", id="float"),
        pytest.param([("1", True)], "第1行“项目名称”的值", id="truth value"),
        pytest.param([("1", "x" * 32_768)], "32767字", id="longer than a cell"),
    ],
)
def test_rows_that_do_not_fit_are_refused_with_their_place(rows: list[tuple[Value, ...]], says: str) -> None:
    with pytest.raises(NotListable, match=says):
        write_list("清单", HEADERS, rows, fixed_on=DAY)


def test_sheets_of_one_name_and_no_sheets_are_refused() -> None:
    with pytest.raises(NotListable, match="同名"):
        write_sheets([Sheet("甲", HEADERS, []), Sheet("甲", HEADERS, [])], fixed_on=DAY)
    with pytest.raises(NotListable, match="没有任何工作表"):
        write_sheets([], fixed_on=DAY)


def test_control_characters_are_refused_with_their_place() -> None:
    with pytest.raises(TextNotWritable) as refusal:
        write_list("清单", HEADERS, [("1", "甲\x0b")], fixed_on=DAY)
    assert refusal.value.field == "第1行“项目名称”"
