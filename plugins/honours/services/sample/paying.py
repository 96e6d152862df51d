"""The bank's answers to a payment file: statements and receipts of every payment, with some that cannot be taken."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import load_workbook

from honours.domain.calendar import WorkingDays
from honours.domain.cycle import Cycle, Scheme
from honours.domain.money import ZERO, Money
from honours.services.sample.bank import (
    OPENING,
    SampleLine,
    SampleReceipt,
    csv_of,
    receipt_pdf,
    statement_rows,
    statement_workbook,
    workbook_of,
)
from honours.services.sample.letters import Letter, at
from honours.services.sample.plants import Plant, PlantKind

_FIRST_HEADER = "序号"
_REFUSED = "refused"
_FEE = Money("12.50")
_AWARD = Cycle(2025, Scheme.ACHIEVEMENT_AWARD)
_BALANCE_COLUMN = 4
# No prize and no subsidy is as small.
_NEVER_RIGHT = "人民币壹佰元整"


@dataclass(frozen=True, slots=True)
class Order:
    """One line of the payment file."""

    account: str
    name: str
    bank_name: str
    amount: Money
    bank_ref: str


@dataclass(frozen=True, slots=True)
class BankAnswer:
    """What the bank sends back, and the faults in it."""

    letters: tuple[Letter, ...]
    plants: frozenset[Plant]


def read_orders(payment_file: bytes) -> list[Order]:
    """Return the payments that a payment file orders."""
    page = load_workbook(io.BytesIO(payment_file), read_only=True).worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    first = next(number for number, row in enumerate(rows) if row[0] == _FIRST_HEADER) + 1
    return [
        Order(str(row[1]), str(row[2]), str(row[3]), Money(f"{row[4]:.2f}"), str(row[5]))
        for row in rows[first:]
        if row[5] is not None
    ]


def bank_answer(orders: Sequence[Order], sent_on: date, calendar: WorkingDays, cycle: Cycle = _AWARD) -> BankAnswer:
    """Return the bank's files for the orders of a cycle: paid over two days, receipts a day later."""
    days = calendar.add_working_days(sent_on, 1), calendar.add_working_days(sent_on, 2)
    return _Bank(cycle, orders, *days, calendar.add_working_days(sent_on, 4)).answer()


