"""The register as people ask for it: studios, their history, the money paid on naming (model-studio/14, /20)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.services.disbursement.cases import debit, hand_in, receipt, statement
from tests.services.studios.cases import (
    DECISION,
    DEMONSTRATION,
    MODEL,
    MODEL_2026,
    NAMED_ON,
    STANDARD,
    lay,
    named,
    standing,
)

from honours.domain.cycle import Scheme
from honours.domain.money import Money
from honours.domain.states import PaymentState
from honours.domain.studios import StudioLevel
from honours.services import disbursement
from honours.services.disbursement import ApprovePayments
from honours.services.disbursement.listing import payments
from honours.services.studios.entering import enter_named
from honours.services.studios.register import UnknownStudio, find_studio, studios
from honours.storage.unit_of_work import UnitOfWork

PAID_ON = date(2026, 5, 6)


@pytest.fixture
def filled(unit_of_work: UnitOfWork) -> UnitOfWork:
    lay(unit_of_work, MODEL_2026)
    with unit_of_work as work:
        standing(work, "L2021-003")
        standing(work, "L2021-030", body_code="0102")
        standing(work, "Z2021-003")
        standing(work, "L2022-004", name="赵师傅创新工作室", leader_honour="provincial_medal")
        named(work, DEMONSTRATION, 1, of=MODEL_2026, studio_no="L2022-004", project_name="赵师傅创新工作室")
    enter_named(MODEL_2026, date(2026, 12, 17), DECISION, unit_of_work)
    return unit_of_work


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        pytest.param({}, ["L2021-003", "L2021-030", "L2022-004", "Z2021-003"], id="all by number"),
        pytest.param({"scheme": Scheme.EMPLOYEE_STUDIO}, ["Z2021-003"], id="one scheme"),
        pytest.param({"level": StudioLevel.DEMONSTRATION}, ["L2022-004"], id="one level, as it stands"),
        pytest.param({"body_code": "0102"}, ["L2021-030"], id="one body"),
        pytest.param({"year": 2021, "scheme": Scheme.MODEL_WORKER_STUDIO}, ["L2021-003", "L2021-030"], id="one year"),
        pytest.param({"year": 2022}, ["L2022-004"], id="year of the first naming"),
        pytest.param({"year": 2026}, ["L2022-004"], id="year of the promotion"),
        pytest.param({"year": 2020}, [], id="year without any"),
    ],
)
def test_studios_are_listed_as_asked(filled: UnitOfWork, asked: dict[str, Any], numbers: list[str]) -> None:
    assert [studio.studio_no for studio in studios(filled, **asked)] == numbers


def test_studio_is_shown_with_its_history(filled: UnitOfWork) -> None:
    studio = find_studio(" l2022-004 ", filled)
    assert (studio.level, studio.body_name, studio.parts) == (StudioLevel.DEMONSTRATION, "第0101总工会", ())
    old, now = studio.namings
    assert (old.leader_honour, old.is_imported, old.year) == ("省五一劳动奖章", True, 2022)
    assert (now.leader_honour, now.is_imported, now.year) == ("市级劳模（先进工作者）", False, 2026)
    assert (now.granted, now.paid, now.paid_on, now.called) == (Money("40000.00"), None, None, None)


def test_unknown_number_brings_near_ones(filled: UnitOfWork) -> None:
    with pytest.raises(UnknownStudio, match=r"L2021-033.*相近的有：.*L2021-003"):
        find_studio("L2021-033", filled)
    with pytest.raises(UnknownStudio, match="honours studios list"):
        find_studio("某工作室", filled)


def test_money_paid_on_naming_is_what_the_bank_settled(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    work = unit_of_work
    lay(work)
    with work:
        named(work, STANDARD, 1)
    enter_named(MODEL, NAMED_ON, DECISION, work)
    disbursement.plan_payments(MODEL, NAMED_ON, "run", work)
    disbursement.payment_list(MODEL, NAMED_ON, work)
    disbursement.approve_payments(
        ApprovePayments(cycle=MODEL, approved_by="财务李明", approved_on=NAMED_ON, run_id="run"), work
    )
    disbursement.make_batch(MODEL, NAMED_ON, "run", work)
    assert find_studio("L2025-001", work).now.paid is None
    with work:
        (sent,) = payments(MODEL, tuple(PaymentState), work)
    hand_in(work, tmp_path, statement(debit(sent)))
    slip = receipt(sent)
    hand_in(work, tmp_path, slip, "回单.pdf")
    disbursement.reconcile(MODEL, PAID_ON, "run", work)
    now = find_studio("L2025-001", work).now
    assert (now.granted, now.paid, now.paid_on) == (Money("20000.00"), Money("20000.00"), PAID_ON)
    assert now.receipt_nos
    assert now.receipt_nos.startswith("HD")
