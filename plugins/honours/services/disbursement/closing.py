"""The end of the disbursement (award/18): nothing closes while a bank line or a receipt is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from honours.domain.actors import SYSTEM
from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput
from honours.domain.money import ZERO, Money
from honours.domain.stages import Stage
from honours.domain.states import NominationState, PaymentState
from honours.services.disbursement.matching import open_items
from honours.services.disbursement.planning import lock
from honours.services.documents.spreadsheet import Sheet, write_sheets
from honours.services.moves import move_all
from honours.storage.unit_of_work import UnitOfWork

_SHOWN = 10
_PROGRESS = (
    "编号",
    "收款人",
    "金额（元）",
    "付款参考号",
    "状态",
    "银行入账日",
    "银行流水号",
    "回单编号",
    "回单日期",
    "尚缺",
)
_OPEN = ("来源", "编号", "日期", "金额（元）", "付款参考号", "对方户名", "对应项目", "说明")


@dataclass(frozen=True, slots=True)
class UnsettledPayment:
    """A prize that is not settled, and what is missing; ``bank_ref`` and ``state`` are None before it is planned."""

    nomination_no: str
    payee_name: str
    amount: Money | None
    bank_ref: str | None
    state: PaymentState | None
    has_line: bool
    has_receipt: bool

    @property
    def misses(self) -> str:
        """What is missing, in Chinese."""
        if self.state is None:
            return "未拟定付款"
        if self.state in (PaymentState.DRAFT, PaymentState.APPROVED):
            return f"{self.state.label}，未送银行"
        if self.state in (PaymentState.REJECTED, PaymentState.RETURNED, PaymentState.CANCELLED):
            return f"{self.state.label}，须重新付款"
        missing = [name for name, has in (("银行流水", self.has_line), ("银行回单", self.has_receipt)) if not has]
        return "缺" + "、".join(missing) if missing else "待对账"


class PaymentsUnsettled(RefusedInput):
    """Some prizes are not settled yet; carries them."""

    def __init__(self, unsettled: Sequence[UnsettledPayment]) -> None:
        self.unsettled = tuple(unsettled)
        listed = "；".join(f"{one.nomination_no}（{one.misses}）" for one in unsettled[:_SHOWN])
        more = f"等 {len(unsettled)} 笔" if len(unsettled) > _SHOWN else ""
        super().__init__(f"还有款项没有结清，不能办结：{listed}{more}。请向银行索取流水和回单后放入收件文件夹。")


@dataclass(frozen=True, slots=True)
class Disbursed:
    """How many prizes of the cycle are paid, and how much in CNY."""

    paid: int
    total: Money

    def __str__(self) -> str:
        return f"已拨付 {self.paid} 笔，合计 {self.total.grouped()} 元，流水和回单齐全"


def unsettled(cycle: Cycle, work: UnitOfWork) -> list[UnsettledPayment]:
    """Return the prizes of the cycle that are not settled, each with what it still waits for."""
    return [one for one in map(_as_unsettled, _progress(cycle, work)) if one is not None]


def conclude(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> Disbursed:
    """Move the awarded nominations to paid once every prize is settled, lay out the report; a retry changes nothing.

    Raise :class:`PaymentsUnsettled` while one is missing.
    """
    with work:
        lock(cycle, work)
        rows = work.run("disbursement/list_progress", {"cycle": str(cycle)}).all()
        missing = [one for one in map(_as_unsettled, rows) if one is not None]
        if missing:
            raise PaymentsUnsettled(missing)
        move_all(
            work,
            cycle,
            NominationState.AWARDED,
            NominationState.PAID,
            on=on,
            actor=SYSTEM,
            run_id=run_id,
            reason=f"银行流水与回单齐全，{cycle.scheme.money}结清",
            nomination_nos=[row.nomination_no for row in rows],
        )
    reconciliation_report(cycle, on, work)
    return Disbursed(len(rows), sum((Money(row.amount_cny) for row in rows), ZERO))


def reconciliation_report(cycle: Cycle, on: date, work: UnitOfWork) -> str:
    """Lay the reconciliation report in the outbox, every prize with its proof, and open items; return its SHA-256."""
    rows = _progress(cycle, work)
    items = open_items(cycle, work)
    settled = sum((Money(row.amount_cny) for row in rows if row.state == PaymentState.SETTLED), ZERO)
    due = sum((Money(row.amount_cny) for row in rows if row.amount_cny is not None), ZERO)
    notes = (
        f"制表日期 {on}",
        f"应付 {due.grouped()} 元，已结清 {settled.grouped()} 元，差额 {(due - settled).grouped()} 元",
    )
    content = write_sheets(
        [
            Sheet("付款核对", _PROGRESS, [_progress_cells(row) for row in rows], notes),
            Sheet(
                "待查事项",
                _OPEN,
                [
                    (
                        item.kind_label,
                        item.subject,
                        item.on_day,
                        item.amount,
                        item.bank_ref,
                        item.peer_name,
                        item.nomination_no,
                        item.says,
                    )
                    for item in items
                ],
            ),
        ],
        fixed_on=on,
    )
    with work:
        return work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.DISBURSEMENT.value,
            kind=DocumentKind.RECONCILIATION_REPORT,
            subject="",
            file_name=f"{cycle.label}{cycle.scheme.money}对账表.xlsx",
            made_on=on,
        )


def _progress(cycle: Cycle, work: UnitOfWork) -> Sequence[Row[Any]]:
    with work:
        return work.run("disbursement/list_progress", {"cycle": str(cycle)}).all()


def _as_unsettled(row: Row[Any]) -> UnsettledPayment | None:
    if row.state == PaymentState.SETTLED:
        return None
    return UnsettledPayment(
        row.nomination_no,
        row.payee_name or "",
        None if row.amount_cny is None else Money(row.amount_cny),
        row.bank_ref,
        None if row.state is None else PaymentState(row.state),
        row.booked_on is not None,
        row.receipt_no is not None,
    )


def _progress_cells(row: Row[Any]) -> tuple[str | Money | date | None, ...]:
    open_one = _as_unsettled(row)
    return (
        row.nomination_no,
        row.payee_name,
        None if row.amount_cny is None else Money(row.amount_cny),
        row.bank_ref,
        None if row.state is None else PaymentState(row.state).label,
        row.booked_on,
        row.bank_serial,
        row.receipt_no,
        row.paid_on,
        open_one.misses if open_one else None,
    )