class _Bank:
    """One account serves all cycles, so names, serials and receipts of each cycle are its own."""

    def __init__(
        self, cycle: Cycle, orders: Sequence[Order], first_on: date, second_on: date, arrives_on: date
    ) -> None:
        self._cycle, self._orders = cycle, orders
        self._first_on, self._second_on, self._arrives_on = first_on, second_on, arrives_on
        half = len(orders) // 2
        self._days = [first_on] * half + [second_on] * (len(orders) - half)
        self._strange = f"HN{cycle.year}{cycle.letters(cycle.categories[-1])}0999001ABCDEF01"

    def answer(self) -> BankAnswer:
        """Return the files and what is wrong with them."""
        sent = [*self._statements(), *self._receipts()]
        open_lines = [
            (_serial("fee", self._first_on), "no_reference"),
            (_serial("fee", self._second_on), "no_reference"),
            (_serial(self._strange, self._second_on), "unknown_reference"),
        ]
        planted = {plant for _, plant in sent if plant is not None}
        planted |= {Plant(PlantKind.BANK, serial, "line", reason) for serial, reason in open_lines}
        return BankAnswer(tuple(letter for letter, _ in sent), frozenset(planted))

    def _statements(self) -> Iterator[tuple[Letter, Plant | None]]:
        arrives_on = self._arrives_on
        lines = [*self._lines(self._first_on), _fee(self._first_on)]
        rows = statement_rows(lines)
        rows[5][_BALANCE_COLUMN] = (Money("1.00") + OPENING).grouped()
        yield self._refused("银行流水一（余额被改动）.xlsx", workbook_of(rows, fixed_on=arrives_on), 9, 0)
        rows = statement_rows(lines)
        rows[2][0] = "记账时刻"
        yield self._refused("银行流水一（改过表头）.xlsx", workbook_of(rows, fixed_on=arrives_on), 9, 1)
        yield self._letter("银行流水一.xlsx", statement_workbook(lines, fixed_on=arrives_on), 9, 2), None
        strange = SampleLine(
            booked_on=self._second_on,
            serial=_serial(self._strange, self._second_on),
            amount=-Money("2000.00"),
            peer_name="周立群",
            peer_account="6222000000000000001",
            memo=self._strange,
        )
        more = [*self._lines(self._second_on), strange, _fee(self._second_on)]
        opening = OPENING + sum((line.amount for line in lines), ZERO)
        yield self._letter("银行流水二.csv", csv_of(statement_rows(more, opening=opening)), 9, 3), None

    def _receipts(self) -> Iterator[tuple[Letter, Plant | None]]:
        first, second = self._orders[:2]
        first_on, second_on = self._days[:2]
        wrong = self._receipt(first, first_on, capitals=_NEVER_RIGHT)
        yield self._refused("回单（大小写不符）.pdf", receipt_pdf(wrong), 9, 10)
        lost = self._receipt(second, second_on, memo=self._purpose)
        yield self._refused("回单（没有参考号）.pdf", receipt_pdf(lost), 9, 11)
        for place, (order, day) in enumerate(zip(self._orders, self._days, strict=True)):
            receipt = self._receipt(order, day)
            name = f"回单-{receipt.receipt_no}.pdf"
            yield Letter(name, receipt_pdf(receipt), at(self._arrives_on, 10, place % 60)), None
        again = self._receipt(first, first_on, payee_bank="太湖银行无锡分行营业部")
        yield self._refused("回单（同号第二份）.pdf", receipt_pdf(again), 11, 59)
        number = f"DZ{second_on:%Y%m}9999"
        more = self._receipt(second, second_on, amount=second.amount + Money("100.00"), receipt_no=number)
        letter = self._letter("回单（金额不同）.pdf", receipt_pdf(more), 11, 0)
        yield letter, Plant(PlantKind.BANK, number, "receipt", "other_amount")

    def _letter(self, name: str, content: bytes, hour: int, minute: int) -> Letter:
        return Letter(f"{self._cycle.label}{name}", content, at(self._arrives_on, hour, minute))

    def _refused(self, name: str, content: bytes, hour: int, minute: int) -> tuple[Letter, Plant]:
        letter = self._letter(name, content, hour, minute)
        return letter, Plant(PlantKind.BANK, letter.name, "file", _REFUSED)

    @property
    def _purpose(self) -> str:
        return f"{self._cycle.scheme.label}{self._cycle.scheme.money}"

    def _lines(self, on: date) -> list[SampleLine]:
        return [
            SampleLine(
                booked_on=on,
                serial=_serial(order.bank_ref, on),
                amount=-order.amount,
                peer_name=order.name,
                peer_account=order.account,
                memo=f"{self._purpose} {order.bank_ref}",
            )
            for order, day in zip(self._orders, self._days, strict=True)
            if day == on
        ]

    def _receipt(
        self,
        order: Order,
        on: date,
        *,
        amount: Money | None = None,
        capitals: str = "",
        memo: str = "",
        payee_bank: str = "",
        receipt_no: str = "",
    ) -> SampleReceipt:
        return SampleReceipt(
            receipt_no=receipt_no or f"DZ{on:%Y%m}{zlib.crc32(order.bank_ref.encode()) % 10**6:06d}",
            paid_on=on,
            payee_name=order.name,
            payee_account=order.account,
            payee_bank=payee_bank or order.bank_name,
            amount=amount or order.amount,
            memo=memo or f"{self._purpose} {order.bank_ref}",
            capitals=capitals,
        )


def _fee(on: date) -> SampleLine:
    return SampleLine(booked_on=on, serial=_serial("fee", on), amount=-_FEE, summary="手续费", memo="电子汇划费")


def _serial(subject: str, on: date) -> str:
    return f"{on:%Y%m%d}{zlib.crc32(subject.encode()) % 10**8:08d}"
