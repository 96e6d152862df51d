"""The bank's answers to a payment file: statements and receipts of every payment, with some that cannot be taken."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import load_workbook

from honours.domain.calendar import WorkingDays
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
_STRANGE = "HN2025JD0999001ABCDEF01"
_BALANCE_COLUMN = 4


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


def bank_answer(orders: Sequence[Order], sent_on: date, calendar: WorkingDays) -> BankAnswer:
    """Return the bank's files for the orders: paid over two days, receipts a day later."""
    first_on = calendar.add_working_days(sent_on, 1)
    second_on = calendar.add_working_days(sent_on, 2)
    arrives_on = calendar.add_working_days(sent_on, 4)
    half = len(orders) // 2
    days = [first_on] * half + [second_on] * (len(orders) - half)
    statements = list(_statements(orders[:half], orders[half:], first_on, second_on, arrives_on))
    receipts = list(_receipts(orders, days, arrives_on))
    letters = [letter for letter, _ in (*statements, *receipts)]
    plants = {plant for _, plant in (*statements, *receipts) if plant is not None}
    plants |= {
        Plant(PlantKind.BANK, serial, "line", "no_reference")
        for serial in (_serial("fee", first_on), _serial("fee", second_on))
    }
    plants.add(Plant(PlantKind.BANK, _serial(_STRANGE, second_on), "line", "unknown_reference"))
    return BankAnswer(tuple(letters), frozenset(plants))


def _statements(
    first: Sequence[Order], second: Sequence[Order], first_on: date, second_on: date, arrives_on: date
) -> Iterator[tuple[Letter, Plant | None]]:
    lines = [*(_line(order, first_on) for order in first), _fee(first_on)]
    rows = statement_rows(lines)
    rows[5][_BALANCE_COLUMN] = (Money("1.00") + OPENING).grouped()
    yield _refused("银行流水一（余额被改动）.xlsx", workbook_of(rows, fixed_on=arrives_on), arrives_on, 0)
    rows = statement_rows(lines)
    rows[2][0] = "记账时刻"
    yield _refused("银行流水一（改过表头）.xlsx", workbook_of(rows, fixed_on=arrives_on), arrives_on, 1)
    yield Letter("银行流水一.xlsx", statement_workbook(lines, fixed_on=arrives_on), at(arrives_on, 9, 2)), None
    strange = SampleLine(
        booked_on=second_on,
        serial=_serial(_STRANGE, second_on),
        amount=-Money("2000.00"),
        peer_name="周立群",
        peer_account="6222000000000000001",
        memo=_STRANGE,
    )
    more = [*(_line(order, second_on) for order in second), strange, _fee(second_on)]
    opening = OPENING + sum((line.amount for line in lines), ZERO)
    yield Letter("银行流水二.csv", csv_of(statement_rows(more, opening=opening)), at(arrives_on, 9, 3)), None


def _receipts(orders: Sequence[Order], days: Sequence[date], arrives_on: date) -> Iterator[tuple[Letter, Plant | None]]:
    first, second = orders[0], orders[1]
    wrong = _receipt(first, days[0], capitals="人民币壹万元整")
    yield _refused("回单（大小写不符）.pdf", receipt_pdf(wrong), arrives_on, 10)
    lost = _receipt(second, days[1], memo="职工创新奖金")
    yield _refused("回单（没有参考号）.pdf", receipt_pdf(lost), arrives_on, 11)
    for place, (order, day) in enumerate(zip(orders, days, strict=True)):
        receipt = _receipt(order, day)
        yield Letter(f"回单-{receipt.receipt_no}.pdf", receipt_pdf(receipt), at(arrives_on, 10, place % 60)), None
    again = _receipt(first, days[0], payee_bank="太湖银行无锡分行营业部")
    yield _refused("回单（同号第二份）.pdf", receipt_pdf(again), arrives_on, 59)
    more = _receipt(second, days[1], amount=second.amount + Money("100.00"), receipt_no="DZ2025129999")
    letter = Letter("回单（金额不同）.pdf", receipt_pdf(more), at(arrives_on, 11))
    yield letter, Plant(PlantKind.BANK, more.receipt_no, "receipt", "other_amount")


def _refused(name: str, content: bytes, on: date, minute: int) -> tuple[Letter, Plant]:
    hour = 11 if minute == 59 else 9
    return Letter(name, content, at(on, hour, minute)), Plant(PlantKind.BANK, name, "file", _REFUSED)


def _line(order: Order, on: date) -> SampleLine:
    return SampleLine(
        booked_on=on,
        serial=_serial(order.bank_ref, on),
        amount=-order.amount,
        peer_name=order.name,
        peer_account=order.account,
        memo=f"创新成果奖金 {order.bank_ref}",
    )


def _fee(on: date) -> SampleLine:
    return SampleLine(booked_on=on, serial=_serial("fee", on), amount=-_FEE, summary="手续费", memo="电子汇划费")


def _receipt(
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
        memo=memo or f"创新成果奖金 {order.bank_ref}",
        capitals=capitals,
    )


def _serial(subject: str, on: date) -> str:
    return f"{on:%Y%m%d}{zlib.crc32(subject.encode()) % 10**8:08d}"
