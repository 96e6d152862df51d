"""From the approval to the closed file: money leaves once, and only proof settles it (award/14, award/18)."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, text
from tests.builders import CYCLE
from tests.services.disbursement.cases import (
    FINANCE,
    ON,
    PAID_ON,
    answer,
    approve,
    award,
    count,
    debit,
    hand_in,
    idea,
    listed,
    receipt,
    reconcile,
    sent,
    statement,
    states,
)

from honours.domain.money import Money
from honours.services import disbursement
from honours.services.disbursement.approval import ApproverNotAnother, ListChanged, NothingToApprove
from honours.services.disbursement.batch import NothingApproved
from honours.services.disbursement.closing import PaymentsUnsettled
from honours.storage.unit_of_work import UnitOfWork


class Killed(Exception):
    """Stands for a process that dies."""


def test_whole_way(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    paid = sent(unit_of_work)
    assert states(unit_of_work) == {"sending"}
    answer(unit_of_work, tmp_path, paid)
    counts = reconcile(unit_of_work)
    assert (counts.lines_matched, counts.receipts_linked, counts.settled, counts.open_items) == (4, 4, 4, ())
    assert disbursement.unsettled(CYCLE, unit_of_work) == []
    done = disbursement.conclude(CYCLE, PAID_ON, "run", unit_of_work)
    assert (done.paid, done.total) == (4, Money("13000"))
    with unit_of_work as work:
        assert work.connection.scalars(text("SELECT DISTINCT state FROM honours.nomination")).all() == ["paid"]
    assert disbursement.conclude(CYCLE, PAID_ON, "run", unit_of_work) == done
    assert (unit_of_work.settings.outbox / CYCLE.slug / "disbursement" / f"{CYCLE.label}奖金对账表.xlsx").exists()


def test_approval_is_of_the_list_that_was_seen(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work, idea(1))
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    seen = disbursement.payment_list(CYCLE, ON, unit_of_work)
    award(unit_of_work, idea(2))
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    with pytest.raises(ListChanged):
        approve(unit_of_work, list_sha256=seen.sha256)
    assert states(unit_of_work) == {"draft"}
    fresh = disbursement.payment_list(CYCLE, ON, unit_of_work)
    assert (fresh.payment_count, fresh.total) == (2, Money("4000"))
    assert approve(unit_of_work, list_sha256=fresh.sha256) == 2
    assert approve(unit_of_work, list_sha256=fresh.sha256) == 0


def test_later_payment_needs_an_approval_of_its_own(unit_of_work: UnitOfWork) -> None:
    sent(unit_of_work, idea(1))
    award(unit_of_work, idea(2))
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    assert approve(unit_of_work) == 0
    assert states(unit_of_work) == {"sending", "draft"}
    fresh = disbursement.payment_list(CYCLE, ON, unit_of_work)
    assert approve(unit_of_work, list_sha256=fresh.sha256) == 1
    assert disbursement.make_batch(CYCLE, ON, "run", unit_of_work).batch_no == f"{CYCLE.slug}-02"


@pytest.mark.parametrize("name", ["系统", " ", ""])
def test_approver_is_another_person(unit_of_work: UnitOfWork, name: str) -> None:
    award(unit_of_work)
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    with pytest.raises(ApproverNotAnother):
        approve(unit_of_work, approved_by=name)


def test_nothing_to_approve_or_to_send(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work)
    with pytest.raises(NothingToApprove):
        approve(unit_of_work)
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    with pytest.raises(NothingApproved):
        disbursement.make_batch(CYCLE, ON, "run", unit_of_work)


def test_batch_file_is_what_the_records_say(unit_of_work: UnitOfWork) -> None:
    sent(unit_of_work, idea(1, payee_account="6222123456789012345"), idea(2))
    batch = disbursement.make_batch(CYCLE, ON, "other", unit_of_work)
    assert (batch.payment_count, batch.total) == (2, Money("4000"))
    page = load_workbook(io.BytesIO(unit_of_work.archive.get(batch.file_sha256))).active
    assert page is not None
    cells = [list(row) for row in page.iter_rows(values_only=True)]
    at = cells.index(["序号", "收款账号", "收款户名", "开户行", "金额", "附言"])
    assert [row[0] for row in cells[1:3]] == [f"批次号 {batch.batch_no}", "总笔数 2"]
    lines = cells[at + 1 :]
    assert lines[0][1] == "6222123456789012345"
    assert sum(Decimal(str(row[4])) for row in lines) == batch.total.cny
    assert [row[5] for row in lines] == [one.bank_ref for one in listed(unit_of_work)]


def test_batch_is_laid_out_once(unit_of_work: UnitOfWork) -> None:
    sent(unit_of_work)
    folder = unit_of_work.settings.outbox / CYCLE.slug / "disbursement"
    (file,) = folder.glob("批量付款文件-*.xlsx")
    file.unlink()
    again = disbursement.make_batch(CYCLE, PAID_ON, "other", unit_of_work)
    assert again.batch_no == f"{CYCLE.slug}-01"
    assert list(folder.glob("批量付款文件-*.xlsx")) == []
    assert count(unit_of_work, "payment_batch") == 1


def test_payment_of_a_revoked_award_is_not_sent(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work, idea(1), idea(2))
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    approve(unit_of_work)
    with unit_of_work as work:
        work.connection.execute(
            text(
                "INSERT INTO honours.nomination_move (nomination_no, seq, from_state, to_state, article, moved_on, "
                "actor, reason, run_id) SELECT nomination_no, state_seq + 1, state, 'revoked', 'award/17', :on, '', "
                "'', '' FROM honours.nomination WHERE serial_no = 1"
            ),
            {"on": ON},
        )
    assert disbursement.make_batch(CYCLE, ON, "run", unit_of_work).payment_count == 1
    assert [one.nomination_no for one in disbursement.unsettled(CYCLE, unit_of_work)] == ["2025-JD-0101-002"]


def test_neither_line_nor_receipt_alone_settles(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    first, second = sent(unit_of_work, idea(1), idea(2))
    hand_in(unit_of_work, tmp_path, statement(debit(first)))
    hand_in(unit_of_work, tmp_path, receipt(second), "回单.pdf")
    reconcile(unit_of_work)
    waiting = disbursement.unsettled(CYCLE, unit_of_work)
    assert [(one.state and one.state.value, one.misses) for one in waiting] == [
        ("accepted", "缺银行回单"),
        ("sending", "缺银行流水"),
    ]
    with pytest.raises(PaymentsUnsettled, match="缺银行回单"):
        disbursement.conclude(CYCLE, PAID_ON, "run", unit_of_work)
    with unit_of_work as work:
        assert work.connection.scalars(text("SELECT DISTINCT state FROM honours.nomination")).all() == ["awarded"]


def test_award_without_payment_is_unsettled(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work, idea(1))
    assert [one.misses for one in disbursement.unsettled(CYCLE, unit_of_work)] == ["未拟定付款"]


def test_reconciling_twice_changes_nothing(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    answer(unit_of_work, tmp_path, sent(unit_of_work, idea(1)))
    reconcile(unit_of_work)
    moves = count(unit_of_work, "payment_move")
    again = disbursement.reconcile(None, PAID_ON, "other", unit_of_work)
    assert (again.lines_matched, again.receipts_linked, again.settled) == (0, 0, 0)
    assert (count(unit_of_work, "payment_move"), count(unit_of_work, "payment_match")) == (moves, 1)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"amount": Money("-2000.01")}, "other_amount", id="a fen too much"),
        pytest.param({"amount": Money("2000.00")}, "returned", id="money came back"),
        pytest.param({"memo": "职工创新成果奖"}, "no_reference", id="no reference"),
        pytest.param({"memo": "HN2025JD010100112345678"}, "unknown_reference", id="another reference"),
    ],
)
def test_line_that_does_not_fit_is_reported(
    unit_of_work: UnitOfWork, tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    (payment,) = sent(unit_of_work, idea(1))
    hand_in(unit_of_work, tmp_path, statement(debit(payment, **changes)))
    counts = reconcile(unit_of_work)
    assert (counts.lines_matched, [item.reason for item in counts.open_items]) == (0, [reason])
    assert states(unit_of_work) == {"sending"}


def test_part_of_a_reference_is_no_reference(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    (payment,) = sent(unit_of_work, idea(1))
    memos = (f"X{payment.bank_ref}", f"{payment.bank_ref}0G", payment.bank_ref[:-1], payment.bank_ref.lower())
    hand_in(
        unit_of_work, tmp_path, statement(*(debit(payment, number, memo=memo) for number, memo in enumerate(memos)))
    )
    counts = reconcile(unit_of_work)
    assert (counts.lines_matched, len(counts.open_items)) == (0, 4)


def test_double_debit_goes_to_a_person(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    (payment,) = sent(unit_of_work, idea(1))
    hand_in(unit_of_work, tmp_path, statement(debit(payment, 1), debit(payment, 2)))
    counts = reconcile(unit_of_work)
    assert (counts.lines_matched, [item.reason for item in counts.open_items]) == (0, ["twice", "twice"])


def test_debit_of_what_was_not_sent_is_reported(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    award(unit_of_work, idea(1))
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    (payment,) = listed(unit_of_work)
    hand_in(unit_of_work, tmp_path, statement(debit(payment)))
    hand_in(unit_of_work, tmp_path, receipt(payment), "回单.pdf")
    counts = reconcile(unit_of_work)
    assert [(item.kind, item.reason) for item in counts.open_items] == [("line", "not_sent"), ("receipt", "not_sent")]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"amount": Money("1999.99")}, "other_amount"), ({"payee_name": "李四"}, "other_payee")],
    ids=["amount", "payee"],
)
def test_receipt_of_another_payment_is_reported(
    unit_of_work: UnitOfWork, tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    (payment,) = sent(unit_of_work, idea(1))
    hand_in(unit_of_work, tmp_path, statement(debit(payment)))
    hand_in(unit_of_work, tmp_path, receipt(payment, **changes), "回单.pdf")
    counts = reconcile(unit_of_work)
    assert (counts.receipts_linked, [item.reason for item in counts.open_items]) == (0, [reason])
    assert states(unit_of_work) == {"accepted"}


@pytest.mark.parametrize("after", range(1, 5))
def test_reconciliation_killed_between_steps_ends_the_same(
    unit_of_work: UnitOfWork, tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(unit_of_work, tmp_path, sent(unit_of_work, idea(1)))
    _kill_after(unit_of_work, "disbursement/", after, monkeypatch)
    with pytest.raises(Killed):
        reconcile(unit_of_work)
    monkeypatch.undo()
    assert states(unit_of_work) == {"sending"}
    assert reconcile(unit_of_work).settled == 1
    assert count(unit_of_work, "payment_match") == 1


@pytest.mark.parametrize("after", range(1, 9))
def test_planning_killed_between_steps_ends_the_same(
    unit_of_work: UnitOfWork, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    award(unit_of_work)
    _kill_after(unit_of_work, "disbursement/", after, monkeypatch)
    with pytest.raises(Killed):
        disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    assert count(unit_of_work, "payment") == 0
    monkeypatch.undo()
    assert disbursement.plan_payments(CYCLE, ON, "run", unit_of_work) == 4


@pytest.mark.parametrize("after", range(1, 7))
def test_batch_killed_at_any_commit_or_step_is_sent_once(
    unit_of_work: UnitOfWork, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    award(unit_of_work)
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    approve(unit_of_work)
    _kill_after(unit_of_work, "", after, monkeypatch)
    with pytest.raises(Killed):
        disbursement.make_batch(CYCLE, ON, "run", unit_of_work)
    monkeypatch.undo()
    folder = unit_of_work.settings.outbox / CYCLE.slug / "disbursement"
    if list(folder.glob("批量付款文件-*.xlsx")):
        assert states(unit_of_work) == {"sending"}
    batch = disbursement.make_batch(CYCLE, ON, "run", unit_of_work)
    assert (batch.batch_no, batch.payment_count) == (f"{CYCLE.slug}-01", 4)
    assert (states(unit_of_work), count(unit_of_work, "payment_batch_line")) == ({"sending"}, 4)
    assert len(list(folder.glob("批量付款文件-*.xlsx"))) == 1


def test_approval_killed_after_the_decision_is_carried_out(
    unit_of_work: UnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    award(unit_of_work)
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    monkeypatch.setattr("honours.services.disbursement.approval._carry_out", _die)
    with pytest.raises(Killed):
        approve(unit_of_work)
    assert states(unit_of_work) == {"draft"}
    monkeypatch.undo()
    assert approve(unit_of_work) == 4
    with unit_of_work as work:
        assert work.connection.scalars(text("SELECT decided_by FROM honours.decision")).all() == [FINANCE]


def test_record_says_sending_before_the_file_is_laid_out(unit_of_work: UnitOfWork) -> None:
    award(unit_of_work)
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    approve(unit_of_work)
    folder = unit_of_work.settings.outbox / CYCLE.slug / "disbursement"
    there: list[bool] = []

    def look(*_: object) -> None:
        there.append(any(folder.glob("批量付款文件-*.xlsx")))

    event.listen(unit_of_work.engine, "commit", look)
    disbursement.make_batch(CYCLE, ON, "run", unit_of_work)
    event.remove(unit_of_work.engine, "commit", look)
    assert there == [False, True]


def _die(*_: object) -> int:
    raise Killed


def _kill_after(work: UnitOfWork, prefix: str, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process die on the step after ``steps`` statements from files of this prefix."""
    run = work.run
    done = 0

    def counted(name: str, *given: object, **options: object) -> object:
        nonlocal done
        if name.startswith(prefix):
            done += 1
            if done > steps:
                raise Killed
        return run(name, *given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "run", counted)
