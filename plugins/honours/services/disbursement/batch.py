"""The payment file for the bank (award/18): whole accounts are in this file and nowhere else.

The records say that a payment is being sent before the file leaves the house; what may have been sent is never put
into a second file. A batch is made once, sealed with count and total, and found again by a retry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, insert

from honours.domain.capitals import in_capitals
from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput
from honours.domain.money import Money
from honours.domain.stages import Stage
from honours.domain.states import PaymentState
from honours.services.disbursement.listing import ListedPayment, payments, total_of
from honours.services.disbursement.planning import PREPARER, lock
from honours.services.documents.spreadsheet import write_list
from honours.storage.tables import payment_batch
from honours.storage.unit_of_work import UnitOfWork

_HEADERS = ("序号", "收款账号", "收款户名", "开户行", "金额", "附言")


class NothingApproved(RefusedInput):
    """No payment of the cycle is approved and none was sent before; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"周期 {cycle} 没有已复核的付款，不能生成付款文件。请先由财务复核付款。")


@dataclass(frozen=True, slots=True)
class Batch:
    """One payment file: its number, the SHA-256 of its bytes, how many payments and how much in CNY."""

    batch_no: str
    file_sha256: str
    payment_count: int
    total: Money

    def __str__(self) -> str:
        return f"付款批次 {self.batch_no}：{self.payment_count} 笔，合计 {self.total.grouped()} 元"


def make_batch(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> Batch:
    """Put the approved payments into one batch, lay its file in the outbox and return it; a retry returns the same.

    Raise :class:`NothingApproved` when there is neither an approved payment nor an earlier batch.
    """
    with work:
        lock(cycle, work)
        approved = payments(cycle, (PaymentState.APPROVED,), work)
        if approved:
            _seal(cycle, approved, on, run_id, work)
        batches = work.run("disbursement/list_batches", {"cycle": str(cycle)}).all()
    if not batches:
        raise NothingApproved(cycle)
    for batch in batches:
        if not batch.is_laid_out:
            _lay_out(cycle, batch, work)
    last = batches[-1]
    return Batch(last.batch_no, last.file_sha256, last.payment_count, Money(last.total_cny))


def _seal(cycle: Cycle, approved: Sequence[ListedPayment], on: date, run_id: str, work: UnitOfWork) -> None:
    number = len(work.run("disbursement/list_batches", {"cycle": str(cycle)}).all()) + 1
    batch_no = f"{cycle.slug}-{number:02d}"
    content = _bank_file(batch_no, approved, on, work)
    sha256 = work.keep(
        content,
        name=_file_name(batch_no),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        origin="produced",
    )
    ids = [one.payment_id for one in approved]
    key = {"cycle": str(cycle), "batch_no": batch_no, "payment_ids": ids}
    work.run("disbursement/send_payments", {**key, "on": on, "actor": PREPARER, "run_id": run_id})
    work.run("disbursement/insert_batch_lines", key)
    work.connection.execute(
        insert(payment_batch).values(
            batch_no=batch_no,
            cycle=str(cycle),
            file_sha256=sha256,
            payment_count=len(approved),
            total_cny=total_of(approved).cny,
            made_on=on,
        )
    )


def _lay_out(cycle: Cycle, batch: Row[Any], work: UnitOfWork) -> None:
    content = work.archive.get(batch.file_sha256)
    with work:
        work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.DISBURSEMENT.value,
            kind=DocumentKind.PAYMENT_BATCH,
            subject=batch.batch_no,
            file_name=_file_name(batch.batch_no),
            made_on=batch.made_on,
        )


def _bank_file(batch_no: str, approved: Sequence[ListedPayment], on: date, work: UnitOfWork) -> bytes:
    total = total_of(approved)
    rows = [
        (number, work.vault.open(one.account_cipher), one.payee_name, one.bank_name, one.amount, one.bank_ref)
        for number, one in enumerate(approved, 1)
    ]
    return write_list(
        "批量付款",
        _HEADERS,
        rows,
        fixed_on=on,
        notes=(
            f"批次号 {batch_no}",
            f"总笔数 {len(approved)}",
            f"总金额 {total.grouped()} 元（{in_capitals(total)}）",
            f"校验码 {_control(rows)}",
        ),
    )


def _control(rows: Sequence[tuple[int, str, str, str, Money, str]]) -> str:
    """Return twelve digits by which a changed line is noticed when the file is compared with the records."""
    said = "\n".join("\t".join(str(cell) for cell in row) for row in rows)
    return hashlib.sha256(said.encode()).hexdigest()[:12].upper()


def _file_name(batch_no: str) -> str:
    return f"批量付款文件-{batch_no}.xlsx"
