"""One payment for everything that is granted (award/14, model-studio/20, employee-studio/12): how much, to whom, once.

The keys are made from the nomination and the number of the attempt, so a retry means the same payment; the database's
unique keys stop a second one, whatever runs beside.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Row

from honours.domain.actors import SYSTEM
from honours.domain.cycle import Category, Cycle
from honours.domain.errors import EnvironmentFault, RefusedInput
from honours.domain.money import Money
from honours.regulation.loader import Regulation, regulation
from honours.services.disbursement.references import bank_ref
from honours.services.stages import CycleNotOpen
from honours.storage.unit_of_work import UnitOfWork

# Who drafts: a person must approve, and is never the same.
PREPARER = SYSTEM
_NAMESPACE = UUID("9f5e3a0c-7f0b-5d0e-9a63-2f1f5b9b7d11")
_FIRST_ATTEMPT = 1


class PrizeBelowFloor(RefusedInput):
    """The federation's figure is below what the regulation grants (award/14); carries category, amount and floor."""

    def __init__(self, category: Category, amount: Money, floor: Money) -> None:
        self.category, self.amount, self.floor = category, amount, floor
        super().__init__(
            f"{category.label}的实发奖金 {amount.grouped()} 元低于规定下限 {floor.grouped()} 元，未拟定任何付款。"
            "请更正规定数据中的实发金额。"
        )


class PaymentChanged(RefusedInput):
    """Payments were planned before with another amount or payee; carries the nominations."""

    def __init__(self, nomination_nos: Sequence[str]) -> None:
        self.nomination_nos = tuple(nomination_nos)
        super().__init__(
            f"以下项目的付款此前已按另外的金额或收款信息拟定，不会改写：{'、'.join(nomination_nos)}。"
            "请由财务核对后作废原付款，再重新拟定。"
        )


class PayeeAccountsDiffer(RefusedInput):
    """One person states different accounts in one cycle; carries the nominations of each such person."""

    def __init__(self, groups: Sequence[str]) -> None:
        self.groups = tuple(groups)
        super().__init__(
            f"同一收款人在不同项目中填写了不同的收款信息：{'；'.join(groups)}。请与本人核实并统一后重新拟定付款。"
        )


class PaymentsIncomplete(EnvironmentFault):
    """Some awarded nominations got no payment; carries cycle and count. Nothing was kept."""

    def __init__(self, cycle: Cycle, missing: int) -> None:
        self.cycle, self.missing = cycle, missing
        super().__init__(f"周期 {cycle} 有 {missing} 个应付款的项目未能拟定付款，本次未保存任何付款。请重试。")


def plan_payments(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> int:
    """Return how many payments the cycle has after planning one for each awarded nomination; a retry adds none.

    Raise :class:`PrizeBelowFloor`, :class:`PayeeAccountsDiffer`, :class:`PaymentChanged` or :class:`CycleNotOpen`;
    then nothing is planned.
    """
    grants = grants_on(cycle, on)
    key = {
        "cycle": str(cycle),
        "on": on,
        "categories": [category.value for category in grants],
        "amounts": [amount.cny for amount, _ in grants.values()],
        "articles": [article for _, article in grants.values()],
        "purpose": "subsidy" if cycle.scheme.names_studios else "prize",
    }
    with work:
        lock(cycle, work)
        split = work.run("disbursement/list_split_payees", key).scalars().all()
        if split:
            raise PayeeAccountsDiffer(split)
        work.run("disbursement/insert_entitlements", key)
        _plan(work.run("disbursement/list_dues", key).all(), key, work)
        work.run("disbursement/draft_payments", {**key, "actor": PREPARER, "run_id": run_id})
        counted = work.run("disbursement/count_payments", key).one()
        if counted.missing:
            raise PaymentsIncomplete(cycle, counted.missing)
    return int(counted.payments)


def lock(cycle: Cycle, work: UnitOfWork) -> None:
    """Keep other workers off the payments of the cycle until the transaction ends; raise :class:`CycleNotOpen`."""
    if work.run("disbursement/lock_cycle", {"cycle": str(cycle)}).one_or_none() is None:
        raise CycleNotOpen(cycle)


def grants_on(cycle: Cycle, on: date, rules: Regulation | None = None) -> dict[Category, tuple[Money, str]]:
    """Return what one honoured entry of each category gets, in CNY, with the article that grants it.

    A prize has a floor, a subsidy is exact (award/14, model-studio/20, employee-studio/12). Raises
    :class:`PrizeBelowFloor`.
    """
    known = rules or regulation()
    grants = {}
    for category in cycle.categories:
        life = known.grant(cycle.scheme, category).life_on(on)
        if not cycle.scheme.names_studios:
            floor = known.prize_floor(category).on(on)
            if life.value < floor:
                raise PrizeBelowFloor(category, life.value, floor)
        grants[category] = (life.value, life.article)
    return grants


def payment_id(nomination_no: str, instalment_no: int, attempt_no: int) -> UUID:
    """Return the key of a payment: always the same for the same attempt at the same entitlement."""
    return uuid5(_NAMESPACE, f"{nomination_no}/{instalment_no}/{attempt_no}")


def _plan(dues: Sequence[Row[Any]], key: dict[str, Any], work: UnitOfWork) -> None:
    requests = [_request_sha256(due) for due in dues]
    changed = [
        due.nomination_no
        for due, request in zip(dues, requests, strict=True)
        if due.request_sha256 is not None and due.request_sha256 != request
    ]
    if changed:
        raise PaymentChanged(changed)
    fresh = [(due, request) for due, request in zip(dues, requests, strict=True) if due.request_sha256 is None]
    if not fresh:
        return
    work.run("disbursement/end_accounts", key)
    work.run("disbursement/insert_accounts", key)
    keys = [payment_id(due.nomination_no, due.instalment_no, _FIRST_ATTEMPT) for due, _ in fresh]
    work.run(
        "disbursement/insert_payments",
        {
            "on": key["on"],
            "payment_ids": keys,
            "entitlement_ids": [due.entitlement_id for due, _ in fresh],
            "bank_refs": [bank_ref(due.nomination_no, one) for (due, _), one in zip(fresh, keys, strict=True)],
            "requests": [request for _, request in fresh],
        },
    )


def _request_sha256(due: Row[Any]) -> str:
    amount: Decimal = due.amount_cny
    said = {
        "nomination_no": due.nomination_no,
        "instalment_no": due.instalment_no,
        "attempt_no": _FIRST_ATTEMPT,
        "amount_cny": str(Money(amount)),
        "payee_key": due.payee_key.hex(),
        "payee_name": due.payee_name,
        "bank_name": due.bank_name,
        "account": due.account_hmac.hex(),
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
