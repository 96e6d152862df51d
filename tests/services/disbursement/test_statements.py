"""Bank statements: taken whole when they prove themselves, refused whole otherwise (award/18)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from tests.services.disbursement.cases import PAID_ON, count, hand_in

from honours.domain.money import Money
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.services.disbursement.references import find_reference
from honours.services.disbursement.statement_cells import CellRefused, day_of, money_of, number_of
from honours.services.intake.findings import SubmissionOutcome
from honours.services.sample.bank import OWN_ACCOUNT, SampleLine, csv_of, statement_rows, workbook_of
from honours.storage.unit_of_work import UnitOfWork

REF = "HN2025JD01010011A2B3C4D"
LINES = (
    SampleLine(booked_on=PAID_ON, serial="1001", amount=Money("-2000"), peer_name="张三", memo=f"奖金 {REF}"),
    SampleLine(booked_on=PAID_ON, serial="1002", amount=Money("500.50"), peer_name="某公司", peer_account="32001234"),
    SampleLine(booked_on=PAID_ON, serial="1003", amount=Money("-3000"), peer_name="李四"),
)
Rows = list[list[str]]
Spoil = Callable[[Rows], object]
HEADER, FIRST, LAST, TOTAL = 2, 3, 5, 6


def rows() -> Rows:
    return statement_rows(LINES)


def take(work: UnitOfWork, folder: Path, cells: Rows, name: str = "流水.xlsx") -> SubmissionOutcome:
    return hand_in(work, folder, workbook_of(cells, fixed_on=PAID_ON), name)


def test_statement_is_taken_whole(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    outcome = take(unit_of_work, tmp_path, rows())
    assert (outcome.kind, outcome.status) == (SubmissionKind.BANK_STATEMENT, SubmissionStatus.ACCEPTED)
    assert (outcome.rows_total, outcome.rows_taken) == (3, 3)
    with unit_of_work as work:
        lines = work.connection.execute(
            text("SELECT bank_serial, amount_cny::text, bank_ref, peer_account_last4 FROM honours.statement_line")
        ).all()
    assert [tuple(line) for line in lines] == [
        ("1001", "-2000.00", REF, None),
        ("1002", "500.50", None, "1234"),
        ("1003", "-3000.00", None, None),
    ]


def test_accounts_are_sealed(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    take(unit_of_work, tmp_path, rows())
    with unit_of_work as work:
        row = work.connection.execute(text("SELECT * FROM honours.bank_statement")).one()
    assert (row.own_account_last4, row.own_account_hmac) == ("0000", unit_of_work.vault.index(OWN_ACCOUNT))
    assert OWN_ACCOUNT not in str(row)


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig"])
def test_csv_says_the_same(unit_of_work: UnitOfWork, tmp_path: Path, encoding: str) -> None:
    padded = [[f"{cell}\t" if cell.isdigit() else cell for cell in row] + [""] for row in rows()]
    outcome = hand_in(unit_of_work, tmp_path, csv_of(padded, encoding), "流水.csv")
    assert (outcome.status, outcome.rows_taken) == (SubmissionStatus.ACCEPTED, 3)


def test_newest_first_is_taken_too(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    cells = rows()
    cells[FIRST : LAST + 1] = reversed(cells[FIRST : LAST + 1])
    assert take(unit_of_work, tmp_path, cells).rows_taken == 3


def test_same_file_under_another_name_brings_nothing(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    take(unit_of_work, tmp_path, rows())
    again = take(unit_of_work, tmp_path, rows(), "流水（2）.xlsx")
    assert (again.status, again.rows_taken, again.rows_total) == (SubmissionStatus.ACCEPTED, 0, 3)
    assert (count(unit_of_work, "bank_statement"), count(unit_of_work, "statement_line")) == (1, 3)


def test_overlapping_statement_brings_new_lines_only(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    take(unit_of_work, tmp_path, rows())
    later = SampleLine(booked_on=date(2026, 5, 7), serial="1004", amount=Money("-1"))
    assert take(unit_of_work, tmp_path, statement_rows((*LINES, later)), "流水2.xlsx").rows_taken == 1
    assert count(unit_of_work, "statement_line") == 4


@pytest.mark.parametrize("serial", ["", None])
def test_twins_are_kept_apart(unit_of_work: UnitOfWork, tmp_path: Path, serial: str | None) -> None:
    there = {"booked_on": PAID_ON, "peer_name": "张三", "memo": "同一笔"}
    twins = [
        SampleLine(serial=serial or f"{number}", amount=Money(amount), **there)  # type: ignore[arg-type]
        for number, amount in enumerate(("-10", "10", "-10", "10"))
    ]
    assert take(unit_of_work, tmp_path, statement_rows(twins)).rows_taken == 4
    assert count(unit_of_work, "statement_line") == 4


def _put(row: int, column: int, value: str) -> Spoil:
    return lambda cells: cells[row].__setitem__(column, value)


@pytest.mark.parametrize(
    ("spoil", "cell", "says"),
    [
        pytest.param(_put(4, 4, "998,500.51"), "E5", "余额接不上", id="broken balance"),
        pytest.param(lambda cells: cells.pop(4), "E5", "余额接不上", id="line left out"),
        pytest.param(lambda cells: cells.insert(4, list(cells[3])), "B5", "流水号与第 4 行重复", id="line twice"),
        pytest.param(
            lambda cells: cells.insert(4, [*cells[3][:1], "", *cells[3][2:]]), "E5", "余额接不上", id="no serial twice"
        ),
        pytest.param(_put(TOTAL, 2, "5,000.01"), "C7", "与明细合计 5000.00 不符", id="total of debits"),
        pytest.param(_put(TOTAL, 3, "500.00"), "D7", "与明细合计 500.50 不符", id="total of credits"),
        pytest.param(_put(TOTAL, 1, "4笔"), "A7", "与明细 3 笔不符", id="count"),
        pytest.param(_put(FIRST, 0, "5月6日"), "A4", "不是日期", id="date"),
        pytest.param(_put(FIRST, 0, "2026-02-30"), "A4", "不是存在的日期", id="no such day"),
        pytest.param(_put(FIRST, 2, "2000.005"), "C4", "不是金额", id="half a fen"),
        pytest.param(_put(FIRST, 2, "2,00.00"), "C4", "不是金额", id="comma"),
        pytest.param(_put(FIRST, 3, "1.00"), "C4", "既有借方又有贷方", id="both sides"),
        pytest.param(_put(FIRST, 2, ""), "C4", "没有发生额", id="no amount"),
        pytest.param(_put(FIRST, 4, ""), "E4", "没有余额", id="no balance"),
        pytest.param(_put(FIRST, 5, "美元"), "F4", "不是人民币", id="dollars"),
        pytest.param(lambda cells: cells.append(list(cells[3])), "A8", "合计行之后", id="line below totals"),
    ],
)
def test_statement_that_contradicts_itself_is_refused_whole(
    unit_of_work: UnitOfWork, tmp_path: Path, spoil: Spoil, cell: str, says: str
) -> None:
    cells = rows()
    spoil(cells)
    outcome = take(unit_of_work, tmp_path, cells)
    assert (outcome.kind, outcome.status) == (SubmissionKind.BANK_STATEMENT, SubmissionStatus.REFUSED)
    assert [(one.cell, says in one.says) for one in outcome.findings] == [(cell, True)]
    assert count(unit_of_work, "statement_line") == 0


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(_put(HEADER, 9, "客户备注"), "多出：客户备注", id="unknown column"),
        pytest.param(_put(HEADER, 6, ""), "缺少：对方户名", id="missing column"),
        pytest.param(_put(HEADER, 0, "记账时刻"), "多出：记账时刻；缺少：交易日期", id="date column renamed"),
        pytest.param(_put(HEADER, 8, "附言"), "有重复的列", id="column twice"),
        pytest.param(_put(1, 0, "卡号"), "找不到本单位账号", id="no own account"),
    ],
)
def test_unknown_layout_is_refused(unit_of_work: UnitOfWork, tmp_path: Path, spoil: Spoil, says: str) -> None:
    cells = rows()
    spoil(cells)
    outcome = take(unit_of_work, tmp_path, cells)
    assert outcome.status is SubmissionStatus.REFUSED
    assert says in outcome.message
    assert count(unit_of_work, "bank_statement") == 0


def test_serial_with_another_amount_is_refused(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    take(unit_of_work, tmp_path, rows())
    other = SampleLine(booked_on=PAID_ON, serial="1001", amount=Money("-2001"), peer_name="张三")
    outcome = take(unit_of_work, tmp_path, statement_rows([other]), "流水2.xlsx")
    assert outcome.status is SubmissionStatus.REFUSED
    assert "流水号 1001" in outcome.message
    assert count(unit_of_work, "statement_line") == 3


def test_columns_are_found_by_name_not_by_place(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    cells = rows()
    turned = [*cells[:HEADER], *(list(reversed(row)) for row in cells[HEADER:TOTAL])]
    assert take(unit_of_work, tmp_path, turned).rows_taken == 3


def test_layouts_of_other_banks_are_read(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    cells = [
        ["查询账号：1103020109000000001"],
        ["交易日期", "交易金额", "账户余额", "交易流水号", "对方户名", "对方账号", "交易附言"],
        ["20260506", "-2000.00", "98000.00", "A1", "张三", "6222", REF],
        ["20260507", "+1.00", "98001.00", "A2", "", "", ""],
        ["以上数据仅供参考"],
    ]
    assert take(unit_of_work, tmp_path, cells).rows_taken == 2


def test_amounts_are_exact() -> None:
    assert money_of(0.1) == Money("0.10")
    assert money_of(1409.5) == Money("1409.50")
    assert money_of("-1,234,567.89") == Money("-1234567.89")
    assert money_of("") is None
    for wrong in (0.1 + 0.2, 0.125, 1e14, "1e3", "一百", "１２.345", True, date(2026, 5, 6)):
        with pytest.raises(CellRefused):
            money_of(wrong)


def test_long_number_cut_by_excel_is_refused() -> None:
    assert number_of(12345.0) == "12345"
    with pytest.raises(CellRefused):
        number_of(1103020109000000000.0)


@pytest.mark.parametrize("value", ["2026-05-06", "20260506", "2026/05/06", "2026-05-06 10:22:33", PAID_ON])
def test_days_are_read(value: str | date) -> None:
    assert day_of(value) == PAID_ON
    assert day_of(datetime(2026, 5, 6, 23, 59)) == PAID_ON  # noqa: DTZ001


@given(st.integers(-(10**12), 10**12))
def test_every_written_amount_reads_back(fen: int) -> None:
    amount = Money.from_fen(fen)
    assert money_of(str(amount)) == money_of(amount.grouped()) == amount


@given(st.text(), st.text())
def test_reference_is_found_as_a_word_only(before: str, after: str) -> None:
    found = find_reference(f"{before} {REF} {after}")
    assert found in (REF, None)
    assert find_reference(f"{REF}{REF}") is None
