"""Stage ``disbursement``: plan, approve and send prizes, match what the bank says, close (award/14, award/18)."""

from honours.services.disbursement.approval import ApprovePayments, approve_payments
from honours.services.disbursement.batch import Batch, make_batch
from honours.services.disbursement.closing import (
    Disbursed,
    UnsettledPayment,
    conclude,
    reconciliation_report,
    unsettled,
)
from honours.services.disbursement.listing import PaymentList, payment_list, payments_markdown
from honours.services.disbursement.matching import OpenItem, ReconcileCounts, open_items, reconcile
from honours.services.disbursement.planning import plan_payments

__all__ = [
    "ApprovePayments",
    "Batch",
    "Disbursed",
    "OpenItem",
    "PaymentList",
    "ReconcileCounts",
    "UnsettledPayment",
    "approve_payments",
    "conclude",
    "make_batch",
    "open_items",
    "payment_list",
    "payments_markdown",
    "plan_payments",
    "reconcile",
    "reconciliation_report",
    "unsettled",
]
