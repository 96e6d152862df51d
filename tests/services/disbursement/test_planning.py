"""Planning: one payment a prize, whatever is repeated (award/14)."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from sqlalchemy import text
from tests.builders import CYCLE, nominee
from tests.services.disbursement.cases import ON, award, count, idea, listed

from honours import wiring
from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.money import Money
from honours.domain.states import NominationState
from honours.regulation.loader import regulation
from honours.services.disbursement import payments_markdown, plan_payments, planning
from honours.services.disbursement.planning import PayeeAccountsDiffer, PaymentChanged, PrizeBelowFloor, grants_on
from honours.services.stages import CycleNotOpen
from honours.storage.settings import Settings
from honours.storage.unit_of_work import UnitOfWork


def test_each_award_gets_its_prize(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work)
    assert plan_payments(CYCLE, ON, "run", unit_of_work) == 4
    amounts = {one.category: one.amount for one in listed(unit_of_work)}
    assert amounts == {category: regulation().prize(category).on(ON) for category in CYCLE.categories}


def test_only_awarded_are_paid(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work, idea(1), idea(2, state=NominationState.HELD), idea(3, state=NominationState.DECLINED))
    assert plan_payments(CYCLE, ON, "run", unit_of_work) == 1


def test_retry_adds_none(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work)
    plan_payments(CYCLE, ON, "run", unit_of_work)
    before = listed(unit_of_work)
    assert plan_payments(CYCLE, date(2026, 5, 4), "other", unit_of_work) == 4
    assert listed(unit_of_work) == before
    assert [count(unit_of_work, table) for table in ("entitlement", "payment", "payment_move", "payee_account")] == [
        4,
        4,
        4,
        4,
    ]


def test_references_are_what_banks_take_and_differ(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work)
    plan_payments(CYCLE, ON, "run", unit_of_work)
    references = [one.bank_ref for one in listed(unit_of_work)]
    assert len(set(references)) == 4
    assert all(16 <= len(one) <= 30 and one.isalnum() and one.isupper() for one in references)


def test_later_award_joins(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work, idea(1))
    assert plan_payments(CYCLE, ON, "run", unit_of_work) == 1
    award(unit_of_work, idea(2))
    assert plan_payments(CYCLE, ON, "run", unit_of_work) == 2


def test_two_workers_end_as_one(unit_of_work: UnitOfWork, settings: Settings) -> None:
    award(unit_of_work, *(idea(number) for number in range(1, 31)))
    start = threading.Barrier(4)
    answers: list[int] = []
    faults: list[BaseException] = []

    def plan() -> None:
        work = wiring.unit_of_work(settings)
        start.wait()
        try:
            answers.append(plan_payments(CYCLE, ON, threading.current_thread().name, work))
        except BaseException as error:
            faults.append(error)
            raise

    workers = [threading.Thread(target=plan) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (answers, faults) == ([30] * 4, [])
    assert (count(unit_of_work, "payment"), count(unit_of_work, "payment_move")) == (30, 30)


@pytest.mark.parametrize(
    "change",
    [
        {"payee_name": "'王五'"},
        {"payee_bank_name": "'另一家银行'"},
        {"payee_account_hmac": "'another'::bytea"},
    ],
    ids=["name", "bank", "account"],
)
def test_other_payee_is_an_error(unit_of_work: UnitOfWork, change: dict[str, str]) -> None:
    award(unit_of_work, idea(1))
    plan_payments(CYCLE, ON, "run", unit_of_work)
    ((column, value),) = change.items()
    with unit_of_work as work:
        work.connection.execute(text(f"UPDATE honours.nomination SET {column} = {value}"))  # noqa: S608
    with pytest.raises(PaymentChanged, match="2025-JD-0101-001"):
        plan_payments(CYCLE, ON, "run", unit_of_work)
    assert count(unit_of_work, "payment") == 1


def test_other_amount_is_an_error(unit_of_work: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    award(unit_of_work, idea(1))
    plan_payments(CYCLE, ON, "run", unit_of_work)
    raised = _rules(Category.GOLDEN_IDEA, "amount_cny", Money("2500"))
    monkeypatch.setattr(planning, "regulation", lambda: raised)
    with pytest.raises(PaymentChanged):
        plan_payments(CYCLE, ON, "run", unit_of_work)


def test_amount_below_floor_is_refused() -> None:
    low = _rules(Category.GOLDEN_IDEA, "amount_cny", Money("1999.99"))
    with pytest.raises(PrizeBelowFloor, match=r"1,999\.99 元低于规定下限 2,000\.00 元"):
        grants_on(CYCLE, ON, low)


def test_amount_above_floor_is_paid() -> None:
    high = _rules(Category.GOLDEN_IDEA, "amount_cny", Money("2000.01"))
    assert grants_on(CYCLE, ON, high)[Category.GOLDEN_IDEA] == (Money("2000.01"), "award/14")


def test_one_person_with_two_accounts_is_asked(unit_of_work: UnitOfWork) -> None:
    same = {"person_id": "320204198001010015", "payee_name": "张三"}
    award(unit_of_work, idea(1, payee_account="622200000001", **same), idea(2, payee_account="622200000002", **same))
    with pytest.raises(PayeeAccountsDiffer, match="2025-JD-0101-001、2025-JD-0101-002"):
        plan_payments(CYCLE, ON, "run", unit_of_work)
    assert count(unit_of_work, "entitlement") == 0


def test_one_person_awarded_twice_is_paid_twice_to_one_account(unit_of_work: UnitOfWork) -> None:
    same = {"person_id": "320204198001010015", "payee_name": "张三", "payee_account": "622200000001"}
    award(unit_of_work, idea(1, **same), idea(2, **same))
    assert plan_payments(CYCLE, ON, "run", unit_of_work) == 2
    assert count(unit_of_work, "payee_account") == 1


def test_persons_without_an_id_number_are_paid_each_to_the_account_that_they_state(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work, idea(1, person_id=None), idea(2, person_id=None))
    assert plan_payments(CYCLE, ON, "run", unit_of_work) == 2
    assert plan_payments(CYCLE, ON, "run", unit_of_work) == 2
    assert (count(unit_of_work, "payee_account"), count(unit_of_work, "entitlement")) == (2, 2)


def test_one_account_under_two_names_without_an_id_number_is_asked(unit_of_work: UnitOfWork) -> None:
    same = {"person_id": None, "payee_account": "622200000001"}
    award(unit_of_work, idea(1, payee_name="张三", **same), idea(2, payee_name="李四", **same))
    with pytest.raises(PayeeAccountsDiffer, match="2025-JD-0101-001、2025-JD-0101-002"):
        plan_payments(CYCLE, ON, "run", unit_of_work)


def test_account_of_next_year_replaces_the_old_one(unit_of_work: UnitOfWork) -> None:
    later = Cycle(2026, Scheme.ACHIEVEMENT_AWARD)
    same = {"person_id": "320204198001010015", "payee_name": "张三", "state": NominationState.AWARDED}
    award(unit_of_work, nominee(Category.GOLDEN_IDEA, 1, payee_account="622200000001", **same))
    plan_payments(CYCLE, ON, "run", unit_of_work)
    with unit_of_work as work:
        from tests.builders import add_nominations, lay_ground

        lay_ground(work, of=later)
        add_nominations(work, [nominee(Category.GOLDEN_IDEA, 1, of=later, payee_account="622200000002", **same)])
    assert plan_payments(later, date(2027, 4, 28), "run", unit_of_work) == 1
    assert plan_payments(CYCLE, ON, "run", unit_of_work) == 1
    with unit_of_work as work:
        rows = work.connection.execute(text("SELECT account_last4, valid::text FROM honours.payee_account ORDER BY 1"))
        assert [tuple(row) for row in rows] == [("0001", "[2026-04-28,2027-04-28)"), ("0002", "[2027-04-28,)")]


def test_cycle_must_be_open(unit_of_work: UnitOfWork) -> None:
    with pytest.raises(CycleNotOpen):
        plan_payments(CYCLE, ON, "run", unit_of_work)


def test_list_for_people_masks_accounts(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work, idea(1, payee_account="6222123456789012345"))
    plan_payments(CYCLE, ON, "run", unit_of_work)
    shown = payments_markdown(CYCLE, unit_of_work)
    assert "2345 |" in shown
    assert "6222123456789012345" not in shown
    assert "共 1 笔，合计 2,000.00 元（贰仟元整）" in shown


def _rules(category: Category, what: str, amount: Money) -> planning.Regulation:
    rules = regulation()
    key = f"prize.{category.value}.{what}"
    dated = rules.values[key]
    lives = tuple(replace(life, value=amount) for life in dated.lives)
    return replace(rules, values=MappingProxyType({**rules.values, key: replace(dated, lives=lives)}))
