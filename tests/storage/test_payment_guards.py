"""Every barrier around the money attacked as the application: each refuses under its own name (award/14, award/18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import psycopg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from tests.builders import CYCLE, add_nominations, lay_ground, nominee

from honours.domain.cycle import Category
from honours.domain.states import NominationState
from honours.services import disbursement
from honours.services.disbursement.planning import PREPARER
from honours.storage.unit_of_work import UnitOfWork

ON = date(2026, 4, 28)
FILE = sha256(b"proof").hexdigest()
LINE = (
    "INSERT INTO statement_line (sha256, line_no, own_account_hmac, bank_serial, booked_on, amount_cny, balance_cny, "
    "bank_ref) VALUES (:file, {no}, 'own', '{serial}', :on, {amount}, 0, :ref)"
)
MATCH = (
    "INSERT INTO payment_match (payment_id, line_id, role, rule, amount_cny) "
    "SELECT :id, line_id, '{role}', 'test', {amount} FROM statement_line WHERE bank_serial = '{serial}'"
)
RECEIPT = (
    "INSERT INTO bank_receipt (receipt_no, sha256, payment_id, bank_ref, paid_on, payee_name, amount_cny) "
    "VALUES ('{no}', {file}, {payment}, {ref}, :on, '某', {amount})"
)
MOVE = (
    "INSERT INTO payment_move (payment_id, seq, from_state, to_state, evidence_sha256, moved_on, actor, run_id) "
    "VALUES (:id, {seq}, {before}, '{after}', {evidence}, :on, '{actor}', '')"
)


def move(seq: int, before: str | None, after: str, evidence: str = ":file", actor: str = "财务") -> str:
    was = "NULL" if before is None else f"'{before}'"
    return MOVE.format(seq=seq, before=was, after=after, evidence=evidence, actor=actor)


APPROVED = move(1, "draft", "approved")
SENDING = move(2, "approved", "sending")
ACCEPTED = move(3, "sending", "accepted")
SETTLED = move(4, "accepted", "settled")
SENT = (APPROVED, SENDING, ACCEPTED)
DEBIT = LINE.format(no=1, serial="d", amount=-2000)
MATCHED = MATCH.format(role="debit", amount=2000, serial="d")
LINKED = RECEIPT.format(no="r1", file=":file", payment=":id", ref=":ref", amount=2000)
BATCH = (
    "INSERT INTO payment_batch (batch_no, cycle, file_sha256, payment_count, total_cny, made_on) "
    "VALUES ('b1', :cycle, :file, {count}, {total}, :on)"
)
BATCH_LINE = "INSERT INTO payment_batch_line (payment_id, batch_no, line_no) VALUES (:id, 'b1', 1)"
CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE"
ANOTHER = (
    "INSERT INTO payment (payment_id, entitlement_id, attempt_no, amount_cny, account_id, bank_ref, request_sha256) "
    "SELECT {id}, entitlement_id, {attempt}, {amount}, account_id, {ref}, request_sha256 FROM payment"
)
FRESH = "gen_random_uuid()"
NEW_REF = "'HN2025JD010100199999999'"


@pytest.fixture
def payment(unit_of_work: UnitOfWork) -> Iterator[Connection]:
    """A planned payment of 2000 CNY and an archived file, in a transaction that is never kept."""
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(Category.GOLDEN_IDEA, 1, state=NominationState.AWARDED)])
    disbursement.plan_payments(CYCLE, ON, "run", unit_of_work)
    with unit_of_work.engine.connect() as connection:
        connection.execute(text("SET search_path = honours"))
        connection.execute(
            text(
                "INSERT INTO archived_file (sha256, size_bytes, media_type, first_name, origin) "
                "VALUES (:file, 1, 'a/b', 'x', 'received'), (repeat('b', 64), 1, 'a/b', 'y', 'received')"
            ),
            {"file": FILE},
        )
        connection.execute(
            text(
                "INSERT INTO bank_statement (sha256, own_account_last4, own_account_hmac, layout, line_count) "
                "VALUES (:file, '0000', 'own', 'test', 1)"
            ),
            {"file": FILE},
        )
        yield connection


def run(connection: Connection, *statements: str) -> None:
    found = connection.execute(
        text("SELECT payment_id AS id, bank_ref AS ref FROM payment ORDER BY recorded_at")
    ).first()
    assert found is not None
    given = {"id": found.id, "ref": found.ref, "on": ON, "file": FILE, "cycle": str(CYCLE)}
    for statement in statements:
        connection.execute(text(statement), given)


def refused(connection: Connection, *statements: str) -> str | None:
    """Run all but the last statement and return the constraint that refuses the last."""
    run(connection, *statements[:-1])
    with pytest.raises(DBAPIError) as caught:
        run(connection, statements[-1])
    assert isinstance(caught.value.orig, psycopg.Error)
    return caught.value.orig.diag.constraint_name


def test_honest_way_is_open(payment: Connection) -> None:
    run(payment, *SENT, DEBIT, MATCHED, LINKED, SETTLED, BATCH_LINE, BATCH.format(count=1, total=2000), CHECK_NOW)
    assert payment.scalar(text("SELECT state FROM payment_now")) == "settled"


@pytest.mark.parametrize(
    ("constraint", "statements"),
    [
        pytest.param(
            "uq_entitlement_once",
            [
                "INSERT INTO entitlement (cycle, nomination_no, payee_key, amount_cny, article) "
                "SELECT cycle, nomination_no, payee_key, 1, article FROM entitlement"
            ],
            id="award due twice",
        ),
        pytest.param(
            "ck_entitlement_amount_positive",
            [
                "INSERT INTO entitlement (cycle, nomination_no, instalment_no, payee_key, amount_cny, article) "
                "SELECT cycle, nomination_no, 2, payee_key, 0, article FROM entitlement"
            ],
            id="nothing due",
        ),
        pytest.param(
            "uq_payment_attempt",
            [ANOTHER.format(id=FRESH, attempt=1, amount=2000, ref=NEW_REF)],
            id="attempt twice",
        ),
        pytest.param(
            "pk_payment",
            [ANOTHER.format(id=":id", attempt=2, amount=2000, ref=NEW_REF)],
            id="payment twice",
        ),
        pytest.param(
            "fk_payment_previous_is_dead",
            [ANOTHER.format(id=FRESH, attempt=2, amount=2000, ref=NEW_REF)],
            id="second attempt while the first may live",
        ),
        pytest.param(
            "ck_payment_attempt_positive",
            [ANOTHER.format(id=FRESH, attempt=0, amount=2000, ref=NEW_REF)],
            id="attempt nought",
        ),
        pytest.param(
            "fk_payment_previous_is_dead",
            [APPROVED, SENDING, ANOTHER.format(id=FRESH, attempt=2, amount=2000, ref=NEW_REF)],
            id="second attempt while the first is sent",
        ),
        pytest.param(
            "uq_payment_bank_ref",
            [ANOTHER.format(id=FRESH, attempt=3, amount=2000, ref=":ref")],
            id="reference twice",
        ),
        pytest.param(
            "ck_payment_bank_ref_shape",
            [ANOTHER.format(id=FRESH, attempt=3, amount=2000, ref="'短'")],
            id="reference no bank takes",
        ),
        pytest.param("payment_move_allowed", [move(1, "draft", "settled")], id="straight to settled"),
        pytest.param("payment_move_allowed", [move(1, "draft", "sending")], id="sent without approval"),
        pytest.param(
            "payment_move_allowed",
            [APPROVED, SENDING, move(3, "sending", "unknown"), move(4, "unknown", "sending")],
            id="sent again from unknown",
        ),
        pytest.param("payment_move_evidence", [move(1, "draft", "approved", "NULL")], id="approval without list"),
        pytest.param(
            "payment_move_evidence",
            [APPROVED, SENDING, move(3, "sending", "accepted", "NULL")],
            id="accepted without statement",
        ),
        pytest.param(
            "payment_approver_is_another", [move(1, "draft", "approved", actor=PREPARER)], id="maker is checker"
        ),
        pytest.param("pk_payment_move", [APPROVED, APPROVED], id="same move twice"),
        pytest.param(
            "fk_payment_move_previous",
            [move(1, "approved", "sending")],
            id="history that lies",
        ),
        pytest.param(
            "fk_payment_move_previous",
            [APPROVED, move(3, "approved", "sending")],
            id="history that skips",
        ),
        pytest.param("ck_payment_move_first_has_no_from", [move(1, None, "draft")], id="second beginning"),
        pytest.param("payment_settled_has_line", [*SENT, LINKED, SETTLED], id="settled without line"),
        pytest.param("payment_settled_has_receipt", [*SENT, DEBIT, MATCHED, SETTLED], id="settled without receipt"),
        pytest.param(
            "payment_settled_has_line",
            [
                *SENT,
                LINE.format(no=1, serial="d", amount=2000),
                MATCH.format(role="return", amount=2000, serial="d"),
                LINKED,
                SETTLED,
            ],
            id="settled on a return",
        ),
        pytest.param(
            "payment_match_direction",
            [LINE.format(no=1, serial="d", amount=2000), MATCHED],
            id="income as debit",
        ),
        pytest.param(
            "payment_match_direction",
            [DEBIT, MATCH.format(role="return", amount=2000, serial="d")],
            id="debit as return",
        ),
        pytest.param(
            "fk_payment_match_same_amount",
            [DEBIT, MATCH.format(role="debit", amount=1999, serial="d")],
            id="match of another amount",
        ),
        pytest.param(
            "ck_statement_line_use_never_over_used",
            [LINE.format(no=1, serial="d", amount=-1999), MATCHED],
            id="line used beyond its amount",
        ),
        pytest.param(
            "pk_payment_match",
            [
                DEBIT,
                MATCHED,
                LINE.format(no=2, serial="e", amount=-2000),
                MATCH.format(role="debit", amount=2000, serial="e"),
            ],
            id="payment matched twice",
        ),
        pytest.param(
            "uq_statement_line_serial",
            [DEBIT, LINE.format(no=2, serial="d", amount=-1)],
            id="serial twice",
        ),
        pytest.param("ck_statement_line_amount_not_zero", [LINE.format(no=1, serial="z", amount=0)], id="empty line"),
        pytest.param(
            "bank_receipt_same_reference",
            [RECEIPT.format(no="r1", file=":file", payment=":id", ref=NEW_REF, amount=2000)],
            id="receipt of another reference",
        ),
        pytest.param(
            "fk_bank_receipt_same_amount",
            [RECEIPT.format(no="r1", file=":file", payment=":id", ref=":ref", amount=1)],
            id="receipt of another amount",
        ),
        pytest.param(
            "pk_bank_receipt",
            [LINKED, RECEIPT.format(no="r1", file="repeat('b', 64)", payment="NULL", ref=":ref", amount=2000)],
            id="receipt number twice",
        ),
        pytest.param(
            "uq_bank_receipt_sha256",
            [LINKED, RECEIPT.format(no="r2", file=":file", payment="NULL", ref=":ref", amount=2000)],
            id="receipt file twice",
        ),
        pytest.param(
            "uq_bank_receipt_payment",
            [LINKED, RECEIPT.format(no="r2", file="repeat('b', 64)", payment=":id", ref=":ref", amount=2000)],
            id="two receipts for one payment",
        ),
        pytest.param(
            "bank_receipt_link_stays", [LINKED, "UPDATE bank_receipt SET payment_id = NULL"], id="receipt taken away"
        ),
        pytest.param(
            "payment_batch_control_total",
            [BATCH_LINE, BATCH.format(count=1, total="2000.01"), CHECK_NOW],
            id="batch of another total",
        ),
        pytest.param(
            "payment_batch_control_total",
            [BATCH_LINE, BATCH.format(count=2, total=2000), CHECK_NOW],
            id="batch of another count",
        ),
        pytest.param("payment_batch_sealed", [BATCH.format(count=1, total=2000), BATCH_LINE], id="line added later"),
        pytest.param("pk_payment_batch_line", [BATCH_LINE, BATCH_LINE.replace("1)", "2)")], id="payment in two lines"),
    ],
)
def test_attack_is_refused(payment: Connection, constraint: str, statements: list[str]) -> None:
    assert refused(payment, *statements) == constraint


def test_batch_line_needs_its_batch(payment: Connection) -> None:
    constraint = refused(payment, BATCH_LINE, CHECK_NOW)
    assert constraint == "fk_payment_batch_line_batch_no"


def test_view_cannot_be_written_to(payment: Connection) -> None:
    with pytest.raises(DBAPIError):
        payment.execute(text("INSERT INTO payment_now (payment_id) VALUES (gen_random_uuid())"))
