"""Reads a bank statement into lines, and proves it: every balance added up again, totals compared, no line lost.

A statement is taken whole or not at all: a line that cannot be read would break the chain of balances.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from honours.domain.errors import RefusedInput
from honours.domain.identities import hidden
from honours.domain.money import ZERO, Money
from honours.regulation.bank_layouts import BankLayouts, StatementLayout, plain
from honours.services.disbursement.references import find_reference
from honours.services.disbursement.statement_cells import CellRefused, day_of, money_of, number_of, text_of
from honours.services.intake.findings import Finding
from honours.services.intake.workbook import CellValue, address

_HEADER_WITHIN = 30
_ACCOUNT = re.compile(r"[0-9]{8,30}")
_COUNT = re.compile(r"([0-9]+)笔")
_SENSITIVE = frozenset({"peer_account"})
T = TypeVar("T")


class UnknownStatementHeader(RefusedInput):
    """A statement of no known layout; carries what is unknown and missing beside the nearest one."""

    def __init__(self, layout: StatementLayout, headers: Sequence[str]) -> None:
        self.unknown = tuple(header for header in headers if header not in layout.known)
        self.missing = tuple(sorted(layout.required - set(headers)))
        parts = [
            f"{word}：{'、'.join(names)}" for word, names in (("多出", self.unknown), ("缺少", self.missing)) if names
        ]
        super().__init__(
            f"对账单的表头不是已知版式。与“{layout.label}”相比{'；'.join(parts) or '没有附言类的列，或有重复的列'}。"
            "整份文件没有读取。请用网上银行原样导出；银行改了版式时，请维护人员在 bank_layouts.toml 中登记。"
        )


class OwnAccountMissing(RefusedInput):
    """The statement does not say whose account it is of."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(f"对账单表头上方找不到本单位账号（标签应为：{'、'.join(labels)}）。请用网上银行原样导出。")


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line; ``amount`` is negative for money that left. ``twin_no`` tells apart lines that are equal in all."""

    row_no: int
    booked_on: date
    amount: Money
    balance: Money
    serial: str | None
    peer_name: str
    peer_account: str = field(repr=False)
    memo: str
    bank_ref: str | None
    twin_no: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as read; with ``findings`` nothing of it may be used."""

    layout: StatementLayout
    own_account: str = field(repr=False)
    lines: tuple[StatementLine, ...]
    findings: tuple[Finding, ...]


def header_row(rows: Sequence[Sequence[CellValue]], layouts: BankLayouts) -> int | None:
    """Return the index of the row that looks like a statement's header; None when there is none."""
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        if layouts.is_header({plain(text_of(value)) for value in row}):
            return index
    return None


def read_statement(sheet: str, rows: Sequence[Sequence[CellValue]], layouts: BankLayouts) -> Statement:
    """Return the statement; raise :class:`UnknownStatementHeader` or :class:`OwnAccountMissing`."""
    at = header_row(rows, layouts) or 0
    headers = [plain(text_of(value)) for value in rows[at]]
    named = [header for header in headers if header]
    layout = next((one for one in layouts.statements if one.fits(named)), None)
    if layout is None or len(set(named)) != len(named):
        raise UnknownStatementHeader(layouts.nearest(named), named)
    own_account = _own_account(rows[:at], layouts)
    reading = _Reading(sheet, layout, layouts, {header: place for place, header in enumerate(headers) if header})
    for index in range(at + 1, len(rows)):
        reading.take(index + 1, rows[index])
    reading.prove()
    return Statement(layout, own_account, tuple(reading.lines), tuple(reading.findings))


def _own_account(rows: Sequence[Sequence[CellValue]], layouts: BankLayouts) -> str:
    for row in rows:
        cells = [plain(number_of(value)) for value in row]
        for place, cell in enumerate(cells):
            label, _, rest = cell.partition(":")
            if label not in layouts.own_account:
                continue
            value = rest or next((other for other in cells[place + 1 :] if other), "")
            number = value.replace("-", "")
            if _ACCOUNT.fullmatch(number):
                return number
    raise OwnAccountMissing(sorted(layouts.own_account))


