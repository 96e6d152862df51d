"""The payments as finance checks them: accounts masked, whole ones are in the bank's file only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from honours.domain.capitals import in_capitals
from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.money import ZERO, Money
from honours.domain.stages import Stage
from honours.domain.states import PaymentState
from honours.services.documents.spreadsheet import write_list
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import masked

_HEADERS = ("编号", "奖项", "项目名称", "收款人", "开户行", "收款账号", "金额（元）", "付款参考号", "状态")


@dataclass(frozen=True, slots=True)
class ListedPayment:
    """One payment with its payee; ``account_cipher`` is sealed."""

    payment_id: UUID
    nomination_no: str
    category: Category
    project_name: str
    payee_name: str
    bank_name: str
    account_cipher: bytes
    account_last4: str
    amount: Money
    bank_ref: str
    state: PaymentState

    def cells(self) -> tuple[str, str, str, str, str, str, Money, str, str]:
        """Return the row of a list, in the order of its headers."""
        return (
            self.nomination_no,
            self.category.label,
            self.project_name,
            self.payee_name,
            self.bank_name,
            masked(self.account_last4),
            self.amount,
            self.bank_ref,
            self.state.label,
        )


@dataclass(frozen=True, slots=True)
class PaymentList:
    """A list of payments that was laid out for checking: what an approval names."""

    sha256: str
    payment_count: int
    total: Money


def payments(cycle: Cycle, states: Sequence[PaymentState], work: UnitOfWork) -> list[ListedPayment]:
    """Return the payments of the cycle in one of ``states``, by bank reference. The unit of work must have begun."""
    rows = work.run(
        "disbursement/list_payments", {"cycle": str(cycle), "states": [state.value for state in states]}
    ).all()
    return [
        ListedPayment(
            row.payment_id,
            row.nomination_no,
            Category(row.category),
            row.project_name,
            row.payee_name,
            row.bank_name,
            row.account_cipher,
            row.account_last4,
            Money(row.amount_cny),
            row.bank_ref,
            PaymentState(row.state),
        )
        for row in rows
    ]


def total_of(listed: Sequence[ListedPayment]) -> Money:
    """Return the sum of the payments, in CNY."""
    return sum((one.amount for one in listed), ZERO)


def payments_markdown(cycle: Cycle, work: UnitOfWork) -> str:
    """Return the payments that wait for approval as a table with count and total, accounts masked."""
    with work:
        listed = payments(cycle, (PaymentState.DRAFT,), work)
    if not listed:
        return "没有待复核的付款。"
    total = total_of(listed)
    lines = ["| " + " | ".join(_HEADERS) + " |", "|" + "---|" * len(_HEADERS)]
    lines.extend("| " + " | ".join(_markdown(value) for value in one.cells()) + " |" for one in listed)
    return "\n".join([*lines, "", f"共 {len(listed)} 笔，合计 {total.grouped()} 元（{in_capitals(total)}）。"])


def payment_list(cycle: Cycle, on: date, work: UnitOfWork) -> PaymentList:
    """Lay the list of payments that wait for approval in the outbox and return it; a retry returns the same."""
    with work:
        listed = payments(cycle, (PaymentState.DRAFT,), work)
        sha256 = work.publish(
            list_workbook(cycle, listed, on),
            cycle=str(cycle),
            stage=Stage.DISBURSEMENT.value,
            kind=DocumentKind.PAYMENT_LIST,
            subject="",
            file_name=f"{cycle.label}待复核付款清单.xlsx",
            made_on=on,
        )
    return PaymentList(sha256, len(listed), total_of(listed))


def list_workbook(cycle: Cycle, listed: Sequence[ListedPayment], on: date) -> bytes:
    """Return the list for checking as an Excel file; the same payments give the same bytes."""
    total = total_of(listed)
    return write_list(
        f"{cycle.year}年待复核付款清单",
        _HEADERS,
        [one.cells() for one in listed],
        fixed_on=on,
        notes=(f"共 {len(listed)} 笔，合计 {total.grouped()} 元（{in_capitals(total)}）", f"制表日期 {on}"),
    )


def _markdown(value: Any) -> str:
    text = value.grouped() if isinstance(value, Money) else str(value)
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("****", "\\*\\*\\*\\*")
