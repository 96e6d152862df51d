"""Prizes due, payments, bank lines and receipts (award/14, award/18).

The keys and references here are the barriers against a second payment; they hold whatever a program does. A payment is
one attempt to discharge one entitlement; its history is append-only, linear, and each proving move carries evidence.
"""

from __future__ import annotations

from sqlalchemy import (
    TIMESTAMP,
    BigInteger,
    CheckConstraint,
    Column,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    literal_column,
)
from sqlalchemy.dialects.postgresql import DATERANGE, ExcludeConstraint

from honours.storage.tables.base import (
    cycle_key,
    day,
    flag,
    maybe,
    metadata,
    one_of,
    recorded_at,
    sealed,
    serves,
    sha256,
    text,
)
from honours.storage.tables.base import money as cny

entitlement = Table(
    "entitlement",
    metadata,
    Column("entitlement_id", BigInteger, Identity(always=True), primary_key=True),
    cycle_key(),
    Column("nomination_no", Text, ForeignKey("nomination.nomination_no"), nullable=False),
    Column("instalment_no", Integer, nullable=False, server_default="1"),
    Column("payee_key", LargeBinary, nullable=False),
    text("purpose", server_default="prize"),
    cny("amount_cny"),
    text("article"),
    recorded_at(),
    UniqueConstraint("nomination_no", "instalment_no", name="uq_entitlement_once"),
    UniqueConstraint("entitlement_id", "amount_cny", name="uq_entitlement_amount"),
    CheckConstraint("amount_cny > 0", name="amount_positive"),
    info=serves("应付款项", "award/14", "model-studio/20", "employee-studio/12"),
)

payee_account = Table(
    "payee_account",
    metadata,
    Column("account_id", BigInteger, Identity(always=True), primary_key=True),
    # The keyed hash of the payee's ID number: the person, without the number.
    Column("payee_key", LargeBinary, nullable=False),
    text("payee_name"),
    text("bank_name"),
    *sealed("account"),
    Column("valid", DATERANGE, nullable=False),
    recorded_at(),
    # "The same key" as a range of one, because the embedded PostgreSQL has no btree_gist.
    ExcludeConstraint(
        (literal_column("honours.bytea_range(payee_key, payee_key, '[]')"), "&&"),
        ("valid", "&&"),
        using="gist",
        name="ex_payee_account_one_valid",
    ),
    info=serves("收款账户", "award/18", "model-studio/20", "employee-studio/12"),
)

payment_move_allowed = Table(
    "payment_move_allowed",
    metadata,
    maybe("from_state"),
    text("to_state"),
    flag("needs_evidence"),
    UniqueConstraint("from_state", "to_state", name="uq_payment_move_allowed", postgresql_nulls_not_distinct=True),
    info=serves("允许的付款状态变更"),
)

payment = Table(
    "payment",
    metadata,
    Column("payment_id", Uuid, primary_key=True),
    Column("entitlement_id", BigInteger, ForeignKey("entitlement.entitlement_id"), nullable=False),
    Column("attempt_no", Integer, nullable=False),
    cny("amount_cny"),
    Column("account_id", BigInteger, ForeignKey("payee_account.account_id"), nullable=False),
    text("bank_ref", unique=True),
    # The same key with other parameters is an error, never "already done".
    sha256("request_sha256"),
    Column("prev_attempt", Integer, Computed("CASE WHEN attempt_no > 1 THEN attempt_no - 1 END", persisted=True)),
    recorded_at(),
    UniqueConstraint("entitlement_id", "attempt_no", name="uq_payment_attempt"),
    UniqueConstraint("payment_id", "amount_cny", name="uq_payment_amount"),
    UniqueConstraint("payment_id", "entitlement_id", "attempt_no", name="uq_payment_identity"),
    ForeignKeyConstraint(
        ["entitlement_id", "amount_cny"],
        ["entitlement.entitlement_id", "entitlement.amount_cny"],
        name="fk_payment_pays_what_is_due",
    ),
    ForeignKeyConstraint(
        ["entitlement_id", "prev_attempt"],
        ["payment_dead.entitlement_id", "payment_dead.attempt_no"],
        name="fk_payment_previous_is_dead",
        use_alter=True,
    ),
    CheckConstraint("attempt_no >= 1", name="attempt_positive"),
    CheckConstraint("bank_ref ~ '^[A-Z0-9]{16,30}$'", name="bank_ref_shape"),
    info=serves("付款", "award/14", "award/18", "model-studio/20", "employee-studio/12"),
)