@dataclass(slots=True)
class _Reading:
    sheet: str
    layout: StatementLayout
    layouts: BankLayouts
    places: dict[str, int]
    lines: list[StatementLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    totals_row: tuple[int, Sequence[CellValue]] | None = None

    def take(self, row_no: int, row: Sequence[CellValue]) -> None:
        """Read one row below the header: a line, the totals, a remark under the totals, or a fault."""
        filled = [text_of(value) for value in row if text_of(value)]
        if not filled:
            return
        if plain(filled[0]).startswith(self.layouts.total):
            self.totals_row = (row_no, row)
            return
        if len(filled) == 1 and not text_of(self._cell(row, "balance")):
            # A remark of the bank, such as that the data are for reference.
            return
        if self.totals_row is not None:
            self._fault(row_no, "booked_on", filled[0], "合计行之后不应再有明细")
            return
        line = self._line(row_no, row)
        if line is not None:
            self.lines.append(line)

    def prove(self) -> None:
        """Check serials, balances and totals of what was read, and number twins; the first check that fails speaks."""
        for check in (self._check_serials, self._check_balances, self._check_totals):
            if self.findings:
                return
            check()
        self._number_twins()

    def _line(self, row_no: int, row: Sequence[CellValue]) -> StatementLine | None:
        before = len(self.findings)
        booked_on = self._read(row_no, row, "booked_on", day_of)
        balance = self._read(row_no, row, "balance", money_of)
        amount = self._amount(row_no, row)
        serial = self._read(row_no, row, "serial", number_of) if "serial" in self.layout.columns else ""
        peer_account = self._read(row_no, row, "peer_account", number_of)
        currency = plain(text_of(self._cell(row, "currency")))
        if currency and currency not in self.layouts.currencies:
            self._fault(row_no, "currency", currency, "不是人民币")
        if len(self.findings) > before:
            return None
        if booked_on is None or balance is None or amount is None:
            self._fault(row_no, "balance", "", "没有余额，无法逐笔核对")
            return None
        memo = " ".join(
            filter(None, (text_of(row[self.places[header]]) for header in self.layout.memo if self._has(row, header)))
        )
        peer_name = text_of(self._cell(row, "peer_name"))
        return StatementLine(
            row_no,
            booked_on,
            amount,
            balance,
            serial or None,
            peer_name,
            peer_account or "",
            memo,
            find_reference(memo),
        )

    def _amount(self, row_no: int, row: Sequence[CellValue]) -> Money | None:
        before = len(self.findings)
        if "amount" in self.layout.columns:
            amount = self._read(row_no, row, "amount", money_of)
            key = "amount"
        else:
            debit = self._read(row_no, row, "debit", money_of) or ZERO
            credit = self._read(row_no, row, "credit", money_of) or ZERO
            key = "debit"
            if debit != ZERO and credit != ZERO:
                self._fault(row_no, key, str(debit), "同一行既有借方又有贷方")
            amount = credit - debit
        if amount in (None, ZERO) and len(self.findings) == before:
            self._fault(row_no, key, "", "没有发生额")
        return amount

    def _check_serials(self) -> None:
        seen: dict[str, int] = {}
        for line in self.lines:
            if line.serial is None:
                continue
            if line.serial in seen:
                self._fault(line.row_no, "serial", line.serial, f"流水号与第 {seen[line.serial]} 行重复")
            seen[line.serial] = line.row_no

    def _check_balances(self) -> None:
        newest_last = _first_break(self.lines)
        if newest_last is None or _first_break(self.lines[::-1]) is None:
            return
        line, expected = newest_last
        self._fault(
            line.row_no, "balance", str(line.balance), f"余额接不上，按上一行应为 {expected}；可能缺行、重复或被改动"
        )

    def _check_totals(self) -> None:
        if self.totals_row is None:
            return
        row_no, row = self.totals_row
        moved = {
            "debit": -sum((line.amount for line in self.lines if line.amount < ZERO), ZERO),
            "credit": sum((line.amount for line in self.lines if line.amount > ZERO), ZERO),
            "amount": sum((line.amount for line in self.lines), ZERO),
        }
        for key, added in moved.items():
            stated = self._read(row_no, row, key, money_of) if key in self.layout.columns else None
            if stated is not None and stated != added:
                self._fault(row_no, key, str(stated), f"与明细合计 {added} 不符")
        count = _COUNT.search("".join(plain(text_of(value)) for value in row))
        if count is not None and int(count[1]) != len(self.lines):
            self._fault(row_no, "booked_on", count[0], f"与明细 {len(self.lines)} 笔不符")

    def _number_twins(self) -> None:
        seen: dict[tuple[object, ...], int] = {}
        for index, line in enumerate(self.lines):
            same = (line.booked_on, line.serial, line.amount, line.balance, line.peer_name, line.memo)
            twin_no = seen.get(same, 0)
            seen[same] = twin_no + 1
            if twin_no:
                self.lines[index] = replace(line, twin_no=twin_no)

    def _has(self, row: Sequence[CellValue], header: str) -> bool:
        return header in self.places and self.places[header] < len(row)

    def _cell(self, row: Sequence[CellValue], key: str) -> CellValue:
        header = self.layout.columns.get(key, "")
        return row[self.places[header]] if self._has(row, header) else ""

    def _read(self, row_no: int, row: Sequence[CellValue], key: str, read: Callable[[CellValue], T]) -> T | None:
        value = self._cell(row, key)
        try:
            return read(value)
        except CellRefused as error:
            found = text_of(value)
            self._fault(row_no, key, hidden(found) if key in _SENSITIVE else found, str(error))
            return None

    def _fault(self, row_no: int, key: str, found: str, says: str) -> None:
        header = self.layout.columns.get(key, "")
        cell = address(row_no, self.places.get(header, 0))
        self.findings.append(Finding(self.sheet, cell, header, found, says))


def _first_break(lines: Sequence[StatementLine]) -> tuple[StatementLine, Money] | None:
    """Return the first line whose balance does not follow from the line before, with the balance that would."""
    for before, line in itertools.pairwise(lines):
        expected = before.balance + line.amount
        if line.balance != expected:
            return line, expected
    return None
