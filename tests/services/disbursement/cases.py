"""A cycle at the point where prizes are due, and the bank's answers to its payments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from tests.builders import CYCLE, add_nominations, lay_ground, nominee

from honours.domain.cycle import Category
from honours.domain.states import NominationState, PaymentState
from honours.services import disbursement
from honours.services.disbursement import ApprovePayments
from honours.services.disbursement.listing import ListedPayment, payments
from honours.services.intake import take_in
from honours.services.intake.findings import SubmissionOutcome
from honours.services.sample.bank import SampleLine, SampleReceipt, receipt_pdf, statement_workbook
from honours.storage.unit_of_work import UnitOfWork

ON = date(2026, 4, 28)
PAID_ON = date(2026, 5, 6)
FINANCE = "财务李明"
RECEIVED_AT = datetime(2026, 5, 7, 1, 0, tzinfo=UTC)
ALL = tuple(PaymentState)


def award(work: UnitOfWork, *nominees: Mapping[str, Any]) -> None:
    """Lay down awarded nominations: one of each category unless others are given."""
    categories = CYCLE.categories
    chosen = nominees or tuple(nominee(category, 1, state=NominationState.AWARDED) for category in categories)
    with work:
        lay_ground(work)
        add_nominations(work, chosen)


def idea(serial_no: int, **facts: Any) -> dict[str, Any]:
    return nominee(Category.GOLDEN_IDEA, serial_no, **{"state": NominationState.AWARDED, **facts})


def approve(work: UnitOfWork, **changes: Any) -> int:
    given = {"cycle": CYCLE, "approved_by": FINANCE, "approved_on": ON, "run_id": "run", **changes}
    return disbursement.approve_payments(ApprovePayments(**given), work)


def sent(work: UnitOfWork, *nominees: Mapping[str, Any]) -> list[ListedPayment]:
    """Award, plan, approve and send; return the payments."""
    award(work, *nominees)
    disbursement.plan_payments(CYCLE, ON, "run", work)
    disbursement.payment_list(CYCLE, ON, work)
    approve(work)
    disbursement.make_batch(CYCLE, ON, "run", work)
    return listed(work)


def listed(work: UnitOfWork) -> list[ListedPayment]:
    with work:
        return payments(CYCLE, ALL, work)


def debit(payment: ListedPayment, number: int = 1, **changes: Any) -> SampleLine:
    facts: dict[str, Any] = {
        "booked_on": PAID_ON,
        "serial": f"2026050600{payment.bank_ref[-8:]}{number:04d}",
        "amount": -payment.amount,
        "peer_name": payment.payee_name,
        "peer_account": "6222000011112222",
        "memo": f"职工创新成果奖 {payment.bank_ref}",
    }
    return SampleLine(**{**facts, **changes})


def receipt(payment: ListedPayment, number: int = 1, **changes: Any) -> bytes:
    facts: dict[str, Any] = {
        "receipt_no": f"HD{payment.bank_ref[-8:]}{number:04d}",
        "paid_on": PAID_ON,
        "payee_name": payment.payee_name,
        "payee_account": "6222000011112222",
        "payee_bank": payment.bank_name,
        "amount": payment.amount,
        "memo": payment.bank_ref,
    }
    return receipt_pdf(SampleReceipt(**{**facts, **changes}))


def statement(*lines: SampleLine) -> bytes:
    return statement_workbook(lines, fixed_on=PAID_ON)


def hand_in(work: UnitOfWork, folder: Path, content: bytes, name: str = "流水.xlsx") -> SubmissionOutcome:
    place = folder / "bank" / name
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(content)
    return take_in(place, RECEIVED_AT, work)


def answer(work: UnitOfWork, folder: Path, paid: Sequence[ListedPayment]) -> None:
    """Hand in one statement with every payment, and their receipts."""
    hand_in(work, folder, statement(*(debit(one) for one in paid)))
    for number, one in enumerate(paid):
        hand_in(work, folder, receipt(one), f"回单{number}.pdf")


def reconcile(work: UnitOfWork) -> disbursement.ReconcileCounts:
    return disbursement.reconcile(CYCLE, PAID_ON, "run", work)


def states(work: UnitOfWork) -> set[str]:
    return {one.state.value for one in listed(work)}


def count(work: UnitOfWork, table: str) -> int:
    with work:
        return int(work.connection.execute(text(f"SELECT count(*) FROM honours.{table}")).scalar_one())  # noqa: S608