payment_move = Table(
    "payment_move",
    metadata,
    Column("payment_id", Uuid, ForeignKey("payment.payment_id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("prev_seq", Integer, Computed("CASE WHEN seq > 0 THEN seq - 1 END", persisted=True)),
    maybe("from_state"),
    text("to_state"),
    maybe("evidence_sha256", sha256("x").type),
    day("moved_on"),
    text("actor"),
    text("run_id"),
    recorded_at(),
    PrimaryKeyConstraint("payment_id", "seq"),
    UniqueConstraint("payment_id", "seq", "to_state", name="uq_payment_move_link"),
    CheckConstraint("seq >= 0", name="seq_not_negative"),
    CheckConstraint("(seq = 0) = (from_state IS NULL)", name="first_has_no_from"),
    ForeignKeyConstraint(
        ["payment_id", "prev_seq", "from_state"],
        ["payment_move.payment_id", "payment_move.seq", "payment_move.to_state"],
        name="fk_payment_move_previous",
    ),
    info=serves("付款状态记录", "award/18", "model-studio/20", "employee-studio/12"),
)
Index(
    "uq_payment_move_sent_once",
    payment_move.c.payment_id,
    unique=True,
    postgresql_where=payment_move.c.to_state == "sending",
)
Index(
    "uq_payment_move_settled_once",
    payment_move.c.payment_id,
    unique=True,
    postgresql_where=payment_move.c.to_state == "settled",
)

payment_dead = Table(
    "payment_dead",
    metadata,
    Column("entitlement_id", BigInteger, nullable=False),
    Column("attempt_no", Integer, nullable=False),
    Column("payment_id", Uuid, nullable=False, unique=True),
    Column("seq", Integer, nullable=False),
    text("dead_state"),
    PrimaryKeyConstraint("entitlement_id", "attempt_no"),
    ForeignKeyConstraint(
        ["payment_id", "entitlement_id", "attempt_no"],
        ["payment.payment_id", "payment.entitlement_id", "payment.attempt_no"],
        name="fk_payment_dead_payment",
    ),
    ForeignKeyConstraint(
        ["payment_id", "seq", "dead_state"],
        ["payment_move.payment_id", "payment_move.seq", "payment_move.to_state"],
        name="fk_payment_dead_move",
    ),
    one_of("dead_state", ["rejected", "cancelled", "returned"]),
    info=serves("作废的付款", "award/18"),
)

payment_batch = Table(
    "payment_batch",
    metadata,
    text("batch_no", primary_key=True),
    cycle_key(),
    sha256("file_sha256", ForeignKey("archived_file.sha256"), unique=True),
    Column("payment_count", Integer, nullable=False),
    cny("total_cny"),
    day("made_on"),
    recorded_at(),
    CheckConstraint("payment_count > 0", name="not_empty"),
    info=serves("付款批次", "award/18", "model-studio/20", "employee-studio/12"),
)

payment_batch_line = Table(
    "payment_batch_line",
    metadata,
    Column("payment_id", Uuid, ForeignKey("payment.payment_id"), primary_key=True),
    Column(
        "batch_no", Text, ForeignKey("payment_batch.batch_no", deferrable=True, initially="DEFERRED"), nullable=False
    ),
    Column("line_no", Integer, nullable=False),
    UniqueConstraint("batch_no", "line_no"),
    info=serves("付款批次明细", "award/18", "model-studio/20", "employee-studio/12"),
)

bank_statement = Table(
    "bank_statement",
    metadata,
    sha256("sha256", ForeignKey("archived_file.sha256"), primary_key=True),
    text("own_account_last4"),
    Column("own_account_hmac", LargeBinary, nullable=False),
    text("layout"),
    Column("line_count", Integer, nullable=False),
    recorded_at(),
    info=serves("银行流水文件", "award/18"),
)

statement_line = Table(
    "statement_line",
    metadata,
    Column("line_id", BigInteger, Identity(always=True), primary_key=True),
    sha256("sha256", ForeignKey("bank_statement.sha256")),
    Column("line_no", Integer, nullable=False),
    Column("own_account_hmac", LargeBinary, nullable=False),
    maybe("bank_serial"),
    day("booked_on"),
    # Negative: money that left the account.
    cny("amount_cny"),
    maybe("balance_cny", cny("x").type),
    Column("twin_no", Integer, nullable=False, server_default="0"),
    maybe("peer_name"),
    maybe("peer_account_hmac", LargeBinary),
    maybe("peer_account_last4"),
    maybe("memo"),
    maybe("bank_ref"),
    recorded_at(),
    UniqueConstraint(
        "own_account_hmac",
        "booked_on",
        "bank_serial",
        "amount_cny",
        "balance_cny",
        "peer_name",
        "memo",
        "twin_no",
        name="uq_statement_line_once",
        postgresql_nulls_not_distinct=True,
    ),
    CheckConstraint("amount_cny <> 0", name="amount_not_zero"),
    info=serves("银行流水", "award/18"),
)
Index(
    "uq_statement_line_serial",
    statement_line.c.own_account_hmac,
    statement_line.c.bank_serial,
    unique=True,
    postgresql_where=statement_line.c.bank_serial.is_not(None),
)
Index("ix_statement_line_bank_ref", statement_line.c.bank_ref)

payment_match = Table(
    "payment_match",
    metadata,
    Column("payment_id", Uuid, nullable=False),
    Column("line_id", BigInteger, ForeignKey("statement_line.line_id"), nullable=False),
    text("role"),
    text("rule"),
    cny("amount_cny"),
    recorded_at(),
    # A payment is explained by one debit line and at most one line of return.
    PrimaryKeyConstraint("payment_id", "role"),
    ForeignKeyConstraint(
        ["payment_id", "amount_cny"],
        ["payment.payment_id", "payment.amount_cny"],
        name="fk_payment_match_same_amount",
    ),
    one_of("role", ["debit", "return"]),
    info=serves("付款与流水的对应", "award/18"),
)

statement_line_use = Table(
    "statement_line_use",
    metadata,
    Column("line_id", BigInteger, ForeignKey("statement_line.line_id"), primary_key=True),
    cny("total_cny"),
    cny("used_cny", server_default="0"),
    CheckConstraint("used_cny BETWEEN 0 AND total_cny", name="never_over_used"),
    info=serves("流水已用金额", "award/18"),
)

bank_receipt = Table(
    "bank_receipt",
    metadata,
    text("receipt_no", primary_key=True),
    sha256("sha256", ForeignKey("archived_file.sha256"), unique=True),
    maybe("payment_id", Uuid),
    text("bank_ref"),
    day("paid_on"),
    text("payee_name"),
    cny("amount_cny"),
    recorded_at(),
    UniqueConstraint("payment_id", name="uq_bank_receipt_payment"),
    ForeignKeyConstraint(
        ["payment_id", "amount_cny"],
        ["payment.payment_id", "payment.amount_cny"],
        name="fk_bank_receipt_same_amount",
    ),
    info=serves("银行回单", "award/18"),
)

reminder = Table(
    "reminder",
    metadata,
    cycle_key(),
    text("subject"),
    text("addressee"),
    day("due_on"),
    # Working days before the due day; negative once it is overdue.
    Column("days_left", Integer, nullable=False),
    text("channel"),
    text("says"),
    Column("sent_at", TIMESTAMP(timezone=True), nullable=True),
    recorded_at(),
    PrimaryKeyConstraint("cycle", "subject", "addressee", "due_on", "days_left"),
    info=serves("到期提醒", "award/10", "award/11", "award/12", "award/18"),
)

steward_finding = Table(
    "steward_finding",
    metadata,
    day("checked_on"),
    text("code"),
    text("subject"),
    text("says"),
    text("action"),
    recorded_at(),
    PrimaryKeyConstraint("checked_on", "code", "subject"),
    info=serves("每日检查的发现"),
)
