"""Approval of payments by a person of finance (award/14): of exactly the list that was seen, and never by who drafted.

What an approval covers is written in the decision; a payment that was planned later needs an approval of its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from honours.domain.actors import ActorKind, kind_of
from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.states import PaymentState
from honours.services.decisions import Decision, DecisionKind, record_decision
from honours.services.disbursement.listing import ListedPayment, list_workbook, payment_list, payments, total_of
from honours.services.disbursement.planning import PREPARER, lock
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovePayments:
    """A person approves the payments of a list.

    Without ``list_sha256`` the newest list is meant, and where an approval stands already it is carried out once more.
    """

    cycle: Cycle
    approved_by: str
    approved_on: date
    run_id: str
    list_sha256: str | None = None


class ListChanged(RefusedInput):
    """The payments are no longer those of the list; carries the list's SHA-256."""

    def __init__(self, list_sha256: str) -> None:
        self.list_sha256 = list_sha256
        super().__init__(
            f"待复核的付款与复核时看到的清单（SHA-256 {list_sha256[:12]}…）不一致，未作复核。请重新生成清单并核对。"
        )


class NothingToApprove(RefusedInput):
    """There is no payment that waits for approval; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"周期 {cycle} 没有待复核的付款。请先执行“拟定付款”。")


class ApproverNotAnother(RefusedInput):
    """The approver is missing or is the one who drafted; carries the name."""

    def __init__(self, approved_by: str) -> None:
        self.approved_by = approved_by
        super().__init__(f"付款须由拟定者“{PREPARER}”以外的人复核，复核人“{approved_by}”不被接受。请填写财务复核人员。")


def approve_payments(given: ApprovePayments, work: UnitOfWork) -> int:
    """Record the approval, move its payments from draft to approved and return how many moved; a retry moves none.

    Raise :class:`ListChanged` when the payments differ from the list, :class:`NothingToApprove` without any,
    :class:`ApproverNotAnother`, and :class:`AlreadyDecided` when two persons answer at once.
    """
    if not given.approved_by.strip() or kind_of(given.approved_by) is not ActorKind.PERSON:
        raise ApproverNotAnother(given.approved_by)
    with work:
        standing = work.run("disbursement/list_approvals", {"cycle": str(given.cycle)}).all()
    is_carried_on = any(given.list_sha256 in (None, row.list_sha256) for row in standing)
    if not is_carried_on:
        record_decision(_decide(given, len(standing) + 1, work), work)
    with work:
        lock(given.cycle, work)
        approvals = work.run("disbursement/list_approvals", {"cycle": str(given.cycle)}).all()
        return sum(_carry_out(given, row, work) for row in approvals)


def _decide(given: ApprovePayments, decision_no: int, work: UnitOfWork) -> Decision:
    with work:
        drafts = payments(given.cycle, (PaymentState.DRAFT,), work)
        found = _find_list(given, work)
    if not drafts:
        raise NothingToApprove(given.cycle)
    if found is None and given.list_sha256 is None:
        payment_list(given.cycle, given.approved_on, work)
        with work:
            found = _find_list(given, work)
    if found is None:
        raise ListChanged(given.list_sha256 or "")
    sha256 = found.sha256
    if _sha256_of_list(given.cycle, drafts, found.made_on) != sha256:
        raise ListChanged(sha256)
    return Decision(
        cycle=given.cycle,
        kind=DecisionKind.PAYMENT_APPROVAL,
        decided_on=given.approved_on,
        decided_by=given.approved_by,
        answer={
            "bank_refs": [one.bank_ref for one in drafts],
            "payment_count": len(drafts),
            "total_cny": str(total_of(drafts)),
            "approved_by": given.approved_by,
        },
        run_id=given.run_id,
        decision_no=decision_no,
        list_sha256=sha256,
    )


def _sha256_of_list(cycle: Cycle, drafts: Sequence[ListedPayment], made_on: date) -> str:
    return hashlib.sha256(list_workbook(cycle, drafts, made_on)).hexdigest()


def _find_list(given: ApprovePayments, work: UnitOfWork) -> Row[Any] | None:
    key = {"cycle": str(given.cycle), "sha256": given.list_sha256}
    return work.run("disbursement/find_list", key).one_or_none()


def _carry_out(given: ApprovePayments, approval: Row[Any], work: UnitOfWork) -> int:
    return work.run(
        "disbursement/approve_payments",
        {
            "cycle": str(given.cycle),
            "bank_refs": list(approval.answer["bank_refs"]),
            "evidence": approval.list_sha256,
            "on": approval.decided_on,
            "actor": approval.decided_by,
            "run_id": given.run_id,
        },
        execution_options={"preserve_rowcount": True},
    ).rowcount
