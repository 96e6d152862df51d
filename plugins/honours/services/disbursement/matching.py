"""Matching of payments with bank lines and receipts (award/18): equal reference and equal amount, nothing else.

What fits nothing is never guessed; it is listed with its reason for a person to look at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from honours.domain.actors import SYSTEM
from honours.domain.cycle import Cycle
from honours.domain.money import Money
from honours.storage.unit_of_work import UnitOfWork

_KINDS = {"line": "银行流水", "receipt": "银行回单"}
_REASONS = {
    "no_reference": "附言中没有（或不止一个）付款参考号，可能与奖金无关",
    "unknown_reference": "付款参考号不在本系统的付款中",
    "returned": "按付款参考号收到的款项，可能是退汇",
    "other_amount": "金额与应付不一致",
    "other_payee": "收款人与付款不一致",
    "not_sent": "该付款尚未送银行或已作废",
    "twice": "同一付款参考号出现了不止一次",
}


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A bank line or receipt that explains no payment; ``due`` is the amount of the payment of the same reference."""

    kind: str
    subject: str
    on_day: date
    amount: Money
    bank_ref: str | None
    peer_name: str
    nomination_no: str | None
    reason: str
    due: Money | None

    @property
    def kind_label(self) -> str:
        """The Chinese word for what it is."""
        return _KINDS[self.kind]

    @property
    def says(self) -> str:
        """Why it is open, in Chinese."""
        due = f"（应付 {self.due.grouped()} 元）" if self.reason == "other_amount" and self.due else ""
        return _REASONS[self.reason] + due


@dataclass(frozen=True, slots=True)
class ReconcileCounts:
    """What one reconciliation did, and what stays open."""

    lines_matched: int
    receipts_linked: int
    settled: int
    open_items: tuple[OpenItem, ...]

    def __str__(self) -> str:
        strangers = sum(item.reason == "no_reference" for item in self.open_items)
        return (
            f"对上流水 {self.lines_matched} 笔，归入回单 {self.receipts_linked} 份，结清 {self.settled} 笔；"
            f"待查 {len(self.open_items) - strangers} 项，无付款参考号的支出 {strangers} 项"
        )


def reconcile(cycle: Cycle | None, on: date, run_id: str, work: UnitOfWork) -> ReconcileCounts:
    """Match everything that came in with the payments of a cycle, or of all; a retry changes nothing.

    A payment is accepted with its bank line and settled with line and receipt, each move with the file that proves it.
    """
    key = {"cycle": str(cycle) if cycle else None, "on": on, "actor": SYSTEM, "run_id": run_id}
    with work:
        work.run("disbursement/lock_reconciliation")
        lines_matched = _count("disbursement/match_lines", key, work)
        _count("disbursement/accept_payments", key, work)
        receipts_linked = _count("disbursement/link_receipts", key, work)
        settled = _count("disbursement/settle_payments", key, work)
    return ReconcileCounts(lines_matched, receipts_linked, settled, tuple(open_items(cycle, work)))


def open_items(cycle: Cycle | None, work: UnitOfWork) -> list[OpenItem]:
    """Return what the bank sent that explains no payment: of the cycle or of none; of all for None."""
    with work:
        rows = work.run("disbursement/list_open_items", {"cycle": str(cycle) if cycle else None}).all()
    return [
        OpenItem(
            row.kind,
            row.subject,
            row.on_day,
            Money(row.amount_cny),
            row.bank_ref,
            row.peer_name,
            row.nomination_no,
            row.reason,
            None if row.due_cny is None else Money(row.due_cny),
        )
        for row in rows
    ]


def _count(name: str, key: Mapping[str, object], work: UnitOfWork) -> int:
    return work.run(name, key, execution_options={"preserve_rowcount": True}).rowcount
